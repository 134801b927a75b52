import HTTPTypes
import Moderation

/// Why the public form took nothing, beside what every door says of a request.
enum FormRefusal: String, CaseIterable {
    case notFound = "not_found"
    case originRefused = "origin_refused"
    case backRefused = "back_refused"
    case badThread = "bad_thread"
    case tooManyComments = "too_many_comments"
    case sameComment = "duplicate_comment"

    var status: HTTPResponse.Status {
        switch self {
        case .notFound: .notFound
        case .originRefused: .forbidden
        case .backRefused, .badThread: .badRequest
        case .tooManyComments: .tooManyRequests
        case .sameComment: .conflict
        }
    }

    var title: Translation {
        switch self {
        case .notFound:
            Translation(
                fr: "Il n’y a pas de formulaire ici", en: "There is no form here", ar: "لا يوجد نموذج هنا")
        case .originRefused:
            Translation(
                fr: "Ce site n’accepte pas de commentaires venus de cette page",
                en: "This site takes no comments from that page", ar: "لا يقبل هذا الموقع تعليقات من تلك الصفحة")
        case .backRefused:
            Translation(
                fr: "tamis_back doit être une page d’une origine permise du site",
                en: "tamis_back must be a page on an allowed origin of the site",
                ar: "يجب أن يكون tamis_back صفحة ضمن مصدر مسموح به للموقع")
        case .badThread:
            Translation(
                fr: "thread doit nommer la page, en 200 octets au plus",
                en: "thread must name the page, in at most 200 bytes",
                ar: "يجب أن يسمّي thread الصفحة في 200 بايت على الأكثر")
        case .tooManyComments:
            Translation(
                fr: "Trop de commentaires d’un coup. Rien n’est perdu\u{202F}: réessayez dans une minute.",
                en: "Too many comments at once. Nothing is lost: try again in a minute.",
                ar: "تعليقات كثيرة دفعة واحدة. لم يضع شيء: حاول مرة أخرى بعد دقيقة.")
        case .sameComment: Problem.Code.duplicateComment.title
        }
    }

    func problem(language: PageLanguage) -> [UInt8] {
        JSONWriter.object { json in
            json.member("type", "about:blank")
            json.member("title", title[language])
            json.member("status", status.code)
            json.member("code", rawValue)
        }
    }
}
