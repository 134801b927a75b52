import CommentIntake
import Moderation

extension Schema {
    static let problem = object(
        "RFC 9457. It says what is wrong and where, never the value that was sent.",
        [
            ("type", ["const": "about:blank"]),
            ("title", text("What is wrong, for people, in the language of `Content-Language`.")),
            ("status", ["type": "integer", "description": "The HTTP status."]),
            ("code", words(Problem.Code.allCases.map(\.rawValue), "What is wrong, for programs.")),
            ("byte_offset", count("The byte of the body at which reading stopped.", from: 0)),
            ("limit_bytes", count("Most bytes that are taken.")),
            ("scope", words(Scope.allCases.map(\.rawValue), "The scope the key would need.")),
            ("version", count("The comment's version now.")), ("latest", reference("Decision")),
            ("errors", list(reference("FieldProblem"), "Everything that is wrong with the fields, in their order.")),
        ],
        optional: ["byte_offset", "limit_bytes", "scope", "version", "latest", "errors"])

    static let fieldProblem = object(
        "What is wrong with one field.",
        [
            ("field", words(FormField.allCases.map(\.rawValue), "The field by its dotted name.")),
            ("code", words(FieldProblem.codes, "What is wrong, for programs.")),
            ("limit", count("Most bytes of this field.")),
            ("message", text("What is wrong, for the person who filled the form in.")),
        ], optional: ["limit"])
}

extension FieldProblem {
    /// Every code a field can have.
    static let codes: [String] = [
        Code.required, .tooLong(limitBytes: 0), .wrongType, .invalidEmail, .invalidURL, .invalidDate, .invalidLanguage,
        .invalidIP,
    ].map(\.name)
}

extension Problem.Code {
    /// For who writes a client: when it happens.
    var documentation: String {
        switch self {
        case .malformedRequest: "The body was cut off or its chunks were none."
        case .malformedJSON: "The body is not the JSON object it should be; `byte_offset` says where, if known."
        case .invalidBoundary: "`multipart/form-data` without a `boundary`, or with one that is none."
        case .malformedMultipart: "The parts of the body do not fit each other; `byte_offset` says where."
        case .notUTF8: "The body is not UTF-8; `byte_offset` says where."
        case .tooManyFields: "The form has more than 200 fields."
        case .badIdempotencyKey: "`Idempotency-Key` came twice or is not 1 to 255 printable ASCII characters."
        case .badParameter: "A parameter, or a value among a few, is unknown, came twice or is out of bounds."
        case .unauthorized: "No key, or one that is unknown or disabled."
        case .forbidden: "The key lacks the scope that `scope` names."
        case .notFound: "Nothing of this site has this id; also for every unknown path."
        case .methodNotAllowed: "The path does not take this method; `Allow` lists those it takes."
        case .idempotencyKeyInUse: "The first request with this key is still under way: try again in a moment."
        case .nothingToUndo: "No decision of a moderator is left to take back."
        case .tooManyOldSecrets: "Ten replaced secrets still sign: `overlap_hours=0` ends them all."
        case .notRestricted: "The comment is approved or erased: there is nothing to state reasons for."
        case .duplicateComment:
            "The same author said the same on the same page before, and policy refuses that (`repeats`)."
        case .versionMismatch: "Somebody was faster: `version` and `latest` say what stands now."
        case .tooLarge: "The body has more than `limit_bytes` bytes."
        case .unsupportedType: "The body's `Content-Type` is none this operation takes."
        case .unsupportedCharset: "A form or a part of it says it is not UTF-8."
        case .unsupportedTransferEncoding: "A part came with a `Content-Transfer-Encoding`: it is taken as it is only."
        case .unsupportedEncoding: "The body came with a `Content-Encoding`: it is taken as it is only."
        case .invalidFields: "Fields are missing or not valid; `errors` has all of them."
        case .idempotencyKeyReused: "This key was used for other bytes."
        case .unknownDecision: "`decision` is none of approve, flag and reject."
        case .unknownReason: "`reason` is none of those listed."
        case .reasonRequired: "This needs a `reason`."
        case .noteTooLong: "The note or reason has more than `limit_bytes` bytes."
        case .refusedURL: "The URL is none this server calls."
        case .refusedTerm: "It is empty, too long, has no letters or more spellings than a term may have."
        case .tooManyTerms: "A site may have 1,000."
        case .refusedHeader:
            "`headers` has one that is too long, not one line, Tamis's or HTTP's own, or there are over 10."
        case .versionRequired: "`If-Match` is missing: say which version was seen."
        case .requestTimeout: "The head or the body did not come in time. From the connection itself, on any path."
        case .headTooLarge: "The headers are too large. From the connection itself, on any path."
        case .tooManyConnections: "More connections than are taken at once. From the connection itself, on any path."
        case .unavailable: "The database cannot be used now. Nothing was kept; try again after `Retry-After` seconds."
        case .internalError: "A fault of Tamis's own."
        }
    }
}
