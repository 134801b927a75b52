/// A block of addresses, such as `192.0.2.0/24` or `2001:db8::/32`.
package struct CIDR: Hashable, Sendable, CustomStringConvertible {
    package let base: IPAddress
    package let prefixLength: Int

    /// Nil unless it is an address, optionally with `/length`, and no bit is set behind the prefix.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let base = IPAddress(parts[0]) else { return nil }
        let width = base.bitWidth
        var length = width
        if parts.count == 2 {
            guard (1...3).contains(parts[1].utf8.count), parts[1].isDigits,
                let given = Int(parts[1]), given <= width
            else { return nil }
            length = given
        }
        self.base = base
        self.prefixLength = length
        guard base.prefix(length) == base else { return nil }
    }

    /// A block written in our own source.
    init(own text: StaticString) {
        guard let block = CIDR(text.description) else { preconditionFailure("not a block of addresses: \(text)") }
        self = block
    }

    package func contains(_ address: IPAddress) -> Bool {
        address.bitWidth == base.bitWidth && address.prefix(prefixLength) == base
    }

    package var description: String { "\(base)/\(prefixLength)" }
}

extension IPAddress {
    var bitWidth: Int {
        switch self {
        case .v4: 32
        case .v6: 128
        }
    }

    /// The address with every bit behind the first `length` cleared.
    func prefix(_ length: Int) -> IPAddress {
        switch self {
        case .v4(let value): .v4(value & ~(UInt32.max >> UInt32(length)))
        case .v6(let value): .v6(value & ~(UInt128.max >> UInt128(length)))
        }
    }
}
