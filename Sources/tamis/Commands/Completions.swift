import ArgumentParser
import Moderation
import Review

extension CompletionKind {
    /// The names of the sites there are, asked of the service.
    static let sites = CompletionKind.shellCommand("tamis site list --names 2>/dev/null")
    static let roles = CompletionKind.list(Role.allCases.map(\.rawValue))
    static let scopes = CompletionKind.list(Scope.allCases.map(\.rawValue))
    static let languages = CompletionKind.list(PageLanguage.allCases.map(\.rawValue))
    static let wordlistLanguages = CompletionKind.list([
        "ar", "ar-Latn", "ary", "de", "en", "es", "fr", "it", "pt", "und",
    ])
    static let wordlistCategories = CompletionKind.list([
        "insult", "hate", "threat", "sexual", "profanity", "dehumanising", "adult", "casino", "contact", "counterfeit",
        "crypto", "jobs", "loans", "pharma", "selfpromotion", "seo", "allowlist", "innocent",
    ])
    static let termCategories = CompletionKind.list(OwnTerm.Category.allCases.map(\.rawValue))
    static let events = CompletionKind.list(EventType.allCases.map(\.rawValue))
    static let reasons = CompletionKind.list(ReviewAct.reasons.map(\.rawValue))
}
