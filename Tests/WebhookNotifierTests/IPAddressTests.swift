import Testing
import WebhookNotifier

struct IPAddressTests {
    struct Case: Sendable {
        var text: String
        var written: String?
    }

    static let cases = [
        Case(text: "192.0.2.7", written: "192.0.2.7"), Case(text: "0.0.0.0", written: "0.0.0.0"),
        Case(text: "255.255.255.255", written: "255.255.255.255"),
        Case(text: "::", written: "0:0:0:0:0:0:0:0"), Case(text: "::1", written: "0:0:0:0:0:0:0:1"),
        Case(text: "2001:DB8::1", written: "2001:db8:0:0:0:0:0:1"), Case(text: "fe80::", written: "fe80:0:0:0:0:0:0:0"),
        Case(text: "1:2:3:4:5:6:7:8", written: "1:2:3:4:5:6:7:8"),
        Case(text: "::ffff:127.0.0.1", written: "0:0:0:0:0:ffff:7f00:1"),
        Case(text: "1:2:3:4:5:6:1.2.3.4", written: "1:2:3:4:5:6:102:304"),
        Case(text: "1::2:3:4:5:6:7", written: "1:0:2:3:4:5:6:7"),
        Case(text: ""), Case(text: "1.2.3"), Case(text: "1.2.3.4.5"), Case(text: "01.2.3.4"), Case(text: "256.1.1.1"),
        Case(text: "0x7f.0.0.1"), Case(text: "1.2.3.+4"), Case(text: "1..2.3"), Case(text: " 1.2.3.4"),
        Case(text: "2130706433"), Case(text: ":"), Case(text: ":::"), Case(text: "1::2::3"), Case(text: ":1::2"),
        Case(text: "1:2:3:4:5:6:7"), Case(text: "1:2:3:4:5:6:7:8:9"), Case(text: "1:2:3:4::5:6:7:8"),
        Case(text: "12345::"), Case(text: "g::"), Case(text: "+1::"), Case(text: "::1%eth0"), Case(text: "[::1]"),
        Case(text: "1.2.3.4::"), Case(text: "::1.2.3.4:1"), Case(text: "::１"), Case(text: "::1.2.3"),
    ]

    @Test(arguments: cases)
    func `text is an address or none`(row: Case) {
        #expect(IPAddress(row.text)?.description == row.written)
    }

    @Test func `every address reads back as it is written`() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<2000 {
            let number = UInt128(generator.next()) << 64 | UInt128(generator.next())
            let four = IPAddress.v4(UInt32(truncatingIfNeeded: number))
            // Shifting makes runs of zeros and small numbers.
            let six = IPAddress.v6(number >> UInt128(generator.next() % 128))
            #expect(IPAddress(four.description) == four && IPAddress(six.description) == six)
        }
    }

    @Test func `bytes are read in network order`() {
        #expect(IPAddress(bytes: [192, 0, 2, 1]) == IPAddress("192.0.2.1"))
        #expect(IPAddress(bytes: [0x20, 0x01] + Array(repeating: 0, count: 13) + [9]) == IPAddress("2001::9"))
        #expect(IPAddress(bytes: [1, 2, 3]) == nil)
    }

    @Test(arguments: [
        "10.0.0.0/33", "10.0.0.1/8", "2001:db8::/129", "10.0.0.0/", "10.0.0.0/8/8", "/8", "10.0.0.0/+8", "ten/8", "",
    ])
    func `what is no block of addresses is refused`(text: String) {
        #expect(CIDR(text) == nil)
    }

    @Test func `a block holds its first and last address and not the next`() throws {
        let block = try #require(CIDR("172.16.0.0/12"))
        for (text, isInside) in [
            ("172.16.0.0", true), ("172.31.255.255", true), ("172.32.0.0", false), ("172.15.255.255", false),
            ("::ac10:0", false),
        ] {
            #expect(block.contains(try #require(IPAddress(text))) == isInside, "\(text)")
        }
        #expect(try #require(CIDR("0.0.0.0/0")).contains(.v4(.max)))
        #expect(try #require(CIDR("::1")).prefixLength == 128)
    }
}

/// SplitMix64: the same numbers in every run.
struct SeededGenerator: RandomNumberGenerator {
    var seed: UInt64

    mutating func next() -> UInt64 {
        seed &+= 0x9E37_79B9_7F4A_7C15
        var mixed = seed
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
