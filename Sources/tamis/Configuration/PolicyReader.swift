import Foundation
import Moderation
import Scoring
import Yams

/// Goes through a policy's YAML and goes on after a problem, so that all are told at once.
struct PolicyReader {
    let file: String
    /// The signals it may speak of, those of its own composites added as they are read.
    var known: SignalCatalogue
    var policy = Policy()
    private(set) var problems: [ConfigurationError] = []

    init(file: String, known: KnownSignals) {
        self.file = file
        self.known = SignalCatalogue(known)
    }

    mutating func read(_ text: String) {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            problems.append(
                ConfigurationError(
                    file: file, line: (error as? YamlError).flatMap { YAMLFile.line(of: $0) }, what: "is not valid YAML"
                ))
            return
        }
        guard let root else { return }
        // Composites first, wherever they stand: other sections may name them.
        let sections = entries(root)
        for (key, value) in sections where key.name == "composites" { readComposites(value) }
        for (key, value) in sections {
            switch key.name {
            case "composites": break
            case "thresholds": readThresholds(value)
            case "prior": readPrior(value)
            case "points": readPoints(value)
            case "caps": readCaps(value)
            case "model": readModel(value)
            case "learning": readLearning(value)
            case "floods": readFloods(value)
            case "repeats": readRepeats(value)
            case "campaigns": readCampaigns(value)
            case "shadow": policy.shadow = patterns(value)
            case "required": readRequired(value)
            case "limits": readLimits(value)
            default: complain(key.line, "unknown key \"\(key.name)\"")
            }
        }
        // As they stand in the file.
        problems.sort { $0.line ?? 0 < $1.line ?? 0 }
    }

    private mutating func readPoints(_ node: Node) {
        for (rule, points) in entries(node) {
            if !known.isRule(rule.name) {
                complain(rule.line, "unknown rule \"\(rule.name)\"" + known.hint(rule.name, among: known.rules))
            } else if let points = number(points, -100...100) {
                policy.points.rules[rule.name] = points
            }
        }
    }

    private mutating func readCaps(_ node: Node) {
        for (group, points) in entries(node) {
            if !known.groups.contains(group.name) {
                complain(group.line, "unknown group \"\(group.name)\"" + known.hint(group.name, among: known.groups))
            } else if let points = number(points, 0...1_000) {
                policy.points.caps[group.name] = points
            }
        }
    }

    private mutating func readPrior(_ node: Node) {
        for (key, value) in entries(node) {
            guard let logOdds = number(value, -20...20) else { continue }
            switch key.name {
            case "spam": policy.prior.spam = logOdds
            case "abuse": policy.prior.abuse = logOdds
            default: complain(key.line, "unknown key \"\(key.name)\"")
            }
        }
    }

    private mutating func readModel(_ node: Node) {
        if node.string == "off" {
            policy.model = nil
            return
        }
        guard node.mapping != nil else {
            return complain(node.mark?.line, "\"off\", or \"cap\", \"relief\" and \"certainty\" are expected")
        }
        var limits = Policy.ModelLimits()
        for (key, value) in entries(node) {
            switch key.name {
            case "cap": limits.cap = number(value, 0...100) ?? limits.cap
            case "certainty": readCertainty(value, &limits.certainty)
            case "relief": limits.relief = number(value, 0...1) ?? limits.relief
            default: complain(key.line, "unknown key \"\(key.name)\"")
            }
        }
        policy.model = limits
    }

    /// One number for both labels, or one for each that is named.
    private mutating func readCertainty(_ node: Node, _ certainty: inout Policy.Certainty) {
        let range = 0.0...100
        guard node.mapping != nil else {
            guard let both = number(node, range) else { return }
            (certainty.spam, certainty.abuse) = (both, both)
            return
        }
        for (key, value) in entries(node) {
            guard let points = number(value, range) else { continue }
            switch key.name {
            case "spam": certainty.spam = points
            case "abuse": certainty.abuse = points
            default: complain(key.line, "unknown key \"\(key.name)\"")
            }
        }
    }

    private mutating func readLearning(_ node: Node) {
        if node.string == "off" {
            policy.learning = nil
            return
        }
        guard node.mapping != nil else {
            return complain(node.mark?.line, "\"off\", or \"cap\", \"relief\" and \"least\" are expected")
        }
        var limits = Policy.LearningLimits()
        for (key, value) in entries(node) {
            switch key.name {
            case "cap": limits.cap = number(value, 0...100) ?? limits.cap
            case "relief": limits.relief = number(value, 0...100) ?? limits.relief
            case "least": limits.least = number(value, 1...1_000).map { Int($0) } ?? limits.least
            default: complain(key.line, "unknown key \"\(key.name)\"")
            }
        }
        policy.learning = limits
    }

    private mutating func readThresholds(_ node: Node) {
        for (key, value) in entries(node) {
            var threshold = Policy.Threshold(flag: 0, reject: nil)
            let before = problems.count
            for (name, points) in entries(value) {
                switch name.name {
                case "flag": threshold.flag = number(points, 0.1...1_000) ?? 0
                case "reject": threshold.reject = points.string == "never" ? nil : number(points, 0.1...1_000)
                default: complain(name.line, "unknown key \"\(name.name)\"")
                }
            }
            if problems.count == before { check(threshold, key) }
            switch key.name {
            case "spam": policy.thresholds.spam = threshold
            case "abuse": policy.thresholds.abuse = threshold
            default: complain(key.line, "unknown key \"\(key.name)\"")
            }
        }
    }

    private mutating func check(_ threshold: Policy.Threshold, _ key: Key) {
        if threshold.flag == 0 {
            complain(key.line, "\"flag\" is missing")
        } else if let reject = threshold.reject, reject < threshold.flag {
            complain(key.line, "\"reject\" is below \"flag\"")
        }
    }

    private mutating func readLimits(_ node: Node) {
        for (key, value) in entries(node) {
            guard let bytes = number(value, 1...1_000_000).map({ Int($0) }) else { continue }
            switch key.name {
            case "body_bytes": policy.limits.bodyBytes = bytes
            case "name_bytes": policy.limits.nameBytes = bytes
            case "email_bytes": policy.limits.emailBytes = bytes
            case "url_bytes": policy.limits.urlBytes = bytes
            default: complain(key.line, "unknown key \"\(key.name)\"")
            }
        }
    }

    private mutating func readRequired(_ node: Node) {
        guard let sequence = node.sequence else {
            return complain(node.mark?.line, "a list of field names is expected")
        }
        policy.required = []
        for item in sequence {
            if let field = item.string.flatMap(Policy.RequiredField.init(rawValue:)) {
                policy.required.insert(field)
            } else {
                complain(item.mark?.line, "no such field can be required")
            }
        }
    }

    /// A key and where it stands.
    struct Key {
        var name: String
        var line: Int?
    }

    mutating func entries(_ node: Node) -> [(Key, Node)] {
        guard let mapping = node.mapping else {
            complain(node.mark?.line, "keys with values are expected")
            return []
        }
        var pairs: [(Key, Node)] = []
        for (key, value) in mapping {
            if let name = key.string {
                pairs.append((Key(name: name, line: key.mark?.line), value))
            } else {
                complain(key.mark?.line, "a key must be text")
            }
        }
        return pairs
    }

    mutating func number(_ node: Node, _ range: ClosedRange<Double>) -> Double? {
        if let value = node.float, range.contains(value) { return value }
        complain(
            node.mark?.line,
            "a number from \(range.lowerBound.formatted()) to \(range.upperBound.formatted()) is expected")
        return nil
    }

    mutating func complain(_ line: Int?, _ what: String) {
        problems.append(ConfigurationError(file: file, line: line, what: what))
    }
}
