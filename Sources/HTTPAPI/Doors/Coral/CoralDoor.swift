import CommentIntake
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Moderation
import Privacy
import Store

/// Coral's external moderation phase: a signed comment comes, 204 lets it pass, an answer holds or refuses it and says why. It
/// brings no address and Coral keeps its own queue, so nothing of it is kept here.
struct CoralDoor: Sendable {
    let api: TamisAPI

    var routes: [DoorRoute] { [DoorRoute(.post, "/coral/moderate", moderate)] }

    private struct Phase: Decodable {
        struct Comment: Decodable { var body: String? }
        struct Author: Decodable { var role: String? }
        struct Story: Decodable { var id: String? }
        var comment: Comment?
        var author: Author?
        var story: Story?
    }

    private func moderate(_ request: Request, _ context: APIContext) async throws -> Response {
        let bytes = try await RequestBody.bytes(of: request)
        guard let site = try await site(request.headers[.coralSignature] ?? "", over: bytes) else {
            throw Problem(.unauthorized)
        }
        guard let phase = try? JSONDecoder().decode(Phase.self, from: Data(bytes)) else {
            throw Problem(.malformedJSON)
        }
        // Those who run the place are not moderated by it.
        let isStaff = ["ADMIN", "MODERATOR", "STAFF"].contains(phase.author?.role ?? "")
        let text = CoralText.plain(phase.comment?.body ?? "")
        guard !isStaff, !text.allSatisfy(\.isWhitespace) else { return Response(status: .noContent) }
        let scored = try await api.intake.score(CommentContent(body: text), site: site, inThread: phase.story?.id)
        let policy = api.intake.policy
        guard scored.decision.decision != .approve else { return Response(status: .noContent) }
        let isSpam = scored.score.spamPoints >= policy.thresholds.spam.flag
        let isAbuse = scored.score.abusePoints >= policy.thresholds.abuse.flag
        let reasons = (isAbuse ? ["COMMENT_DETECTED_TOXIC"] : []) + (isSpam ? ["COMMENT_DETECTED_SPAM"] : [])
        return .json(
            JSONWriter.object { json in
                json.member("status", scored.decision.decision == .reject ? "REJECTED" : "SYSTEM_WITHHELD")
                json.array("actions") { list in
                    for reason in reasons {
                        list.object { json in
                            json.member("actionType", "FLAG")
                            json.member("reason", reason)
                        }
                    }
                }
            })
    }

    /// Whose secret made one of the signatures; a rolled secret signs beside the new one.
    private func site(_ header: String, over body: [UInt8]) async throws -> Site? {
        guard header.utf8.count <= 2000 else { return nil }
        let signatures = header.split(separator: ",").prefix(10).compactMap { part -> [UInt8]? in
            var hex = part.trimmingCharacters(in: .whitespaces).lowercased()[...]
            if hex.hasPrefix("sha256=") { hex = hex.dropFirst("sha256=".count) }
            return Self.bytes(hex: hex)
        }
        guard !signatures.isEmpty else { return nil }
        for known in try await api.store.coralSecrets() {
            let key = SymmetricKey(data: known.secret.bytes)
            // Compared in constant time.
            if signatures.contains(where: {
                HMAC<SHA256>.isValidAuthenticationCode($0, authenticating: body, using: key)
            }) {
                return known.site
            }
        }
        return nil
    }

    private static func bytes(hex: Substring) -> [UInt8]? {
        guard hex.utf8.count == 64, hex.utf8.allSatisfy({ UInt8(ascii: "0") <= $0 }) else { return nil }
        var bytes: [UInt8] = []
        var rest = hex
        while !rest.isEmpty {
            guard let byte = UInt8(rest.prefix(2), radix: 16) else { return nil }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return bytes
    }
}

extension HTTPField.Name {
    static let coralSignature: HTTPField.Name = {
        guard let name = HTTPField.Name("X-Coral-Signature") else { preconditionFailure("a header name") }
        return name
    }()
}

/// Coral's editor writes HTML around what readers type.
enum CoralText {
    /// Tags gone, those that end a line as line breaks, the few entities an editor writes as the letters they stand for. What a
    /// reader typed cannot be a tag: the editor has escaped it.
    static func plain(_ html: String) -> String {
        guard html.contains("<") || html.contains("&") else { return html }
        var text = ""
        var rest = html[...]
        while let begin = rest.firstIndex(of: "<") {
            text += rest[..<begin]
            guard let end = rest[begin...].firstIndex(of: ">") else {
                rest = rest[begin...].dropFirst()
                text += "<"
                continue
            }
            let tag = rest[rest.index(after: begin)..<end].lowercased()
            if ["br", "br/", "br /", "/div", "/p", "/li", "/blockquote"].contains(tag) { text += "\n" }
            rest = rest[rest.index(after: end)...]
        }
        text += rest
        for (entity, letter) in [
            ("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"),
        ] { text = text.replacing(entity, with: letter) }
        return text
    }
}
