/// Says which addresses a webhook may be sent to: those of the public Internet and what the operator allowed.
/// Pure; asked when an endpoint is created (literal addresses), at every connection and before every request.
package struct AddressGuard: Sendable {
    /// Networks of the operator's own that may be called although they are not public.
    package var allowedNetworks: [CIDR]

    package init(allowedNetworks: [CIDR] = []) {
        self.allowedNetworks = allowedNetworks
    }

    /// Why the address is refused, as words that end "the address is …"; nil when it may be called.
    package func refusal(of address: IPAddress) -> String? {
        // An address that carries a link-local one inside is refused as if it were that.
        for one in [address] + address.carriedIPv4 {
            if let block = SpecialAddresses.neverCalled.first(where: { $0.block.contains(one) }) { return block.name }
        }
        // NAT64 only wraps an IPv4 address, which is judged by itself (RFC 6052).
        if let inner = address.nat64Inner { return refusal(of: inner) }
        if allowedNetworks.contains(where: { $0.contains(address) }) { return nil }
        return SpecialAddresses.notPublic.first { $0.block.contains(address) }?.name
            ?? (address.isOutsideGlobalUnicast ? "not assigned for public use" : nil)
    }
}

extension IPAddress {
    /// The IPv4 address inside `64:ff9b::/96`.
    fileprivate var nat64Inner: IPAddress? {
        guard case .v6(let value) = self, value >> 32 == UInt128(0x0064_FF9B) << 64 else { return nil }
        return .v4(UInt32(truncatingIfNeeded: value))
    }

    /// IANA has assigned nothing but 2000::/3 as IPv6 unicast of the Internet.
    fileprivate var isOutsideGlobalUnicast: Bool {
        guard case .v6(let value) = self else { return false }
        return value >> 125 != 1
    }

    /// IPv4 addresses that known forms of IPv6 carry: mapped, compatible, translated, NAT64 (also local),
    /// 6to4, Teredo (server, and client inverted) and ISATAP.
    fileprivate var carriedIPv4: [IPAddress] {
        guard case .v6(let value) = self else { return [] }
        let low = UInt32(truncatingIfNeeded: value)
        let high = value >> 32
        let second = UInt32(truncatingIfNeeded: value >> 64)
        var inner: [UInt32] = []
        if high == 0 || high == 0xFFFF || high == UInt128(0xFFFF) << 16 { inner.append(low) }
        if value >> 96 == 0x0064_FF9B { inner.append(low) }
        if value >> 112 == 0x2002 { inner.append(UInt32(truncatingIfNeeded: value >> 80)) }
        if value >> 96 == 0x2001_0000 { inner += [second, ~low] }
        if UInt32(truncatingIfNeeded: high) & 0xFDFF_FFFF == 0x0000_5EFE { inner.append(low) }
        return inner.map(IPAddress.v4)
    }
}
