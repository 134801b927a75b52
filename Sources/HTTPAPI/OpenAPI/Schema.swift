import CommentIntake
import Moderation
import Review

/// Short ways to write the JSON Schemas (2020-12) of the API document.
enum Schema {
    static func reference(_ name: String) -> JSONValue { ["$ref": .text("#/components/schemas/\(name)")] }

    /// An object of ours: it has these members and no other. `optional` ones may be missing.
    static func object(
        _ description: String, _ members: [(String, JSONValue)], optional: Set<String> = []
    ) -> JSONValue {
        request(description, members, required: members.map(\.0).filter { !optional.contains($0) })
            .with([("additionalProperties", false)])
    }

    /// An object that is sent to us: members we do not know are passed over.
    static func request(
        _ description: String, _ members: [(String, JSONValue)], required: [String]
    ) -> JSONValue {
        var schema: JSONValue = [
            "type": "object", "description": .text(description), "properties": .members(members),
        ]
        if !required.isEmpty { schema = schema.with([("required", .list(required.map { .text($0) }))]) }
        return schema
    }

    static func list(_ item: JSONValue, _ description: String) -> JSONValue {
        ["type": "array", "description": .text(description), "items": item]
    }

    static func text(_ description: String) -> JSONValue {
        ["type": "string", "description": .text(description)]
    }

    static func words(_ values: [String], _ description: String) -> JSONValue {
        ["type": "string", "description": .text(description), "enum": .list(values.map { .text($0) })]
    }

    static func moment(_ description: String) -> JSONValue {
        ["type": "string", "format": "date-time", "description": .text(description)]
    }

    static func identifier(_ prefix: String, _ description: String) -> JSONValue {
        let most = 63 - prefix.utf8.count
        return [
            "type": "string", "description": .text(description), "pattern": .text("^\(prefix)_[0-9a-z]{1,\(most)}$"),
        ]
    }

    static func count(_ description: String, from least: Int = 1) -> JSONValue {
        ["type": "integer", "description": .text(description), "minimum": .integer(least)]
    }

    static let share: JSONValue = ["type": "number", "minimum": 0, "maximum": 1]

    /// At least one character that leaves a mark on a page: neither white space, control, format character nor what
    /// Unicode calls default ignorable. Held to `CleanText.isBlank` by a test.
    static let visiblePattern = "[^\(blankClass)]"
    /// Nothing visible at all: an optional field that is sent so counts as absent.
    static let blankOnly = "^[\(blankClass)]*$"
    private static let blankClass =
        #"\u0000-\u0020\u007f-\u00a0\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"#
        + #"\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufdd0-\ufdef"#
        + #"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"#
}
