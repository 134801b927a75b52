import Foundation
import Moderation

@testable import Scoring

/// What of `config/policy.yaml` weighs: thresholds, points, caps and composites. Only the plain form that file is written
/// in is read here (its full reader belongs to the program); any other line is an error, never skipped.
struct ShippedPolicy {
    private(set) var policy = Policy()
    private let labels: [KnownSignals.Name]
    private var section: Substring = ""

    struct Unread: Error, CustomStringConvertible {
        var line: Int
        var text: String
        var description: String { "config/policy.yaml:\(line): a test cannot read \"\(text)\"" }
    }

    static func load(wordlists: [Wordlist]) throws -> Policy {
        let text = try String(contentsOfFile: Shipped.folder("config") + "/policy.yaml", encoding: .utf8)
        var reader = ShippedPolicy(wordlists: wordlists)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            guard reader.read(line) else { throw Unread(line: index + 1, text: String(line)) }
        }
        return reader.policy
    }

    private init(wordlists: [Wordlist]) {
        let known = KnownSignals(wordlists: wordlists)
        labels = known.rules + (known.categories ?? [])
    }

    private mutating func read(_ line: Substring) -> Bool {
        let text = (line.range(of: "#").map { line[..<$0.lowerBound] } ?? line).trimmingCharacters(in: .whitespaces)
        if text.isEmpty { return true }
        // Nothing of it is about scores.
        if section == "campaigns", line.hasPrefix(" ") { return true }
        guard let colon = text.firstIndex(of: ":") else { return false }
        let name = String(text[..<colon])
        let value = text[text.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        switch line.prefix(while: { $0 == " " }).count {
        case 0:
            section = Substring(name)
            if section == "shadow" { policy.shadow = names(value).map(SignalPattern.init) }
            return true
        case 2: return readEntry(name, value)
        case 4 where section == "composites": return readComposite(name, value)
        default: return false
        }
    }

    private mutating func readEntry(_ name: String, _ value: String) -> Bool {
        switch section {
        case "points":
            policy.points.rules[name] = Double(value)
            return Double(value) != nil
        case "caps":
            policy.points.caps[name] = Double(value)
            return Double(value) != nil
        case "learning":
            guard let number = Double(value) else { return false }
            switch name {
            case "cap": policy.learning?.cap = number
            case "relief": policy.learning?.relief = number
            case "least": policy.learning?.least = Int(number)
            default: return false
            }
            return true
        case "model":
            let words = value.split { " {},:".contains($0) }
            if name == "certainty", words.count == 4, let spam = Double(words[1]), let abuse = Double(words[3]) {
                policy.model?.certainty.spam = spam
                policy.model?.certainty.abuse = abuse
                return words[0] == "spam" && words[2] == "abuse"
            }
            guard let points = Double(value) else { return false }
            switch name {
            case "cap": policy.model?.cap = points
            case "relief": policy.model?.relief = points
            default: return false
            }
            return true
        case "thresholds":
            let words = value.split { " {},:".contains($0) }
            guard words.count == 4, words[0] == "flag", let flag = Double(words[1]), words[2] == "reject" else {
                return false
            }
            let threshold = Policy.Threshold(flag: flag, reject: Double(words[3]))
            if name == "spam" { policy.thresholds.spam = threshold } else { policy.thresholds.abuse = threshold }
            return name == "spam" || name == "abuse"
        case "composites":
            policy.composites.append(Composite(name: name, label: .spam))
            return value.isEmpty
        default: return section == "limits" || section == "floods"
        }
    }

    private mutating func readComposite(_ name: String, _ value: String) -> Bool {
        guard var composite = policy.composites.popLast() else { return false }
        switch name {
        case "all": composite.all = names(value).map(SignalPattern.init)
        case "any": composite.any = names(value).map(SignalPattern.init)
        case "none": composite.none = names(value).map(SignalPattern.init)
        case "label": composite.label = value == "abuse" ? .abuse : .spam
        case "reason": composite.reason = value
        case "points": composite.points = Double(value) ?? .nan
        case "shadow": composite.shadow = value == "true"
        default: return false
        }
        // Where the file gives no label, all signals speak of one.
        if name == "all" || name == "any", let first = names(value).first,
            let known = labels.first(where: { SignalPattern(first).holds($0.name) })
        {
            composite.label = known.label
        }
        policy.composites.append(composite)
        return !composite.points.isNaN
    }

    private func names(_ list: String) -> [String] {
        list.split { "[], ".contains($0) }.map(String.init)
    }
}
