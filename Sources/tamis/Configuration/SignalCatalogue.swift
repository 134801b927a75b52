import Moderation
import Scoring

/// The signals a policy may name: rules, the lists' categories, and its own composites as far as they were read.
struct SignalCatalogue {
    let rules: [String]
    private var labels: [(name: String, label: Label)]
    private let takesAnyCategory: Bool

    init(_ known: KnownSignals) {
        rules = known.rules.map(\.name)
        labels = (known.rules + (known.categories ?? [])).map { ($0.name, $0.label) }
        takesAnyCategory = known.categories == nil
    }

    /// Of the lists' categories, and of a site's own terms.
    private static let groupsOfLists = ["wordlist", "terms"]

    mutating func add(_ composite: Composite) {
        labels.append((composite.name, composite.label))
    }

    func isRule(_ name: String) -> Bool { rules.contains(name) }

    func holds(_ pattern: SignalPattern) -> Bool {
        labels.contains { pattern.holds($0.name) }
            || takesAnyCategory && Self.groupsOfLists.contains { pattern.text.hasPrefix($0 + ".") }
    }

    /// What the signals of these patterns speak of.
    func labels(of patterns: [SignalPattern]) -> [Label] {
        Label.allCases.filter { label in
            patterns.contains { pattern in labels.contains { $0.label == label && pattern.holds($0.name) } }
        }
    }

    /// Names, and groups as patterns.
    var all: [String] { labels.map(\.name) + groups.map { $0 + ".*" } }

    /// The parts of names before the first dot.
    var groups: [String] {
        var groups = Self.groupsOfLists
        for (name, _) in labels {
            let group = String(name.prefix { $0 != "." })
            if !groups.contains(group) { groups.append(group) }
        }
        return groups
    }

    /// Why a composite cannot have this name; nil when it can.
    func problem(withNew name: String) -> String? {
        let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isWord = { (part: Substring.UTF8View) in
            part.first.map(Self.letters.contains) == true
                && part.allSatisfy { Self.letters.contains($0) || Self.digits.contains($0) || $0 == UInt8(ascii: "_") }
        }
        guard parts.count == 2, parts.allSatisfy(isWord), name.utf8.count <= 64 else {
            return "a composite's name is group.name in small letters, digits and _, at most 64 bytes"
        }
        if let group = Self.groupsOfLists.first(where: { name.hasPrefix($0 + ".") }) {
            return "the group \"\(group)\" is for the lists' own signals"
        }
        return labels.contains { $0.name == name } ? "there is a rule \"\(name)\" already" : nil
    }

    /// `; did you mean "links.many"?` when a name is close.
    func hint(_ text: String, among names: [String]) -> String {
        NearestName.of(text, among: names).map { "; did you mean \"\($0)\"?" } ?? ""
    }

    private static let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
    private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
}
