import CommentIntake
import HTTPTypes
import Hummingbird
import Moderation
import Store

/// How comments stand in JSON answers.
enum CommentAnswer {
    /// What the sender of a comment is told.
    static func accepted(_ comment: AcceptedComment) -> [UInt8] { taken(comment, version: 1) }

    /// The same of a comment that may have been decided before.
    static func taken(_ comment: AcceptedComment, version: Int) -> [UInt8] {
        JSONWriter.object { json in
            json.member("id", comment.id.text)
            json.member("status", comment.decision.decision.status.rawValue)
            json.member("version", version)
            verdict(
                spam: comment.displayed.spam, abuse: comment.displayed.abuse, language: comment.score.language,
                decision: comment.decision, signals: comment.score.signals, versions: comment.versions, into: &json)
        }
    }

    /// The same of one that is here already.
    static func taken(_ comment: Comment) -> [UInt8] {
        JSONWriter.object { json in
            json.member("id", comment.id.text)
            json.member("status", comment.status.rawValue)
            json.member("version", comment.version)
            verdict(
                spam: comment.spam, abuse: comment.abuse, language: comment.language, decision: comment.decision,
                signals: comment.signals, versions: comment.versions, into: &json)
        }
    }

    /// The same of a text that was only scored.
    static func scored(_ comment: AcceptedComment) -> [UInt8] {
        JSONWriter.object { json in
            verdict(
                spam: comment.displayed.spam, abuse: comment.displayed.abuse, language: comment.score.language,
                decision: comment.decision, signals: comment.score.signals, versions: comment.versions, into: &json)
        }
    }

    /// A stored comment. Addresses typed inside texts are redacted.
    static func write(_ comment: Comment, into json: inout JSONWriter) {
        json.object { json in
            json.member("id", comment.id.text)
            json.member("external_id", comment.externalID)
            json.member("status", comment.status.rawValue)
            json.member("version", comment.version)
            json.object("thread") {
                $0.member("id", comment.thread.id)
                if let url = comment.thread.url { $0.member("url", Redaction.hidingAddresses(inURL: url)) }
                if let title = comment.thread.title { $0.member("title", Redaction.hidingAddresses(in: title)) }
            }
            if let parent = comment.parent { json.member("parent_id", parent) }
            json.object("author") {
                $0.member("id", comment.author.text)
                $0.member("name", Redaction.hidingAddresses(in: comment.authorName))
                if let url = comment.authorURL { $0.member("url", Redaction.hidingAddresses(inURL: url)) }
            }
            json.member("body", Redaction.hidingAddresses(in: comment.body))
            json.member("received_at", comment.receivedAt.rfc3339)
            if let campaign = comment.campaign { json.member("campaign", campaign.text) }
            if let written = comment.writtenAt { json.member("written_at", written.rfc3339) }
            verdict(
                spam: comment.spam, abuse: comment.abuse, language: comment.language, decision: comment.decision,
                signals: comment.signals, versions: comment.versions, into: &json)
        }
    }

    /// `asked` is the query of this page: the next one keeps its filters.
    static func page(_ page: Page<Comment>, path: String, asked: String? = nil) -> Response {
        let body = JSONWriter.object { json in
            json.array("items") { list in for comment in page.items { write(comment, into: &list) } }
            json.member("next", page.next)
        }
        var headers: HTTPFields = [:]
        if let next = page.next {
            let kept = (asked ?? "").split(separator: "&").filter { $0 != "after" && !$0.hasPrefix("after=") }
                .filter { $0.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ">") } }
            headers[.link] = "<\(path)?\((kept + ["after=\(next)"]).joined(separator: "&"))>; rel=\"next\""
        }
        return .json(body, headers: headers)
    }

    private static func verdict(
        spam: Double, abuse: Double, language: String, decision: DecisionRecord, signals: [Signal],
        versions: EngineVersions, into json: inout JSONWriter
    ) {
        json.object("score") {
            $0.member("spam", spam)
            $0.member("abuse", abuse)
        }
        json.member("language", language)
        json.object("decision") { decision.write(into: &$0) }
        json.array("signals") { SignalCoding.write(signals, into: &$0) }
        write(versions, into: &json)
    }

    static func write(_ versions: EngineVersions, into json: inout JSONWriter) {
        json.object("versions") {
            $0.member("engine", versions.engine)
            $0.member("policy", versions.policy)
            $0.member("lists", versions.lists)
            $0.member("model", versions.model)
            if let learned = versions.learned { $0.member("learned", learned) }
        }
    }
}

extension Response {
    private static let jsonType = HTTPField(name: .contentType, value: "application/json; charset=utf-8")

    /// A JSON answer from bytes that are JSON already.
    static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers.append(jsonType)
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
