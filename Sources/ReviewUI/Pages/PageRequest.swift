import HTTPTypes
import Hummingbird
import Logging
import Moderation
import NIOCore
import Privacy

/// What a page needs of a request.
struct PageRequest: Sendable {
    /// The `{id}` or `{name}` of the path.
    var subject: String
    var path: String
    var query: FormFields
    /// The fields of a POST.
    var form: FormFields
    var headers: HTTPFields
    /// The caller's network, for throttling.
    var network: String
    /// The token of the session cookie, whether the session runs or not.
    var session: OpaqueToken?
    /// The token of the cookie made for forms before login.
    var formToken: OpaqueToken?
    /// Who is signed in.
    var moderator: Moderator?
    var language: PageLanguage
    /// Carries the request's id.
    var logger: Logger
    /// The language was chosen in this browser: it goes before the moderator's own.
    var isLanguageChosen = false
    /// Where a page in another language, or the page after a form, is found.
    var place = Place.queue
    /// What was chosen in this browser.
    var settings = PageSettings.standard

    var comment: CommentID? { CommentID(subject) }

    /// Takes somebody's own language, unless another was chosen in this browser.
    mutating func prefer(_ tag: String) {
        if !isLanguageChosen { language = PageLanguage(of: tag) }
    }
}

/// Why a request is refused before its page sees it.
enum PageRefusal: Error, Equatable {
    case tooLarge
    case notAForm
    case notUTF8
    case otherOrigin
    case formExpired
    case roleTooLow
    case notFound
}

extension PageRequest {
    /// Most bytes of a form: a note of 2,000 bytes, percent-encoded, fits many times.
    static let formLimitBytes = 32 * 1024

    static func form(of request: Request) async throws -> FormFields {
        let type = request.headers[.contentType]?.split(separator: ";").first.map { $0.lowercased() }
        guard type?.trimmingPrefix(" ") == "application/x-www-form-urlencoded" else { throw PageRefusal.notAForm }
        var bytes: [UInt8] = []
        do {
            for try await chunk in request.body {
                guard bytes.count + chunk.readableBytes <= formLimitBytes else { throw PageRefusal.tooLarge }
                bytes.append(contentsOf: chunk.readableBytesView)
            }
        } catch let refusal as PageRefusal {
            throw refusal
        } catch {
            // Cut off, or chunks that are none: no failure of ours to report.
            throw PageRefusal.notAForm
        }
        guard let form = FormFields(bytes) else { throw PageRefusal.notUTF8 }
        return form
    }

    static func token(_ name: String, in request: Request) -> OpaqueToken? {
        guard let value = request.cookies[name]?.value, (1...128).contains(value.utf8.count) else { return nil }
        return OpaqueToken(value)
    }

    /// A form of ours comes from a page of ours. Browsers say so in `Sec-Fetch-Site`, older ones in `Origin`;
    /// a caller that says neither still needs the form's token.
    static func comesFromUs(_ request: Request, settings: ReviewSettings) -> Bool {
        if let site = request.headers[SecurityHeaders.name("Sec-Fetch-Site")] {
            return site == "same-origin" || site == "none"
        }
        guard let origin = request.headers[.origin]?.lowercased() else { return true }
        if origin == settings.origin { return true }
        guard let host = request.head.authority?.lowercased(), let mark = origin.firstRange(of: "://") else {
            return false
        }
        return origin[mark.upperBound...] == host
    }
}
