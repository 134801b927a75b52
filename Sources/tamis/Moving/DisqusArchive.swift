import CommentIntake
import Foundation
import Moderation

/// The export file of Disqus: threads, then the posts on them.
enum DisqusArchive {
    private static let fields = XMLArchive.FieldNames(
        name: "author/name", address: "author/email", url: "author/url", ip: "ipAddress")
    private static let threadNames: Set<String> = ["id", "link", "title"]
    private static let postNames: Set<String> = [
        "message", "createdAt", "isDeleted", "isSpam", "isApproved", "author/name", "author/username", "author/email",
        "author/url", "ipAddress", "thread@dsq:id", "parent@dsq:id",
    ]
    /// All are held until the posts come.
    private static let mostThreads = 100_000

    /// Hands on each comment.
    static func forEach(
        in archive: inout XMLArchive, _ take: (ArchivedComment?, _ done: Int) async throws -> Void
    ) async throws {
        var threads: [String: ThreadReference] = [:]
        var depth = 0
        while let event = try archive.next() {
            switch event {
            case .begin("thread", let attributes) where depth == 1:
                let element = try archive.element(attributes, threadNames)
                guard let id = element["@dsq:id"], id.utf8.count <= 40 else {
                    throw archive.problem("a thread has no dsq:id")
                }
                guard threads.count < mostThreads else {
                    throw archive.problem("more than \(mostThreads) threads; export them in parts")
                }
                let link = XMLArchive.short(element["link"])
                threads[id] = ThreadReference(
                    id: link ?? XMLArchive.short(element["id"]) ?? "disqus-" + id, url: link,
                    title: element["title"].map { String($0.prefix(500)) })
            case .begin("post", let attributes) where depth == 1:
                let element = try archive.element(attributes, postNames)
                try await take(try comment(element, threads, archive), archive.done)
            case .begin(let name, _):
                if depth == 0, name != "disqus" { throw archive.problem("<\(name)> begins no Disqus export") }
                depth += 1
            case .text: break
            case .end: depth -= 1
            }
        }
    }

    private static func comment(
        _ element: XMLArchive.Element, _ threads: [String: ThreadReference], _ archive: XMLArchive
    ) throws -> ArchivedComment {
        guard let id = element["@dsq:id"], id.utf8.count <= 40 else { throw archive.problem("a post has no dsq:id") }
        guard let thread = element["thread@dsq:id"].flatMap({ threads[$0] }) else {
            throw archive.problem("a post is on no thread of this file")
        }
        let label: ArchiveLabel =
            if element["isSpam"] == "true" {
                .spam
            } else if element["isDeleted"] == "true" {
                .trash
            } else if element["isApproved"] == "false" {
                .pending
            } else {
                .approved
            }
        var element = element
        if element["author/name"] == nil { element.fields["author/name"] = element["author/username"] }
        return ArchivedComment(
            form: XMLArchive.form(
                element, names: fields, body: plain(element["message"] ?? ""), thread: thread,
                parent: element["parent@dsq:id"].map { "disqus-" + $0.prefix(40) }, written: element["createdAt"]),
            externalID: "disqus-" + id, label: label)
    }

    /// The words of a message: paragraphs and line breaks are lines, of a link its address stays, other tags go.
    static func plain(_ message: String) -> String {
        var text = ""
        var rest = Substring(message)
        while let begin = rest.firstIndex(of: "<") {
            text += rest[..<begin]
            guard let end = rest[begin...].firstIndex(of: ">") else {
                rest = rest[begin...]
                break
            }
            let tag = rest[rest.index(after: begin)..<end]
            rest = rest[rest.index(after: end)...]
            if tag.hasPrefix("br") || tag == "/p" || tag == "/li" { text += "\n" }
            if tag.hasPrefix("a "), let address = link(tag), !rest.hasPrefix(address) { text += address + " " }
        }
        text += rest
        for (entity, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
            text = text.replacing(entity, with: sign)
        }
        return text
    }

    private static func link(_ tag: Substring) -> Substring? {
        guard let begin = tag.firstRange(of: "href=\"")?.upperBound,
            let end = tag[begin...].firstIndex(of: "\"")
        else { return nil }
        return tag[begin..<end]
    }
}
