import Foundation
import Moderation

@testable import HTTPAPI

/// Holds JSON to the schemas of the API document: the keywords we use, and no other.
struct SchemaCheck {
    struct Findings {
        var faults: [String] = []
        /// Pointers of the members that were there.
        var seen: Set<String> = []

        mutating func add(_ other: Findings) {
            faults += other.faults
            seen.formUnion(other.seen)
        }
    }

    let document: JSONValue
    static let keywords: Set<String> = [
        "$ref", "type", "description", "properties", "required", "additionalProperties", "items", "enum", "const",
        "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern", "format", "default", "allOf",
        "anyOf", "oneOf", "maxProperties", "propertyNames",
    ]

    /// The value at a pointer such as `#/components/schemas/Score`.
    func resolve(_ pointer: String) -> JSONValue? {
        var value: JSONValue? = document
        for part in pointer.split(separator: "/").dropFirst() {
            let name = part.replacing("~1", with: "/").replacing("~0", with: "~")
            if case .list(let list) = value {
                value = Int(name).flatMap { list.indices.contains($0) ? list[$0] : nil }
            } else {
                value = value?[String(name)]
            }
        }
        return value
    }

    /// Where a pointer leads when it points at a reference.
    func target(_ pointer: String) -> String {
        resolve(pointer)?["$ref"]?.text.map(target) ?? pointer
    }

    static func escaped(_ name: String) -> String {
        name.replacing("~", with: "~0").replacing("/", with: "~1")
    }

    /// Every member a value of this schema may have, by its pointer.
    func members(at pointer: String) -> Set<String> {
        let pointer = target(pointer)
        guard let schema = resolve(pointer) else { return [] }
        var found: Set<String> = []
        for member in schema["properties"]?.members ?? [] {
            let place = "\(pointer)/properties/\(Self.escaped(member.name))"
            found.insert(place)
            found.formUnion(members(at: place))
        }
        if schema["items"] != nil { found.formUnion(members(at: pointer + "/items")) }
        for keyword in ["allOf", "anyOf", "oneOf"] {
            for index in (schema[keyword]?.list ?? []).indices {
                found.formUnion(members(at: "\(pointer)/\(keyword)/\(index)"))
            }
        }
        return found
    }

    /// What is wrong with `value` by the schema at `pointer`.
    func check(_ value: JSONValue, at pointer: String, place: String = "$") -> Findings {
        let pointer = target(pointer)
        guard let schema = resolve(pointer) else { return Findings(faults: ["\(place): no schema at \(pointer)"]) }
        var found = Findings()
        let types = schema["type"].map { $0.text.map { [$0] } ?? $0.list.compactMap(\.text) }
        if let types, !types.contains(value.kind), !(value.kind == "integer" && types.contains("number")) {
            found.faults.append("\(place): \(value.kind) instead of \(types)")
        }
        if let choices = schema["enum"], !choices.list.contains(value) {
            found.faults.append("\(place): not in the list")
        }
        if let constant = schema["const"], constant != value { found.faults.append("\(place): not the constant") }
        switch value {
        case .text(let text): found.faults += Self.faults(of: text, schema).map { "\(place): \($0)" }
        case .integer, .number:
            let number = value.number ?? 0
            if let least = schema["minimum"]?.number, number < least { found.faults.append("\(place): too low") }
            if let most = schema["maximum"]?.number, number > most { found.faults.append("\(place): too high") }
        case .list(let items):
            if let least = schema["minItems"]?.number, Double(items.count) < least {
                found.faults.append("\(place): few")
            }
            if let most = schema["maxItems"]?.number, Double(items.count) > most {
                found.faults.append("\(place): many")
            }
            guard schema["items"] != nil else { break }
            for (index, item) in items.enumerated() {
                found.add(check(item, at: pointer + "/items", place: "\(place)[\(index)]"))
            }
        case .object(let members): found.add(check(members, schema, at: pointer, place: place))
        case .null, .bool: break
        }
        found.add(checkChoices(value, schema, at: pointer, place: place))
        return found
    }

    private func check(
        _ members: [JSONValue.Member], _ schema: JSONValue, at pointer: String, place: String
    ) -> Findings {
        var found = Findings()
        for name in (schema["required"]?.list ?? []).compactMap(\.text)
        where !members.contains(where: { $0.name == name }) {
            found.faults.append("\(place): no \(name)")
        }
        if let most = schema["maxProperties"]?.number, Double(members.count) > most {
            found.faults.append("\(place): many")
        }
        for member in members {
            if let names = schema["propertyNames"] {
                found.faults += Self.faults(of: member.name, names).map { "\(place), a name: \($0)" }
            }
            guard schema["properties"]?[member.name] != nil else {
                if schema["additionalProperties"] == false {
                    found.faults.append("\(place): \(member.name) is unknown")
                } else if schema["additionalProperties"]?.members.isEmpty == false {
                    let below = pointer + "/additionalProperties"
                    found.add(check(member.value, at: below, place: "\(place).\(member.name)"))
                }
                continue
            }
            let below = "\(pointer)/properties/\(Self.escaped(member.name))"
            found.seen.insert(below)
            found.add(check(member.value, at: below, place: "\(place).\(member.name)"))
        }
        return found
    }

    private func checkChoices(_ value: JSONValue, _ schema: JSONValue, at pointer: String, place: String) -> Findings {
        var found = Findings()
        for keyword in ["allOf", "anyOf", "oneOf"] {
            guard let branches = schema[keyword]?.list else { continue }
            let results = branches.indices.map { check(value, at: "\(pointer)/\(keyword)/\($0)", place: place) }
            let valid = results.filter(\.faults.isEmpty)
            let holds =
                keyword == "allOf"
                ? valid.count == results.count : keyword == "oneOf" ? valid.count == 1 : !valid.isEmpty
            if !holds {
                found.faults.append("\(place): \(valid.count) of \(keyword) hold: \(results.flatMap(\.faults))")
            }
            for result in valid { found.add(result) }
        }
        return found
    }

    private static func faults(of text: String, _ schema: JSONValue) -> [String] {
        var faults: [String] = []
        if let least = schema["minLength"]?.number, Double(text.unicodeScalars.count) < least { faults.append("short") }
        if let most = schema["maxLength"]?.number, Double(text.unicodeScalars.count) > most { faults.append("long") }
        if let pattern = schema["pattern"]?.text {
            // A pattern that cannot be read fails like one that does not match.
            let expression = try? NSRegularExpression(pattern: pattern)
            let range = NSRange(text.startIndex..., in: text)
            if expression?.firstMatch(in: text, range: range) == nil { faults.append("does not match \(pattern)") }
        }
        if schema["format"]?.text == "date-time", Instant(rfc3339: text) == nil { faults.append("no moment") }
        return faults
    }
}
