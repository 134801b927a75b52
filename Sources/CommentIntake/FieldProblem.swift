package import Moderation

/// What is wrong with one field. Carries the field and the rule, never the value.
package struct FieldProblem: Sendable, Hashable {
    package enum Code: Sendable, Hashable {
        case required
        case tooLong(limitBytes: Int)
        case wrongType
        case invalidEmail
        case invalidURL
        case invalidDate
        case invalidLanguage
        case invalidIP

        /// As it stands in answers.
        package var name: String {
            switch self {
            case .required: "required"
            case .tooLong: "too_long"
            case .wrongType: "wrong_type"
            case .invalidEmail: "invalid_email"
            case .invalidURL: "invalid_url"
            case .invalidDate: "invalid_date"
            case .invalidLanguage: "invalid_language"
            case .invalidIP: "invalid_ip"
            }
        }
    }

    package let field: FormField
    package let code: Code

    package init(_ field: FormField, _ code: Code) {
        self.field = field
        self.code = code
    }

    /// One member of `errors` in an RFC 9457 answer: `field`, `code`, `message` and, where there is one, `limit`.
    package func write(into json: inout JSONWriter, language: PageLanguage) {
        json.object {
            $0.member("field", field.rawValue)
            $0.member("code", code.name)
            if case .tooLong(let limit) = code { $0.member("limit", limit) }
            $0.member("message", message(language: language))
        }
    }
}

/// All that is wrong with a form, in the order of its fields.
package struct ValidationError: Error, Equatable, Sendable {
    package let problems: [FieldProblem]

    package init(problems: [FieldProblem]) {
        self.problems = problems
    }
}
