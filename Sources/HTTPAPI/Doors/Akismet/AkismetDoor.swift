import CommentIntake
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Moderation
import Privacy
import Store

/// Akismet's contract (1.1, and of 1.2 the figures): a site that uses Akismet changes the address and is served. Answers are
/// `text/plain` without a line break, 200 also where something is wrong with the request, as clients expect.
///
/// There are only two verdicts. What policy rejects, and what it flags as spam, is `true`. What it flags as abuse waits for a
/// human: WordPress is told so by `X-akismet-error`, which makes it hold the comment; every other client hears `true`, since
/// `false` would publish it.
struct AkismetDoor: Sendable {
    let api: TamisAPI

    var routes: [DoorRoute] {
        [
            DoorRoute(.post, "/1.1/verify-key") { try await answer($0, $1, verify) },
            DoorRoute(.post, "/1.1/comment-check") { try await answer($0, $1, keyed(check)) },
            DoorRoute(.post, "/1.1/submit-spam") { request, context in
                try await answer(request, context, keyed { try await submit($0, $1, isSpam: true) })
            },
            DoorRoute(.post, "/1.1/submit-ham") { request, context in
                try await answer(request, context, keyed { try await submit($0, $1, isSpam: false) })
            },
            DoorRoute(.post, "/1.1/deactivate") { try await answer($0, $1, keyed { _, _ in .text("deactivated") }) },
            DoorRoute(.post, "/1.1/token") { try await answer($0, $1, keyed(token)) },
            DoorRoute(.post, "/1.1/get-stats") { try await answer($0, $1, keyed(stats)) },
            DoorRoute(.post, "/1.1/get-subscription") { try await answer($0, $1, keyed(subscription)) },
            DoorRoute(.get, "/1.2/usage-limit") { try await answer($0, $1, keyed(usage)) },
            DoorRoute(.get, "/1.2/key-sites") { try await answer($0, $1, keyed(sites)) },
        ]
    }

    /// One request as every call reads it.
    struct Call: Sendable {
        var form: AkismetForm
        var userAgent: String
        /// The first label of the host, where it may be a key.
        var hostLabel: String?
        /// The key it was let in by.
        var key = ""
        var logger: Logger

        /// WordPress's own plugin, which knows a third verdict.
        var isWordPress: Bool { userAgent.hasPrefix("WordPress/") }
    }

    private typealias Handler = @Sendable (Call) async throws -> Response

    private func answer(_ request: Request, _ context: APIContext, _ handler: Handler) async throws -> Response {
        do {
            let bytes = request.method == .get ? [] : try await RequestBody.bytes(of: request)
            let query = request.uri.queryParameters.map { (String($0.key), String($0.value)) }
            let call = Call(
                form: try AkismetForm(bytes, type: request.headers[.contentType] ?? "", query: query),
                userAgent: request.headers[.userAgent] ?? "", hostLabel: Self.label(request.head.authority),
                logger: context.logger)
            return try await handler(call)
        } catch let problem as Problem {
            return Self.invalid("the request cannot be read: \(problem.code.rawValue)")
        } catch {
            // Never a verdict: nobody has looked at the comment. Clients ask again or hold it.
            context.logger.error("akismet call failed", metadata: ["error": "\(type(of: error))"])
            return .text("unavailable", status: .serviceUnavailable, headers: [.akismetError: "503", .retryAfter: "5"])
        }
    }

    // MARK: Keys

    /// Keys are 12 letters and digits: WordPress takes no other.
    static let keyLength = 12

    static func isKey(_ text: String) -> Bool {
        text.utf8.count == keyLength
            && text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    }

    private static func label(_ authority: String?) -> String? {
        guard let authority, let label = authority.split(separator: ".").first, authority.contains(".") else {
            return nil
        }
        let key = label.lowercased()
        return isKey(key) ? key : nil
    }

    /// The key's site and the key; nil when it is unknown or ended.
    private func find(_ text: String?) async throws -> SiteKey? {
        guard let key = text?.lowercased(), Self.isKey(key) else { return nil }
        return try await api.store.key(of: OpaqueToken(key), isAkismet: true)
    }

    private func verify(_ call: Call) async throws -> Response {
        guard try await find(call.form["key"] ?? call.form["api_key"] ?? call.hostLabel) != nil else {
            return Self.invalid("Invalid key", body: "invalid")
        }
        return .text("valid")
    }

    /// Lets a call in by the key in its body, query or host name, which must agree.
    private func keyed(_ handler: @escaping @Sendable (Call, SiteKey) async throws -> Response) -> Handler {
        { call in
            let given = Set(["api_key", "key"].compactMap { call.form[$0]?.lowercased() })
            guard given.count <= 1 else { return Self.invalid("The keys of this request disagree") }
            let ofHost = try await find(call.hostLabel)
            let ofForm = try await find(given.first)
            guard let key = given.isEmpty ? ofHost : ofForm else {
                let isEmpty = given.isEmpty && call.hostLabel == nil
                return Self.invalid(isEmpty ? "Empty \"api_key\" value" : "Invalid key")
            }
            if let ofHost, ofHost.key.id != key.key.id { return Self.invalid("The keys of this request disagree") }
            var call = call
            call.key = given.first ?? call.hostLabel ?? ""
            return try await handler(call, key)
        }
    }

    static func invalid(_ why: String, body: String = "invalid") -> Response {
        .text(body, headers: [.akismetDebugHelp: why])
    }

    private func token(_ call: Call, _ key: SiteKey) async throws -> Response {
        .text(api.store.keptForm(ofIdempotencyKey: "akismet token:\(key.key.id.text)"))
    }
}

extension HTTPField.Name {
    private static func known(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is no header name") }
        return field
    }

    static let akismetGUID = known("X-akismet-guid")
    static let akismetRecheckAfter = known("X-akismet-recheck-after")
    static let akismetProTip = known("X-akismet-pro-tip")
    static let akismetDebugHelp = known("X-akismet-debug-help")
    static let akismetError = known("X-akismet-error")
}
