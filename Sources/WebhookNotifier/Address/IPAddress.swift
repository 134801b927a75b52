/// An IPv4 or IPv6 address as a number.
package enum IPAddress: Hashable, Sendable {
    case v4(UInt32)
    case v6(UInt128)

    /// 4 or 16 bytes in network order; nil for any other count.
    package init?(bytes: some Collection<UInt8>) {
        switch bytes.count {
        case 4: self = .v4(bytes.reduce(0) { $0 << 8 | UInt32($1) })
        case 16: self = .v6(bytes.reduce(0) { $0 << 8 | UInt128($1) })
        default: return nil
        }
    }

    /// The plain forms only: four decimal numbers without leading zeros, or RFC 4291 text, without brackets or zone.
    package init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 45 else { return nil }
        if text.utf8.contains(UInt8(ascii: ":")) {
            guard let value = Self.v6Value(text) else { return nil }
            self = .v6(value)
        } else {
            guard let value = Self.v4Value(text) else { return nil }
            self = .v4(value)
        }
    }

    private static func v4Value(_ text: some StringProtocol) -> UInt32? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.utf8.count), part.isDigits,
                part.utf8.count == 1 || part.utf8.first != UInt8(ascii: "0"), let byte = UInt8(part)
            else { return nil }
            value = value << 8 | UInt32(byte)
        }
        return value
    }

    private static func v6Value(_ text: some StringProtocol) -> UInt128? {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2, let head = groups(halves[0], mayEndInV4: halves.count == 1) else { return nil }
        guard halves.count == 2 else { return head.count == 8 ? number(head) : nil }
        guard let tail = groups(halves[1], mayEndInV4: true), head.count + tail.count <= 7 else { return nil }
        return number(head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail)
    }

    private static func groups(_ text: some StringProtocol, mayEndInV4: Bool) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if mayEndInV4, index == parts.count - 1, part.utf8.contains(UInt8(ascii: ".")) {
                guard let inner = v4Value(part) else { return nil }
                groups += [UInt16(inner >> 16), UInt16(truncatingIfNeeded: inner)]
            } else {
                // The parser of integers would take a sign; `isHexDigit` alone also full-width digits.
                guard (1...4).contains(part.utf8.count), part.allSatisfy({ $0.isASCII && $0.isHexDigit }),
                    let group = UInt16(part, radix: 16)
                else { return nil }
                groups.append(group)
            }
        }
        return groups.count <= 8 ? groups : nil
    }

    private static func number(_ groups: [UInt16]) -> UInt128 {
        groups.reduce(0) { $0 << 16 | UInt128($1) }
    }
}

extension IPAddress: CustomStringConvertible {
    /// IPv6 is written with all eight groups.
    package var description: String {
        switch self {
        case .v4(let value):
            stride(from: 24, through: 0, by: -8).map { String(value >> $0 & 0xFF) }.joined(separator: ".")
        case .v6(let value):
            stride(from: 112, through: 0, by: -16).map { String(value >> $0 & 0xFFFF, radix: 16) }
                .joined(separator: ":")
        }
    }
}
