import Testing
import WebhookNotifier

@testable import HTTPAPI

struct `The state of a connection` {
    @Test
    func `ends when an answer is not taken in time`() {
        var state = ConnectionState(limits: ConnectionLimits())
        state.headCame()
        state.requestEnded()
        var looks = 0
        while state.look(sent: 5000, waiting: 100) == .wait, looks < 100 { looks += 1 }
        // The first look begins the time, the one after thirty more ends it.
        #expect(looks == 31)
    }

    @Test
    func `ends when it is taken by the byte`() {
        var state = ConnectionState(limits: ConnectionLimits())
        state.headCame()
        state.requestEnded()
        var looks = 0
        while state.look(sent: looks * 1000, waiting: 1_000_000) == .wait, looks < 100 { looks += 1 }
        #expect(looks == 31)
    }

    @Test
    func `goes on while a long answer is taken steadily`() {
        var state = ConnectionState(limits: ConnectionLimits())
        state.headCame()
        state.requestEnded()
        for look in 0..<1000 { #expect(state.look(sent: look * 3000, waiting: 1_000_000) == .wait) }
    }

    @Test
    func `goes on when what waits is taken whole now and then`() {
        var state = ConnectionState(limits: ConnectionLimits())
        state.headCame()
        state.requestEnded()
        for look in 0..<200 { #expect(state.look(sent: look, waiting: look % 20) == .wait) }
    }

    @Test
    func `looks four times within the shortest limit`() {
        var limits = ConnectionLimits()
        #expect(limits.tick == .seconds(1))
        limits.header = .seconds(2)
        #expect(limits.tick == .milliseconds(500))
        #expect(limits.ticks(.seconds(2)) == 4)
        #expect(limits.ticks(.milliseconds(1)) == 1)
    }

    @Test(arguments: [
        ("198.51.100.7", "198.51.100.7", true), ("198.51.100.7", "::ffff:198.51.100.7", true),
        ("198.51.100.7", "198.51.100.8", false), ("2001:db8::1", "2001:db8::ffff:1", true),
        ("2001:db8::1", "2001:db8:0:1::1", false), ("192.0.2.1", "192.0.2.1", false),
    ])
    func `is counted by address or network, proxies are not`(first: String, second: String, isSame: Bool) throws {
        var limits = ConnectionLimits()
        limits.connectionsPerAddress = 1
        let gate = ConnectionGate(
            limits: limits, trusted: TrustedProxies([try #require(CIDR("192.0.2.0/24"))]))
        let addresses = [try #require(IPAddress(first)), try #require(IPAddress(second))]
        #expect(gate.enter(addresses[0]) == .open)
        #expect(gate.enter(addresses[1]) == (isSame ? .refused : .open))
        gate.leave(addresses[1])
        gate.leave(addresses[0])
        #expect(gate.enter(addresses[1]) == .open)
    }

    @Test
    func `gets no answer when even refusals are too many`() {
        var limits = ConnectionLimits()
        limits.connections = 2
        let gate = ConnectionGate(limits: limits, trusted: TrustedProxies())
        let entries = (0..<68).map { _ in gate.enter(nil) }
        #expect(entries[0..<2].allSatisfy { $0 == .open })
        #expect(entries[2..<66].allSatisfy { $0 == .refused })
        #expect(entries[66...].allSatisfy { $0 == .full })
    }
}
