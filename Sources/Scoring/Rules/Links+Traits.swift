extension Links {
    /// What is odd about a link.
    struct Traits: OptionSet {
        let rawValue: UInt8

        /// Its host only forwards to another.
        static let shortener = Traits(rawValue: 1)
        /// Numbers instead of a host's name.
        static let address = Traits(rawValue: 2)
        /// A label that stands for another script, `xn--`.
        static let punycode = Traits(rawValue: 4)
        /// Five labels and more, or forty bytes and more.
        static let oddHost = Traits(rawValue: 8)
        /// Under a top level that is given away or sold for next to nothing.
        static let cheapTopLevel = Traits(rawValue: 16)
        /// Says who is paid for the visit.
        static let referral = Traits(rawValue: 32)
    }

    /// Of the link that ends at `end` and whose host stands at `host`.
    static func traits(_ bytes: Span<UInt8>, host: Range<Int>, end: Int) -> Traits {
        var traits = Traits()
        if contains(shortenerHosts, bytes, host.lowerBound, host.upperBound) { traits.insert(.shortener) }
        var dots = 0
        var lastDot = host.lowerBound
        var hasLetter = false
        for index in host {
            if bytes[index] == UInt8(ascii: ".") {
                dots += 1
                lastDot = index + 1
            } else {
                hasLetter = hasLetter || isLetter(bytes[index])
            }
            if holds(punycode, bytes, at: index, end: host.upperBound) { traits.insert(.punycode) }
        }
        if dots == 3, !hasLetter { traits.insert(.address) }
        if dots >= 4 || host.count >= 40 { traits.insert(.oddHost) }
        if contains(cheapTopLevels, bytes, lastDot, host.upperBound) { traits.insert(.cheapTopLevel) }
        for index in host.upperBound..<max(host.upperBound, end) {
            switch bytes[index] {
            case UInt8(ascii: "?"), UInt8(ascii: "&"), UInt8(ascii: "/"), UInt8(ascii: "#"):
                if referrals.contains(where: { holds($0, bytes, at: index + 1, end: end) }) { traits.insert(.referral) }
            default: break
            }
        }
        return traits
    }

    /// Links that are written so as not to be ones; at most 8.
    static func hidden(_ bytes: Span<UInt8>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        for index in 0..<bytes.count where found.count < 8 {
            let byte = bytes[index]
            guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "[") else { continue }
            for (text, isWhole) in disguises where holds(text, bytes, at: index, end: bytes.count) {
                let end = index + text.count
                // `. com` is a word of Portuguese: only what goes on with a path is a link.
                if isWhole || end < bytes.count && bytes[end] == UInt8(ascii: "/") { found.append(index..<end) }
            }
        }
        return found
    }

    private static func holds(_ text: [UInt8], _ bytes: Span<UInt8>, at index: Int, end: Int) -> Bool {
        guard index + text.count <= end else { return false }
        for place in text.indices where lowered(bytes[index + place]) != text[place] { return false }
        return true
    }

    private static let punycode = Array("xn--".utf8)
    private static let disguises: [([UInt8], Bool)] = [
        (". com", false), (". net", false), (". org", false), ("[dot]", true), ("/watch?v=", true),
    ].map { (Array($0.utf8), $1) }
    private static let referrals = [
        "ref=", "ref_id=", "refid=", "aff=", "affid=", "aff_id=", "invite=", "ref/", "referral",
    ]
    .map { Array($0.utf8) }
    private static let cheapTopLevels = names(
        "tk ml ga cf gq xyz top click win bid loan work icu buzz pw cc ws club pn")
    private static let shortenerHosts = names(
        "bit.ly goo.gl tinyurl.com ow.ly is.gd buff.ly cutt.ly rb.gy shorturl.at rebrand.ly tiny.cc t.ly bl.ink adf.ly "
            + "shorte.st ouo.io linktr.ee soo.gd v.gd x.co qr.ae tr.im clck.ru vk.cc wa.me t.me s.id")
}
