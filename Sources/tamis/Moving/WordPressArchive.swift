import CommentIntake
import Foundation
import Moderation

/// The export file of WordPress (WXR): posts, each with its comments.
enum WordPressArchive {
    private static let fields = XMLArchive.FieldNames(
        name: "wp:comment_author", address: "wp:comment_author_email", url: "wp:comment_author_url",
        ip: "wp:comment_author_IP")
    private static let names: Set<String> = [
        "wp:comment_id", "wp:comment_author", "wp:comment_author_email", "wp:comment_author_url",
        "wp:comment_author_IP", "wp:comment_date_gmt", "wp:comment_content", "wp:comment_approved", "wp:comment_type",
        "wp:comment_parent",
    ]

    /// Hands on each comment; nil for what is none, such as a ping.
    static func forEach(
        in archive: inout XMLArchive, _ take: (ArchivedComment?, _ done: Int) async throws -> Void
    ) async throws {
        var thread = ThreadReference(id: "-", url: nil, title: nil)
        var path: [String] = []
        while let event = try archive.next() {
            switch event {
            case .begin("wp:comment", let attributes) where path.last == "item":
                let element = try archive.element(attributes, names)
                try await take(try comment(element, in: thread, archive), archive.done)
            case .begin("item", _):
                thread = ThreadReference(id: "-", url: nil, title: nil)
                path.append("item")
            case .begin(let name, _):
                if path.isEmpty, name != "rss" { throw archive.problem("<\(name)> begins no WordPress export") }
                path.append(name)
            case .text(let text):
                guard path.dropLast().last == "item" else { continue }
                switch path.last {
                case "title": thread.title = String(((thread.title ?? "") + text).prefix(500))
                case "link":
                    let link = String(((thread.url ?? "") + text).prefix(2_000))
                    thread.url = link
                    thread.id = link
                case "wp:post_id" where thread.url == nil: thread.id = "wordpress-" + text.prefix(40)
                default: break
                }
            case .end: path.removeLast()
            }
        }
    }

    private static func comment(
        _ element: XMLArchive.Element, in thread: ThreadReference, _ archive: XMLArchive
    ) throws -> ArchivedComment? {
        guard ["comment", ""].contains(element["wp:comment_type"] ?? "") else { return nil }
        guard let id = element["wp:comment_id"], id.utf8.count <= 40 else {
            throw archive.problem("a comment has no wp:comment_id")
        }
        let approved = element["wp:comment_approved"] ?? "0"
        guard let label = ArchiveLabel(written: approved) else {
            throw archive.problem("wp:comment_approved \"\(PlainText.line(approved, limit: 40))\" is not known")
        }
        let parent = element["wp:comment_parent"].flatMap { $0 == "0" ? nil : "wordpress-" + $0.prefix(40) }
        let written = element["wp:comment_date_gmt"].map { $0.replacing(" ", with: "T", maxReplacements: 1) + "Z" }
        return ArchivedComment(
            form: XMLArchive.form(
                element, names: fields, body: element["wp:comment_content"] ?? "", thread: thread, parent: parent,
                written: written),
            externalID: "wordpress-" + id, label: label)
    }
}
