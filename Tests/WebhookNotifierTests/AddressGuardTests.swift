import Testing
import WebhookNotifier

struct AddressGuardTests {
    static let refused = [
        "0.0.0.0", "0.255.255.255", "10.0.0.0", "10.255.255.255", "100.64.0.0", "100.127.255.255", "127.0.0.1",
        "127.255.255.255", "169.254.0.0", "169.254.169.254", "169.254.255.255", "172.16.0.0", "172.31.255.255",
        "192.0.0.0", "192.0.0.8", "192.0.0.255", "192.0.2.0", "192.0.2.255", "192.88.99.1", "192.168.0.0",
        "192.168.255.255", "198.18.0.0", "198.19.255.255", "198.51.100.1", "203.0.113.1", "224.0.0.0",
        "239.255.255.255", "240.0.0.0", "255.255.255.255", "100.100.100.200", "168.63.129.16",
        "::", "::1", "::2", "::7f00:1", "::ffff:127.0.0.1", "::ffff:93.184.216.34", "::ffff:0:7f00:1", "::5efe:7f00:1",
        "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "64:ff9b::1:5db8:d822", "100::1",
        "2001::1", "2001:1ff:ffff::1", "2001:db8::1", "2001:db8:ffff::1", "2002:7f00:1::1", "2002:5db8:d822::1",
        "3fff::1", "3fff:fff::1", "4000::1", "5f00::1", "8000::1", "fc00::1", "fd00:ec2::254", "fdff::1", "fe80::1",
        "febf::1", "fec0::1", "feff::1", "ff00::1", "ff02::1", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    ]

    static let called = [
        "1.0.0.0", "9.255.255.255", "11.0.0.0", "93.184.216.34", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "192.0.3.0",
        "192.88.98.255", "192.88.100.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
        "198.51.99.255", "198.51.101.0", "203.0.112.255", "203.0.114.0", "223.255.255.255",
        "2000::1", "2001:200::1", "2001:4860:4860::8888", "2001:db7:ffff::1", "2001:db9::1", "2003::1", "2606:4700::1",
        "3ffe:ffff::1", "64:ff9b::5db8:d822",
    ]

    @Test(arguments: refused)
    func `an address that is not public is refused`(text: String) throws {
        #expect(AddressGuard().refusal(of: try #require(IPAddress(text))) != nil)
    }

    @Test(arguments: called)
    func `a public address is called`(text: String) throws {
        #expect(AddressGuard().refusal(of: try #require(IPAddress(text))) == nil)
    }

    struct Allowed: Sendable {
        var networks: [String]
        var address: String
        var isCalled: Bool
    }

    static let allowed = [
        Allowed(networks: ["10.1.0.0/16"], address: "10.1.2.3", isCalled: true),
        Allowed(networks: ["10.1.0.0/16"], address: "10.2.0.0", isCalled: false),
        Allowed(networks: ["127.0.0.0/8"], address: "127.0.0.1", isCalled: true),
        Allowed(networks: ["127.0.0.0/8"], address: "::1", isCalled: false),
        Allowed(networks: ["127.0.0.0/8"], address: "::ffff:127.0.0.1", isCalled: false),
        Allowed(networks: ["::1"], address: "::1", isCalled: true),
        Allowed(networks: ["fd00::/8"], address: "fd12::1", isCalled: true),
        // NAT64 inherits what the address inside is allowed.
        Allowed(networks: ["10.0.0.0/8"], address: "64:ff9b::a00:1", isCalled: true),
    ]

    @Test(arguments: allowed)
    func `an allowed network is called and no other`(row: Allowed) throws {
        let addresses = AddressGuard(allowedNetworks: try row.networks.map { try #require(CIDR($0)) })
        #expect((addresses.refusal(of: try #require(IPAddress(row.address))) == nil) == row.isCalled)
    }

    @Test(arguments: [
        "169.254.169.254", "169.254.0.1", "fe80::1", "fd00:ec2::254", "fd20:ce::254", "100.100.100.200",
        "168.63.129.16", "192.0.0.192", "::ffff:169.254.169.254", "::169.254.169.254", "::ffff:0:a9fe:a9fe",
        "64:ff9b::a9fe:a9fe", "64:ff9b:1::a9fe:a9fe", "2002:a9fe:a9fe::1", "2001:0:a9fe:a9fe::1",
        "2001::5601:5601", "2606:4700::5efe:a9fe:a9fe", "2606:4700::200:5efe:a9fe:a9fe",
    ])
    func `link-local and metadata addresses are refused whatever is allowed`(text: String) throws {
        let everything = AddressGuard(allowedNetworks: [try #require(CIDR("0.0.0.0/0")), try #require(CIDR("::/0"))])
        #expect(everything.refusal(of: try #require(IPAddress(text))) != nil)
    }

    @Test func `NAT64 always has the verdict of the address inside`() {
        var generator = SeededGenerator(seed: 11)
        let addresses = AddressGuard()
        for _ in 0..<5000 {
            let inner = UInt32(truncatingIfNeeded: generator.next())
            let wrapped = IPAddress.v6(UInt128(0x0064_FF9B) << 96 | UInt128(inner))
            #expect(addresses.refusal(of: wrapped) == addresses.refusal(of: .v4(inner)))
        }
    }

    @Test func `outside the unicast block of the Internet no IPv6 address is called but NAT64`() {
        var generator = SeededGenerator(seed: 13)
        for _ in 0..<5000 {
            let value = UInt128(generator.next()) << 64 | UInt128(generator.next())
            guard value >> 125 != 1, value >> 96 != 0x0064_FF9B else { continue }
            #expect(AddressGuard().refusal(of: .v6(value)) != nil)
        }
    }

    @Test func `an allowed network never opens another`() throws {
        var generator = SeededGenerator(seed: 17)
        let block = try #require(CIDR("192.168.4.0/24"))
        let open = AddressGuard(allowedNetworks: [block])
        for _ in 0..<5000 {
            let address = IPAddress.v4(UInt32(truncatingIfNeeded: generator.next()))
            guard !block.contains(address) else { continue }
            #expect((open.refusal(of: address) == nil) == (AddressGuard().refusal(of: address) == nil))
        }
    }
}
