package import Moderation
import Privacy

extension SubmittedComment {
    /// Cleans and checks every field; throws all problems at once.
    package static func validate(
        _ form: CommentForm, policy: Policy
    ) throws(ValidationError) -> SubmittedComment {
        var check = FormCheck(form: form, policy: policy)
        let limits = policy.limits
        let name = check.line(.authorName, form.authorName, limitBytes: limits.nameBytes)
        let email = check.email()
        let url = check.webAddress(.authorURL, form.authorURL, limitBytes: limits.urlBytes)
        let body = check.body()
        let threadID = check.line(.threadID, form.threadID, limitBytes: FieldLimits.idBytes)
        let threadURL = check.webAddress(.threadURL, form.threadURL, limitBytes: FieldLimits.threadURLBytes)
        let thread = ThreadReference(
            id: threadID ?? threadURL.map { CleanText.cut($0, limitBytes: FieldLimits.idBytes) } ?? "-",
            url: threadURL,
            title: check.line(.threadTitle, form.threadTitle, limitBytes: FieldLimits.titleBytes))
        var comment = SubmittedComment(
            authorName: name ?? "", authorEmail: email, authorURL: url, body: body ?? "", thread: thread,
            parentID: check.line(.parentID, form.parentID, limitBytes: FieldLimits.idBytes),
            externalID: check.line(.externalID, form.externalID, limitBytes: FieldLimits.idBytes),
            ip: check.networkAddress(), userAgent: check.cut(form.userAgent, limitBytes: FieldLimits.userAgentBytes),
            referrer: check.cut(form.referrer, limitBytes: FieldLimits.referrerBytes),
            language: check.languageTag(), writtenAt: check.moment())
        comment.authorKey = check.line(.authorKey, form.authorKey, limitBytes: FieldLimits.idBytes)
        guard check.problems.isEmpty else { throw ValidationError(problems: check.inOrder()) }
        return comment
    }
}

/// Most bytes of what the policy leaves alone, counted after cleaning.
enum FieldLimits {
    static let idBytes = 200
    static let threadURLBytes = 2000
    static let titleBytes = 500
    static let languageBytes = 35
    /// These two are cut, not refused: no reader can do anything about them.
    static let userAgentBytes = 500
    static let referrerBytes = 2000
}

/// Checks the fields of one form and gathers what is wrong.
private struct FormCheck {
    private(set) var problems: [FieldProblem]
    private let form: CommentForm
    private let policy: Policy

    init(form: CommentForm, policy: Policy) {
        self.form = form
        self.policy = policy
        problems = form.problems
    }

    func inOrder() -> [FieldProblem] {
        FormField.allCases.flatMap { field in problems.filter { $0.field == field } }
    }

    mutating func line(_ field: FormField, _ raw: String?, limitBytes: Int) -> String? {
        bounded(field, raw.map(CleanText.line), limitBytes: limitBytes)
    }

    mutating func body() -> String? {
        bounded(.body, form.body.map(CleanText.text), limitBytes: policy.limits.bodyBytes)
    }

    mutating func email() -> PrivateEmail? {
        guard let unparsed = form.authorEmail, !unparsed.isBlank else {
            missing(.authorEmail)
            return nil
        }
        do {
            return try unparsed.parse(limitBytes: policy.limits.emailBytes)
        } catch {
            switch error {
            case .empty: missing(.authorEmail)
            case .tooLong(let limit): add(.authorEmail, .tooLong(limitBytes: limit))
            case .malformed: add(.authorEmail, .invalidEmail)
            }
            return nil
        }
    }

    mutating func webAddress(_ field: FormField, _ raw: String?, limitBytes: Int) -> String? {
        let typed = raw.map(CleanText.line).flatMap { WebAddress.isNothingTyped($0) ? nil : $0 }
        guard let typed = bounded(field, typed, limitBytes: limitBytes) else { return nil }
        guard let address = WebAddress.complete(typed) else {
            add(field, .invalidURL)
            return nil
        }
        return bounded(field, address, limitBytes: limitBytes)
    }

    mutating func networkAddress() -> String? {
        guard let text = present(form.ip) else { return nil }
        guard let address = NetworkAddress.canonical(text) else {
            add(.ip, .invalidIP)
            return nil
        }
        return address
    }

    /// Syntax only (RFC 5646): a tag nobody has registered is a hint that helps nobody. WordPress writes `fr_FR`.
    mutating func languageTag() -> String? {
        guard let text = present(form.language) else { return nil }
        let tag = text.replacing("_", with: "-")
        let subtags = tag.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        let isTag =
            tag.utf8.count <= FieldLimits.languageBytes
            && subtags.allSatisfy { (1...8).contains($0.count) && $0.allSatisfy(Self.isLetterOrDigit) }
            && subtags.first.map { $0.count >= 2 && $0.allSatisfy(Self.isLetter) } == true
        guard isTag else {
            add(.language, .invalidLanguage)
            return nil
        }
        return tag
    }

    mutating func moment() -> Instant? {
        guard let text = present(form.writtenAt) else { return nil }
        guard let instant = Instant(rfc3339: text) else {
            add(.writtenAt, .invalidDate)
            return nil
        }
        return instant
    }

    func cut(_ raw: String?, limitBytes: Int) -> String? {
        present(raw).map { CleanText.cut($0, limitBytes: limitBytes) }
    }

    private func present(_ raw: String?) -> String? {
        raw.map(CleanText.line).flatMap { CleanText.isBlank($0) ? nil : $0 }
    }

    private mutating func bounded(_ field: FormField, _ clean: String?, limitBytes: Int) -> String? {
        guard let clean, !CleanText.isBlank(clean) else {
            missing(field)
            return nil
        }
        guard clean.utf8.count <= limitBytes else {
            add(field, .tooLong(limitBytes: limitBytes))
            return nil
        }
        return clean
    }

    /// A field that came in the wrong type was given, though it has no value here.
    private mutating func missing(_ field: FormField) {
        guard policy.required.contains(where: { FormField($0) == field }) else { return }
        let around: FormField? =
            switch field {
            case .authorName, .authorEmail, .authorURL: .author
            case .threadID: .thread
            default: nil
            }
        let alreadyNamed = problems.contains { $0.code == .wrongType && ($0.field == field || $0.field == around) }
        if !alreadyNamed { add(field, .required) }
    }

    private mutating func add(_ field: FormField, _ code: FieldProblem.Code) {
        problems.append(FieldProblem(field, code))
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

extension SubmittedComment {
    /// The words of a form that is only to be scored: cleaned and bounded like any other, but only the body is required.
    package static func content(of form: CommentForm, policy: Policy) throws(ValidationError) -> CommentContent {
        var policy = policy
        policy.required = [.body]
        return try validate(form, policy: policy).content
    }
}
