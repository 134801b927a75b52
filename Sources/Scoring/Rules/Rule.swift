import Moderation

/// A check of a whole comment: a value, not a type of its own. What it weighs stands in the policy under its name.
struct Rule: Sendable {
    var name: String
    var label: Label
    var reason: String
    /// Where the rule holds; nil where it does not. Evidence may be empty when it speaks of the whole text.
    var find: @Sendable (Facts) -> [Evidence]?

    /// Evidence kept of one rule.
    static let mostEvidence = 32

    /// In the order in which they are shown. They do not depend on each other, so the order weighs nothing.
    static let all: [Rule] = links + markup + shape + contact + abuse + disguise

    static func spam(_ name: String, _ find: @escaping @Sendable (Facts) -> [Evidence]?) -> Rule {
        Rule(name: name, label: .spam, reason: "spam", find: find)
    }

    static func evidence(_ ranges: some Sequence<Range<Int>>, _ field: CommentField = .body) -> [Evidence] {
        ranges.prefix(mostEvidence).map { Evidence(field: field, begin: $0.lowerBound, end: $0.upperBound) }
    }

    private static let links: [Rule] = [
        spam("links.any") { $0.links.count > 0 ? evidence($0.links.ranges) : nil },
        spam("links.several") { $0.links.count >= 3 ? evidence($0.links.ranges) : nil },
        spam("links.many") { $0.links.count >= 6 ? evidence($0.links.ranges) : nil },
        spam("links.dense") { facts in
            let isDense = facts.links.count > 0 && facts.links.byteCount * 10 > facts.bytes.count * 4
            return isDense ? evidence(facts.links.ranges) : nil
        },
        spam("links.shortener") { $0.links.shorteners.isEmpty ? nil : evidence($0.links.shorteners) },
    ]

    private static let markup: [Rule] = [
        spam("markup.bbcode") { facts in
            let found = facts.occurrences(of: ["[url", "[link=", "[img]", "[b][url"])
            return found.isEmpty ? nil : evidence(found)
        },
        spam("markup.anchor") { facts in
            let found = facts.occurrences(of: ["<a href", "<a  href", "<a target", "<a rel"])
            return found.isEmpty ? nil : evidence(found)
        },
    ]
}

extension Facts {
    /// Where one of a few short ASCII texts stands in the body, letters of either case.
    func occurrences(of needles: [String]) -> [Range<Int>] {
        let bytes = self.bytes.span
        guard glyphs.hasBracket else { return [] }
        var found: [Range<Int>] = []
        for index in 0..<bytes.count where bytes[index] == UInt8(ascii: "[") || bytes[index] == UInt8(ascii: "<") {
            for needle in needles {
                let wanted = needle.utf8
                guard index + wanted.count <= bytes.count, found.count < Rule.mostEvidence else { continue }
                if wanted.enumerated().allSatisfy({ Self.lowered(bytes[index + $0.offset]) == $0.element }) {
                    found.append(index..<index + wanted.count)
                    break
                }
            }
        }
        return found
    }

    private static func lowered(_ byte: UInt8) -> UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
    }
}
