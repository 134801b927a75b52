import CommentIntake
import HTTPTypes
import Hummingbird
import Moderation
import Store

/// Who comes to a site's form, from where, and how they are answered.
struct FormVisit {
    let site: Site
    /// From which pages the site's readers may post.
    let origins: [String]
    /// What the reader is spoken to in: that of the form they filled in, where it says one of ours, else their browser's.
    private(set) var language: PageLanguage
    let wantsJSON: Bool
    /// Whether the page that sent it, where the browser names it, is one of the site's or our own with its mistakes told.
    let isAllowed: Bool
    /// The headers that let a page of an allowed origin read the answer.
    let crossOrigin: HTTPFields

    init(_ request: Request, _ found: FormSite?) {
        site = found?.site ?? Site(id: SiteID.random(), name: "", language: PageLanguage.en.rawValue)
        origins = found?.origins ?? []
        language = LanguagePreference.pick(
            request.headers[.acceptLanguage], fallback: PageLanguage(rawValue: site.language) ?? .en)
        let accept = request.headers[.accept]?.lowercased() ?? ""
        wantsJSON = accept.contains("json") && !accept.contains("text/html")
        let origin = request.headers[.origin]
        var headers: HTTPFields = [.vary: "Accept, Accept-Language, Origin"]
        if let origin, origins.contains(origin) {
            headers[.accessControlAllowOrigin] = origin
            headers[.accessControlExposeHeaders] = "Retry-After"
        }
        crossOrigin = headers
        let own = request.head.authority.map { ["https://\($0.lowercased())", "http://\($0.lowercased())"] } ?? []
        let allowed = origins + own
        if let origin {
            isAllowed = allowed.contains(origin)
        } else if let referrer = request.headers[.referer] {
            isAllowed = PageOrigin.page(referrer, on: allowed) != nil
        } else {
            isAllowed = true
        }
    }

    /// Takes the language the form was written in.
    mutating func read(_ form: CommentForm) {
        let tag = form.language?.split(separator: "-").first?.lowercased() ?? ""
        if let spoken = PageLanguage(rawValue: tag) { language = spoken }
    }

    /// Where the reader goes afterwards: what the form says, else the page it came from, else the site's front page. Nil when the
    /// form says a page that is not the site's.
    func back(of form: CommentForm, _ request: Request) -> String? {
        if let given = form.door[.back], !given.isEmpty { return PageOrigin.page(given, on: origins) }
        return request.headers[.referer].flatMap { PageOrigin.page($0, on: origins) } ?? origins.first.map { $0 + "/" }
    }
}
