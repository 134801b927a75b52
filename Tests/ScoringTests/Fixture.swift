import Foundation
import Moderation

/// A whole comment with what must become of it, read from `Fixtures/<language>/<name>.txt`: header lines, a line `---`,
/// the comment. A line end at the end of the file is not part of the comment.
struct Fixture {
    var decision: Decision
    var language: String?
    /// Signals that must be there, and that must not.
    var signals: [String] = []
    var not: [String] = []
    /// Pieces of the body that some signal must point at, exactly.
    var evidence: [String] = []
    var content: CommentContent

    struct Malformed: Error, CustomStringConvertible {
        var file: String
        var line: Int
        var what: String
        var description: String { "\(file):\(line): \(what)" }
    }

    init(_ text: String, file: String) throws(Malformed) {
        let parts = text.split(separator: "\n---\n", maxSplits: 1, omittingEmptySubsequences: false)
        let header = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
        guard parts.count == 2 else { throw Malformed(file: file, line: header.count, what: "there is no line ---") }
        let body = parts[1].hasSuffix("\n") ? parts[1].dropLast() : parts[1]
        guard !body.isEmpty else { throw Malformed(file: file, line: header.count + 2, what: "the comment is empty") }
        content = CommentContent(body: String(body))
        var decision: Decision?
        var seen: Set<Substring> = []
        for (index, line) in header.enumerated() {
            func malformed(_ what: String) -> Malformed { Malformed(file: file, line: index + 1, what: what) }
            if line.hasPrefix("#") { continue }
            guard let colon = line.firstIndex(of: ":") else { throw malformed("a header is \"name: value\"") }
            let name = line[..<colon]
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            guard !value.isEmpty else { throw malformed("\"\(name)\" has no value") }
            guard name == "evidence" || seen.insert(name).inserted else { throw malformed("\"\(name)\" stands twice") }
            switch name {
            case "decision":
                decision = Decision(rawValue: value)
                if decision == nil { throw malformed("there is no decision \"\(value)\"") }
            case "language": language = value
            case "signals": signals = value.split(separator: " ").map(String.init)
            case "not": not = value.split(separator: " ").map(String.init)
            case "evidence":
                guard body.contains(value) else { throw malformed("the comment does not hold \"\(value)\"") }
                evidence.append(value)
            case "author": content.authorName = value
            case "url": content.authorURL = value
            case "thread-language": content.context.threadLanguage = value
            case "host":
                guard let history = Self.history(value) else {
                    throw malformed("a host is \"example.org 3 approved 0 rejected\"")
                }
                content.context.hostHistory.append(history)
            default: throw malformed("there is no header \"\(name)\"")
            }
        }
        guard let decision else { throw Malformed(file: file, line: header.count, what: "there is no decision") }
        self.decision = decision
    }

    private static func history(_ text: String) -> HostHistory? {
        let words = text.split(separator: " ")
        guard words.count == 5, words[2] == "approved", words[4] == "rejected",
            let approved = Int(words[1]), let rejected = Int(words[3])
        else { return nil }
        return HostHistory(host: String(words[0]), approved: approved, rejected: rejected)
    }

    /// `<language>/<name>.txt` of all fixtures, in the order of their names.
    static func files(in folder: String) throws -> [String] {
        var files: [String] = []
        for language in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
            for file in try FileManager.default.contentsOfDirectory(atPath: folder + "/" + language).sorted() {
                files.append(language + "/" + file)
            }
        }
        return files
    }
}
