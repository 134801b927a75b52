/// IPv4 and IPv6 addresses as text.
enum NetworkAddress {
    /// The address in its one canonical form, IPv6 as in RFC 5952, an IPv4 address inside IPv6 as IPv4; nil when it
    /// is none. Zones (`%eth0`), ports and lists are refused.
    static func canonical(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count <= 45 else { return nil }
        if let address = ipv4(bytes[...]) { return written(address) }
        guard let groups = ipv6(bytes) else { return nil }
        if groups[0..<5].allSatisfy({ $0 == 0 }), groups[5] == 0xFFFF {
            return written([groups[6] >> 8, groups[6] & 255, groups[7] >> 8, groups[7] & 255].map(UInt8.init))
        }
        return written(groups)
    }

    /// The network an address is counted with: an IPv4 /24 or an IPv6 /56, as text. Nil when it is no address.
    static func network(of text: String) -> String? {
        let bytes = Array(text.utf8)
        if let address = ipv4(bytes[...]) { return written(Array(address.prefix(3))) }
        return ipv6(bytes).map { hex($0[0..<3] + [$0[3] & 0xFF00]) }
    }

    private static func ipv4(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var address: [UInt8] = []
        for part in parts {
            // A leading zero means octal to some readers and decimal to others.
            guard (1...3).contains(part.count), part.count == 1 || part.first != UInt8(ascii: "0"),
                part.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains),
                let number = UInt8(String(decoding: part, as: UTF8.self))
            else { return nil }
            address.append(number)
        }
        return address
    }

    private static func ipv6(_ bytes: [UInt8]) -> [UInt16]? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let gap = text.firstRange(of: "::") else {
            guard let all = groups(text[...]), all.count == 8 else { return nil }
            return all
        }
        let tail = text[gap.upperBound...]
        guard let head = groups(text[..<gap.lowerBound], mayEndInIPv4: false), let rest = groups(tail),
            head.count + rest.count < 8
        else { return nil }
        return head + Array(repeating: 0, count: 8 - head.count - rest.count) + rest
    }

    private static func groups(_ text: Substring, mayEndInIPv4: Bool = true) -> [UInt16]? {
        if text.isEmpty { return [] }
        var groups: [UInt16] = []
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if mayEndInIPv4, index == parts.count - 1, let address = ipv4(Array(part)[...]) {
                groups.append(UInt16(address[0]) << 8 | UInt16(address[1]))
                groups.append(UInt16(address[2]) << 8 | UInt16(address[3]))
                continue
            }
            guard (1...4).contains(part.count) else { return nil }
            var group: UInt16 = 0
            for byte in part {
                guard let digit = hexDigit(byte) else { return nil }
                group = group << 4 | UInt16(digit)
            }
            groups.append(group)
        }
        return groups
    }

    private static func hex(_ part: ArraySlice<UInt16>) -> String {
        part.map { String($0, radix: 16) }.joined(separator: ":")
    }

    private static func written(_ address: [UInt8]) -> String { address.map { String($0) }.joined(separator: ".") }

    /// RFC 5952: lower case, no leading zeros, the first longest run of two or more zero groups as `::`.
    private static func written(_ groups: [UInt16]) -> String {
        var longest = 0..<0
        var begin = 0
        while begin < 8 {
            let end = groups[begin...].firstIndex { $0 != 0 } ?? 8
            if end - begin > longest.count { longest = begin..<end }
            begin = max(end, begin) + 1
        }
        guard longest.count > 1 else { return hex(groups[...]) }
        return hex(groups[..<longest.lowerBound]) + "::" + hex(groups[longest.upperBound...])
    }
}
