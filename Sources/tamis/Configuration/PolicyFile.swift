import Foundation
import Moderation
import Scoring
import Yams

/// Reads `config/policy.yaml` into a `Policy`. Every key is checked: an unknown one is an error, never ignored.
enum PolicyFile {
    struct Problem: Error, CustomStringConvertible {
        var file: String
        var line: Int
        var what: String

        var description: String { line > 0 ? "\(file):\(line): \(what)" : "\(file): \(what)" }
    }

    static func load(path: String) throws(Problem) -> Policy {
        guard let data = FileManager.default.contents(atPath: path),
            let text = String(validating: data, as: UTF8.self)
        else { throw Problem(file: path, line: 0, what: "cannot be read as UTF-8 text") }
        var policy = try parse(text, file: path)
        policy.version = Fingerprint.of(Array(text.utf8))
        return policy
    }

    static func parse(_ text: String, file: String) throws(Problem) -> Policy {
        let node: Node?
        do {
            node = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw Problem(file: file, line: line(of: error), what: "is not valid YAML")
        } catch {
            throw Problem(file: file, line: 0, what: "is not valid YAML")
        }
        var policy = Policy()
        guard let node else { return policy }
        for (key, value) in try mapping(node, file) {
            switch key.name {
            case "thresholds": try readThresholds(value, file, &policy.thresholds)
            case "points":
                for (rule, points) in try mapping(value, file) {
                    policy.points.rules[rule.name] = try number(points, file, -100...100)
                }
            case "caps":
                for (group, points) in try mapping(value, file) {
                    policy.points.caps[group.name] = try number(points, file, 0...1_000)
                }
            case "required": policy.required = try fields(value, file)
            case "limits": try readLimits(value, file, &policy.limits)
            default: throw key.unknown(file)
            }
        }
        return policy
    }

    private static func readThresholds(
        _ node: Node, _ file: String, _ thresholds: inout Policy.Thresholds
    ) throws(Problem) {
        for (key, value) in try mapping(node, file) {
            var threshold = Policy.Threshold(flag: 0, reject: nil)
            for (name, points) in try mapping(value, file) {
                switch name.name {
                case "flag": threshold.flag = try number(points, file, 0.1...1_000)
                case "reject":
                    threshold.reject = points.string == "never" ? nil : try number(points, file, 0.1...1_000)
                default: throw name.unknown(file)
                }
            }
            guard threshold.flag > 0 else { throw Problem(file: file, line: key.line, what: "\"flag\" is missing") }
            if let reject = threshold.reject, reject < threshold.flag {
                throw Problem(file: file, line: key.line, what: "\"reject\" is below \"flag\"")
            }
            switch key.name {
            case "spam": thresholds.spam = threshold
            case "abuse": thresholds.abuse = threshold
            default: throw key.unknown(file)
            }
        }
    }

    private static func readLimits(_ node: Node, _ file: String, _ limits: inout Policy.IntakeLimits) throws(Problem) {
        for (key, value) in try mapping(node, file) {
            let bytes = Int(try number(value, file, 1...1_000_000))
            switch key.name {
            case "body_bytes": limits.bodyBytes = bytes
            case "name_bytes": limits.nameBytes = bytes
            case "email_bytes": limits.emailBytes = bytes
            case "url_bytes": limits.urlBytes = bytes
            default: throw key.unknown(file)
            }
        }
    }

    private static func fields(_ node: Node, _ file: String) throws(Problem) -> Set<Policy.RequiredField> {
        guard let sequence = node.sequence else {
            throw Problem(file: file, line: node.mark?.line ?? 0, what: "a list of field names is expected")
        }
        var fields: Set<Policy.RequiredField> = []
        for item in sequence {
            guard let field = item.string.flatMap(Policy.RequiredField.init(rawValue:)) else {
                throw Problem(file: file, line: item.mark?.line ?? 0, what: "no such field can be required")
            }
            fields.insert(field)
        }
        return fields
    }

    /// A key and where it stands.
    private struct Key {
        var name: String
        var line: Int

        func unknown(_ file: String) -> Problem {
            Problem(file: file, line: line, what: "unknown key \"\(name)\"")
        }
    }

    private static func mapping(_ node: Node, _ file: String) throws(Problem) -> [(Key, Node)] {
        guard let mapping = node.mapping else {
            throw Problem(file: file, line: node.mark?.line ?? 0, what: "keys with values are expected")
        }
        var pairs: [(Key, Node)] = []
        for (key, value) in mapping {
            guard let name = key.string else {
                throw Problem(file: file, line: key.mark?.line ?? 0, what: "a key must be text")
            }
            pairs.append((Key(name: name, line: key.mark?.line ?? 0), value))
        }
        return pairs
    }

    private static func number(_ node: Node, _ file: String, _ range: ClosedRange<Double>) throws(Problem) -> Double {
        guard let value = node.float, range.contains(value) else {
            let bounds = "\(range.lowerBound.formatted()) to \(range.upperBound.formatted())"
            throw Problem(file: file, line: node.mark?.line ?? 0, what: "a number from \(bounds) is expected")
        }
        return value
    }

    private static func line(of error: YamlError) -> Int {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        case .duplicatedKeysInMapping(_, let context): context.mark.line
        default: 0
        }
    }
}
