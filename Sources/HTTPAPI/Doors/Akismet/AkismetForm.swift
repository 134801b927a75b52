import CommentIntake
import Foundation
import HTTPTypes
import Hummingbird
import Moderation

/// What an Akismet client sent: names with their values in order, each as its `blog_charset` says. Unknown names are kept, nothing
/// is refused for being there.
struct AkismetForm: Sendable {
    private var values: [String: [String]] = [:]

    static let mostFields = 1000

    init(_ bytes: [UInt8], type: String, query: [(String, String)]) throws {
        let media = type.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
        if media == "application/json" {
            try readJSON(bytes)
        } else {
            try readPairs(bytes, type: type)
        }
        for (name, value) in query where values[name] == nil { values[name] = [value] }
    }

    /// The first that is not empty.
    subscript(name: String) -> String? { values[name]?.first { !$0.isEmpty } }

    func flag(_ name: String) -> Bool { self[name].map { ["1", "true", "yes"].contains($0.lowercased()) } ?? false }

    /// Whether the name was sent at all, empty or not.
    func has(_ name: String) -> Bool { values[name] != nil }

    /// `name`, `name[]` and `name[0]`… together.
    func list(_ name: String) -> [String] {
        let numbered = values.keys.filter { $0.hasPrefix(name + "[") && $0.hasSuffix("]") }.sorted()
        return (values[name] ?? []) + numbered.flatMap { values[$0] ?? [] }
    }

    private mutating func readPairs(_ bytes: [UInt8], type: String) throws {
        var pairs: [(name: [UInt8], value: [UInt8])] = []
        // Some clients end a bare body with a line break.
        let end = bytes.lastIndex { $0 != 0x0A && $0 != 0x0D }.map { $0 + 1 } ?? 0
        for part in bytes[..<end].split(separator: UInt8(ascii: "&")) {
            guard pairs.count < Self.mostFields else { throw Problem(.tooManyFields) }
            let equals = part.firstIndex(of: UInt8(ascii: "=")) ?? part.endIndex
            let value = equals < part.endIndex ? part[(equals + 1)...] : []
            pairs.append((CommentForm.decoded(part[..<equals]), CommentForm.decoded(value)))
        }
        let said = pairs.last { $0.name == Array("blog_charset".utf8) }.map {
            String(decoding: $0.value, as: UTF8.self)
        }
        let charset = (said ?? Self.parameter("charset", of: type)).flatMap(Charset.init(name:)) ?? .utf8
        for (name, value) in pairs {
            values[String(decoding: name, as: UTF8.self), default: []].append(charset.text(value))
        }
    }

    /// An object of texts, numbers, booleans and lists of them.
    private mutating func readJSON(_ bytes: [UInt8]) throws {
        guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
            throw Problem(.malformedJSON)
        }
        guard object.count <= Self.mostFields else { throw Problem(.tooManyFields) }
        for (name, value) in object { values[name] = Self.texts(value) }
    }

    private static func texts(_ value: Any) -> [String] {
        switch value {
        case let text as String: [text]
        case let list as [Any]: list.prefix(mostFields).flatMap(texts)
        case let number as NSNumber: [number.stringValue]
        default: []
        }
    }

    private static func parameter(_ name: String, of type: String) -> String? {
        type.split(separator: ";").dropFirst().lazy
            .map { $0.trimmingCharacters(in: .whitespaces) }
            .first { $0.lowercased().hasPrefix(name + "=") }
            .map { $0.dropFirst(name.count + 1).trimmingCharacters(in: CharacterSet(charactersIn: "\" ")) }
    }
}

extension AkismetForm {
    /// The comment it speaks of.
    var comment: CommentForm {
        let permalink = self["permalink"]
        let language = self["blog_lang"]?.split { ", ".contains($0) }.first.map(String.init)
        return CommentForm(
            authorName: self["comment_author"], authorEmail: self["comment_author_email"].map(UnparsedEmail.init),
            authorURL: self["comment_author_url"], body: self["comment_content"],
            threadID: permalink ?? self["comment_post_ID"] ?? self["blog"], threadURL: permalink,
            parentID: self["comment_parent"].flatMap { $0 == "0" ? nil : $0 }, ip: self["user_ip"],
            userAgent: self["user_agent"], referrer: self["referrer"], language: language,
            writtenAt: self["comment_date_gmt"].map(Self.moment))
    }

    /// MySQL's `Y-m-d H:i:s` as RFC 3339; anything else as it is.
    private static func moment(_ text: String) -> String {
        guard text.utf8.count == 19, let space = text.firstIndex(of: " ") else { return text }
        return text.replacingCharacters(in: space...space, with: "T") + "Z"
    }

    /// What names the comment when feedback comes: clients send no id of ours, but the same words again.
    var fingerprint: [UInt8] {
        let parts = ["comment_author", "comment_author_email", "comment_author_url", "comment_content"].map {
            self[$0] ?? ""
        }
        return Array(parts.joined(separator: "\u{1F}").utf8)
    }
}
