import Moderation
import Yams

extension PolicyReader {
    /// Most composites, and most names in one of their lists.
    static let mostComposites = 64
    static let mostNames = 32

    /// `composites:` in the order of the file; each may name those before it.
    mutating func readComposites(_ node: Node) {
        for (key, value) in entries(node) {
            guard policy.composites.count < Self.mostComposites else {
                return complain(key.line, "more than \(Self.mostComposites) composites")
            }
            if let problem = known.problem(withNew: key.name) {
                complain(key.line, problem)
            } else if let composite = composite(key, value) {
                policy.composites.append(composite)
                known.add(composite)
            }
        }
    }

    private mutating func composite(_ key: Key, _ node: Node) -> Composite? {
        var composite = Composite(name: key.name, label: .spam)
        var label: Label?
        let before = problems.count
        for (name, value) in entries(node) {
            switch name.name {
            case "all": composite.all = patterns(value)
            case "any": composite.any = patterns(value)
            case "none": composite.none = patterns(value)
            case "label": label = word(value, "spam or abuse")
            case "reason":
                let reason: DecisionReason? = word(value, "one of a decision's reasons")
                composite.reason = reason?.rawValue
            case "points": composite.points = number(value, -100...100) ?? 0
            case "shadow": composite.shadow = flag(value)
            default: complain(name.line, "unknown key \"\(name.name)\"")
            }
        }
        guard problems.count == before else { return nil }
        guard !composite.all.isEmpty || !composite.any.isEmpty else {
            complain(key.line, "\"\(key.name)\" needs signals under \"all\" or \"any\"")
            return nil
        }
        let labels = known.labels(of: composite.all + composite.any)
        guard let label = label ?? (labels.count == 1 ? labels[0] : nil) else {
            complain(key.line, "\"\(key.name)\" needs a \"label\": its signals do not all speak of one")
            return nil
        }
        composite.label = label
        return composite
    }

    /// A list of signal names and groups; one that does not exist is told with the nearest that does.
    mutating func patterns(_ node: Node) -> [SignalPattern] {
        guard let sequence = node.sequence else {
            complain(node.mark?.line, "a list of signals is expected, such as [links.many, wordlist.*]")
            return []
        }
        guard sequence.count <= Self.mostNames else {
            complain(node.mark?.line, "more than \(Self.mostNames) signals in one list")
            return []
        }
        var patterns: [SignalPattern] = []
        for item in sequence {
            guard let text = item.string else {
                complain(item.mark?.line, "a signal's name is expected")
                continue
            }
            let pattern = SignalPattern(text)
            if known.holds(pattern) {
                patterns.append(pattern)
            } else {
                complain(item.mark?.line, "unknown signal \"\(text)\"" + known.hint(text, among: known.all))
            }
        }
        return patterns
    }

    private mutating func word<Value: RawRepresentable<String>>(_ node: Node, _ expected: String) -> Value? {
        if let value = node.string.flatMap(Value.init(rawValue:)) { return value }
        complain(node.mark?.line, "\(expected) is expected")
        return nil
    }

    private mutating func flag(_ node: Node) -> Bool {
        if let value = node.bool { return value }
        complain(node.mark?.line, "true or false is expected")
        return false
    }
}
