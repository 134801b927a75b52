import HTTPAPI
import Hummingbird
import Moderation
import Privacy
import ReviewUI

/// The pages of the demo's site: an article and its comments.
struct Gazette: Sendable {
    let links: LinkBase
    let inboxLinks: LinkBase
    /// Opens the review page, see `DemoSite`.
    let door: OpaqueToken
    let comments: KeptComments

    /// Where readers find the article.
    var url: String { links.url + "/demo/" }

    /// `posted` in the query names the comment a reader has just sent.
    func show(_ request: Request, context: APIContext) async throws -> Response {
        let posted = request.uri.queryParameters["posted"].flatMap { comments[String($0)] }
        return .html(article(form: ArticleForm(), posted: posted))
    }

    /// The article with the form as a reader had filled it in, and what is wrong with it.
    func page(typed: FormFields, errors: [FieldError] = [], status: HTTPResponse.Status) -> Response {
        .html(article(form: ArticleForm(typed: typed, errors: errors, isRefused: true), posted: nil), status: status)
    }

    private func article(form: ArticleForm, posted: KeptComments.Kept?) -> HTML {
        ArticlePage(
            comments: comments.approved, posted: posted, form: form, review: "/demo/moderator?key=\(door.text)",
            inbox: inboxLinks.url + "/", now: Instant.systemNow()
        ).html
    }
}
