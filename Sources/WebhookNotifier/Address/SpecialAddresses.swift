/// Blocks that are not the public Internet, by name. Facts: IANA's IPv4 and IPv6 Special-Purpose Address Registries
/// and the documentation of cloud hosts for their metadata services.
enum SpecialAddresses {
    struct Block: Sendable {
        let name: String
        let block: CIDR

        init(_ name: String, _ text: StaticString) {
            self.name = name
            self.block = CIDR(own: text)
        }
    }

    /// Refused even when the operator allows a network around them: link-local, where machines hand out their own
    /// credentials, and the metadata addresses that lie elsewhere.
    static let neverCalled: [Block] = [
        Block("link-local", "169.254.0.0/16"),
        Block("link-local", "fe80::/10"),
        Block("a cloud metadata service", "100.100.100.200/32"),
        Block("a cloud metadata service", "168.63.129.16/32"),
        Block("a cloud metadata service", "192.0.0.192/32"),
        Block("a cloud metadata service", "fd00:ec2::254/128"),
        Block("a cloud metadata service", "fd20:ce::254/128"),
    ]

    /// Refused unless allowed.
    static let notPublic: [Block] = [
        Block("unspecified", "0.0.0.0/8"),
        Block("in a private network", "10.0.0.0/8"),
        Block("in a carrier's shared network", "100.64.0.0/10"),
        Block("this machine", "127.0.0.0/8"),
        Block("in a private network", "172.16.0.0/12"),
        Block("reserved by IETF protocols", "192.0.0.0/24"),
        Block("for documentation only", "192.0.2.0/24"),
        Block("a 6to4 relay", "192.88.99.0/24"),
        Block("in a private network", "192.168.0.0/16"),
        Block("for benchmarks only", "198.18.0.0/15"),
        Block("for documentation only", "198.51.100.0/24"),
        Block("for documentation only", "203.0.113.0/24"),
        Block("multicast", "224.0.0.0/4"),
        Block("reserved", "240.0.0.0/4"),
        Block("unspecified", "::/128"),
        Block("this machine", "::1/128"),
        Block("an IPv4 address in disguise", "::/8"),
        Block("discard-only", "100::/64"),
        Block("reserved by IETF protocols", "2001::/23"),
        Block("for documentation only", "2001:db8::/32"),
        Block("a 6to4 address", "2002::/16"),
        Block("for documentation only", "3fff::/20"),
        Block("for segment routing only", "5f00::/16"),
        Block("in a private network", "fc00::/7"),
        Block("site-local", "fec0::/10"),
        Block("multicast", "ff00::/8"),
    ]
}
