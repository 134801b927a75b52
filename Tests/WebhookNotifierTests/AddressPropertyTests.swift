import Testing

@testable import WebhookNotifier

/// The guard against a second, plainer one: the reference's ranges as first and last address, searched one by one.
@Suite struct `The address guard, by properties` {
    /// What is not the public Internet (IANA's special-purpose registries), as whole numbers.
    private static let ranges4: [ClosedRange<UInt32>] = [
        0x0000_0000...0x00FF_FFFF, 0x0A00_0000...0x0AFF_FFFF, 0x6440_0000...0x647F_FFFF, 0x7F00_0000...0x7FFF_FFFF,
        0xA9FE_0000...0xA9FE_FFFF, 0xAC10_0000...0xAC1F_FFFF, 0xC000_0000...0xC000_00FF, 0xC000_0200...0xC000_02FF,
        0xC058_6300...0xC058_63FF, 0xC0A8_0000...0xC0A8_FFFF, 0xC612_0000...0xC613_FFFF, 0xC633_6400...0xC633_64FF,
        0xCB00_7100...0xCB00_71FF, 0xE000_0000...0xFFFF_FFFF, 0xA83F_8110...0xA83F_8110,
    ]

    private static func isPublic(_ address: UInt32) -> Bool { !ranges4.contains { $0.contains(address) } }

    /// Addresses everywhere, and beside every border.
    private static let addresses4: [UInt32] = {
        var generator = SeededGenerator(seed: 23)
        let borders = ranges4.flatMap { range in
            [range.lowerBound, range.upperBound, range.lowerBound &- 1, range.upperBound &+ 1]
        }
        return borders + (0..<10_000).map { _ in UInt32(truncatingIfNeeded: generator.next()) }
    }()

    @Test func `every IPv4 address has the verdict of the plain guard`() {
        for address in Self.addresses4 {
            let verdict = AddressGuard().refusal(of: .v4(address))
            #expect((verdict == nil) == Self.isPublic(address), "\(IPAddress.v4(address)): \(verdict ?? "called")")
        }
    }

    /// Writes an IPv4 address as somebody would who wants it not to be known: whole or in up to four parts, each decimal,
    /// octal or hexadecimal, with zeros before, a dot behind, and digits as percent signs.
    private static func disguised(_ address: UInt32, _ generator: inout SeededGenerator) -> String {
        let count = Int.random(in: 1...4, using: &generator)
        var parts: [UInt32] = []
        var rest = address
        for place in 1..<4 where parts.count < count - 1 {
            let shift = UInt32(32 - 8 * place)
            parts.append(rest >> shift)
            rest &= (1 << shift) - 1
        }
        var text = (parts + [rest]).map { part in
            let zeros = String(repeating: "0", count: Int.random(in: 0...2, using: &generator))
            return switch Int.random(in: 0...3, using: &generator) {
            case 0: "0" + zeros + String(part, radix: 8)
            case 1: "0x" + zeros + String(part, radix: 16)
            case 2: "0X" + zeros + String(part, radix: 16, uppercase: true)
            default: String(part)
            }
        }.joined(separator: ".")
        if Bool.random(using: &generator) { text += "." }
        guard Int.random(in: 0...3, using: &generator) == 0 else { return text }
        return text.utf8.map { "%" + String($0, radix: 16) }.joined()
    }

    @Test func `no spelling of an IPv4 address gets past`() {
        var generator = SeededGenerator(seed: 29)
        let rules = WebhookURLRules()
        var called = 0
        for address in Self.addresses4 {
            let url = "https://" + Self.disguised(address, &generator) + "/hook"
            guard let checked = try? rules.check(url) else { continue }
            // What is called is that very address, or a name that only DNS could give a meaning.
            let host = checked.host.hasSuffix(".") ? String(checked.host.dropLast()) : checked.host
            guard let read = IPAddress(host) else {
                Issue.record("\(url) became the name \(checked.host)")
                continue
            }
            #expect(read == .v4(address) && Self.isPublic(address), "\(url) became \(checked.host)")
            called += 1
        }
        #expect(called > 2500, "the spellings are ones libcurl reads: \(called)")
    }

    /// IPv4 addresses inside IPv6 ones, in every form that is known.
    private static func wrapped(_ address: UInt32) -> [UInt128] {
        let low = UInt128(address)
        return [
            low, 0xFFFF << 32 | low, 0xFFFF << 48 | low, 0x0064_FF9B << 96 | low, 0x0064_FF9B_0001 << 80 | low,
            0x2002 << 112 | low << 80 | 1, 0x2001_0000 << 96 | low << 64, 0x2001_0000 << 96 | UInt128(~address),
            0xFE80 << 112 | 0x5EFE << 32 | low,
        ]
    }

    @Test func `no IPv6 form carries an IPv4 address past`() {
        for address in Self.addresses4 {
            for value in Self.wrapped(address) {
                let isNAT64 = value >> 32 == UInt128(0x0064_FF9B) << 64
                let verdict = AddressGuard().refusal(of: .v6(value))
                // Only NAT64 of a public address is a way to the Internet.
                #expect(
                    (verdict == nil) == (isNAT64 && Self.isPublic(address)),
                    "\(IPAddress.v6(value)): \(verdict ?? "called")")
            }
        }
    }

    /// IPv6 addresses with runs of zeros, written with and without `::`, in both cases, with zeros before, an IPv4 end.
    @Test func `no spelling of an IPv6 address gets past`() {
        var generator = SeededGenerator(seed: 31)
        let rules = WebhookURLRules()
        for _ in 0..<5000 {
            var groups = (0..<8).map { _ in UInt16(truncatingIfNeeded: generator.next()) }
            let first = [0, 0x2001, 0x2002, 0x2606, 0xFC00, 0xFE80, 0xFF02, 0x64].randomElement(using: &generator) ?? 0
            groups[0] = UInt16(first)
            let begin = Int.random(in: 1...6, using: &generator)
            let end = Int.random(in: begin...7, using: &generator)
            for place in begin..<end { groups[place] = 0 }
            let value = groups.reduce(UInt128(0)) { $0 << 16 | UInt128($1) }
            func written(_ groups: ArraySlice<UInt16>) -> [String] {
                groups.map {
                    let digits = String($0, radix: 16, uppercase: Bool.random(using: &generator))
                    return Bool.random(using: &generator)
                        ? String(repeating: "0", count: 4 - digits.count) + digits : digits
                }
            }
            var text =
                end > begin && Bool.random(using: &generator)
                ? written(groups[..<begin]).joined(separator: ":") + "::"
                    + written(groups[end...]).joined(separator: ":")
                : written(groups[...]).joined(separator: ":")
            if Bool.random(using: &generator), let colon = text.lastIndex(of: ":"), !text.hasSuffix("::"), end < 7 {
                let before = text[..<colon]
                if let other = before.lastIndex(of: ":"), !text[other...].hasPrefix("::"), before.last != ":" {
                    text =
                        text[...other]
                        + [groups[6] >> 8, groups[6] & 255, groups[7] >> 8, groups[7] & 255].map(String.init)
                        .joined(separator: ".")
                }
            }
            let verdict = AddressGuard().refusal(of: .v6(value))
            let checked = try? rules.check("https://[\(text)]/hook")
            #expect(IPAddress(text) == .v6(value), "\(text)")
            #expect((checked == nil) == (verdict != nil), "\(text): \(verdict ?? "called")")
        }
    }
}
