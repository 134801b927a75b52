/// Where links stand in a text, with or without a scheme.
struct Links {
    private(set) var ranges: [Range<Int>] = []
    /// The host of each, without `www.` and port, and what is odd about it.
    private(set) var hosts: [Range<Int>] = []
    private(set) var kinds: [Traits] = []
    /// What is odd about any of them.
    private(set) var traits = Traits()
    /// All links, also those beyond the bound.
    private(set) var count = 0
    private(set) var byteCount = 0

    static let most = 64

    init(_ bytes: Span<UInt8>) {
        var index = 0
        while index < bytes.count {
            // Every link has a dot after two letters or a colon before two slashes.
            let byte = bytes[index]
            guard byte == UInt8(ascii: ":") || byte == UInt8(ascii: ".") else {
                index += 1
                continue
            }
            guard let host = Self.hostBegin(bytes, index) else {
                index += 1
                continue
            }
            index = add(bytes, index, host)
        }
    }

    /// The first byte of the host when the dot or colon at `index` makes a link.
    private static func hostBegin(_ bytes: Span<UInt8>, _ index: Int) -> Int? {
        if bytes[index] == UInt8(ascii: ":") {
            guard index + 3 < bytes.count, bytes[index + 1] == UInt8(ascii: "/"), bytes[index + 2] == UInt8(ascii: "/"),
                index >= 4, isLetter(bytes[index - 1])
            else { return nil }
            return index + 3
        }
        guard index >= 2, index + 2 < bytes.count, isHost(bytes[index - 1]), isLetter(bytes[index + 1]) else {
            return nil
        }
        var begin = index
        while begin > 0, isHost(bytes[begin - 1]), index - begin < 64 { begin -= 1 }
        // The part behind an @ is an address, not a link.
        if begin > 0, bytes[begin - 1] == UInt8(ascii: "@") || bytes[begin - 1] >= 0x80 { return nil }
        var end = index + 1
        while end < bytes.count, isHost(bytes[end]) || bytes[end] == UInt8(ascii: "."), end - index < 64 { end += 1 }
        if startsWithWWW(bytes, begin) { return begin }
        guard endsInTopLevel(bytes, begin, end) else { return nil }
        return begin
    }

    private mutating func add(_ bytes: Span<UInt8>, _ index: Int, _ host: Int) -> Int {
        var begin = host
        if bytes[index] == UInt8(ascii: ":") {
            begin = index
            while begin > 0, Self.isLetter(bytes[begin - 1]), index - begin < 8 { begin -= 1 }
        }
        var end = max(host, index + 1)
        while end < bytes.count, !Self.endsLink(bytes[end]) { end += 1 }
        while end > host + 1, Self.trails(bytes[end - 1]) { end -= 1 }
        count += 1
        byteCount += end - begin
        if ranges.count < Self.most {
            ranges.append(begin..<end)
            let name = Self.host(bytes, host, end)
            let kind = Self.traits(bytes, host: name, end: end)
            hosts.append(name)
            kinds.append(kind)
            traits.formUnion(kind)
        }
        return end
    }

    static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isHost(_ byte: UInt8) -> Bool {
        isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
    }

    private static func endsLink(_ byte: UInt8) -> Bool {
        switch byte {
        case 0...0x20, UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "]"):
            true
        default: false
        }
    }

    private static func trails(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: "!"), UInt8(ascii: "?"),
            UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "'"), UInt8(ascii: "*"):
            true
        default: false
        }
    }

    private static func startsWithWWW(_ bytes: Span<UInt8>, _ begin: Int) -> Bool {
        begin + 3 < bytes.count && (0..<3).allSatisfy { bytes[begin + $0] | 0x20 == UInt8(ascii: "w") }
            && bytes[begin + 3] == UInt8(ascii: ".")
    }

    /// Whether the last label before a slash or the end is one that sites are commonly found under.
    private static func endsInTopLevel(_ bytes: Span<UInt8>, _ begin: Int, _ end: Int) -> Bool {
        var last = end
        while last > begin, bytes[last - 1] == UInt8(ascii: ".") { last -= 1 }
        var dot = last
        while dot > begin, bytes[dot - 1] != UInt8(ascii: ".") { dot -= 1 }
        guard dot > begin + 1 else { return false }
        if contains(topLevels, bytes, dot, last) { return true }
        // `end.it was` is two words: under these a link goes on with a path.
        return last < bytes.count && bytes[last] == UInt8(ascii: "/") && contains(wordTopLevels, bytes, dot, last)
    }

    private static func host(_ bytes: Span<UInt8>, _ host: Int, _ end: Int) -> Range<Int> {
        let begin = startsWithWWW(bytes, host) ? host + 4 : host
        var last = begin
        while last < end, isHost(bytes[last]) || bytes[last] == UInt8(ascii: ".") { last += 1 }
        return begin..<last
    }

    static func contains(_ names: [[UInt8]], _ bytes: Span<UInt8>, _ begin: Int, _ end: Int) -> Bool {
        names.contains { name in
            name.count == end - begin && name.indices.allSatisfy { bytes[begin + $0] | 0x20 == name[$0] | 0x20 }
        }
    }

    private static let topLevels = names(
        "com net org info biz ru cn xyz top site online shop store club icu live fun vip pro link click win bid loan work "
            + "fr uk br tn dz eg sa ae io tv ly gl cc pw su ws ca eu app dev tk ml ga gq cf pn nl pl nz au ro gr cz kr jp blog"
    )
    private static let wordTopLevels = names("ma de es it pt co me to be ch us in no se my id")

    static func lowered(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }

    static func names(_ text: String) -> [[UInt8]] {
        text.split(separator: " ").map { Array($0.utf8) }
    }
}
