import CommentIntake
import HTTPTypes
import Hummingbird
import Moderation
import Store

/// An error answer: RFC 9457 `application/problem+json` with `code` and, for forms, `errors`.
/// It says where and what, never the value that was sent.
struct Problem: Error {
    let code: Code
    /// Members beside the standard ones.
    var byteOffset: Int?
    var limitBytes: Int?
    var fields: [FieldProblem] = []
    var scope: Scope?
    /// What another moderator decided meanwhile.
    var latest: (version: Int, decision: DecisionRecord)?
    var headers: HTTPFields = [:]

    init(
        _ code: Code, byteOffset: Int? = nil, limitBytes: Int? = nil, fields: [FieldProblem] = [], scope: Scope? = nil,
        latest: (version: Int, decision: DecisionRecord)? = nil
    ) {
        self.code = code
        self.byteOffset = byteOffset
        self.limitBytes = limitBytes
        self.fields = fields
        self.scope = scope
        self.latest = latest
    }

    enum Code: String, CaseIterable {
        case malformedRequest = "malformed_request"
        case malformedJSON = "malformed_json"
        case invalidBoundary = "invalid_boundary"
        case malformedMultipart = "malformed_multipart"
        case notUTF8 = "not_utf8"
        case tooManyFields = "too_many_fields"
        case badIdempotencyKey = "bad_idempotency_key"
        case badParameter = "bad_parameter"
        case unauthorized
        case forbidden
        case notFound = "not_found"
        case methodNotAllowed = "method_not_allowed"
        case idempotencyKeyInUse = "idempotency_key_in_use"
        case nothingToUndo = "nothing_to_undo"
        case tooManyOldSecrets = "too_many_old_secrets"
        case tooManyTerms = "too_many_terms"
        case notRestricted = "not_restricted"
        case duplicateComment = "duplicate_comment"
        case versionMismatch = "version_mismatch"
        case tooLarge = "too_large"
        case unsupportedType = "unsupported_type"
        case unsupportedEncoding = "unsupported_encoding"
        case unsupportedCharset = "unsupported_charset"
        case unsupportedTransferEncoding = "unsupported_transfer_encoding"
        case invalidFields = "invalid_fields"
        case idempotencyKeyReused = "idempotency_key_reused"
        case unknownDecision = "unknown_decision"
        case unknownReason = "unknown_reason"
        case reasonRequired = "reason_required"
        case noteTooLong = "note_too_long"
        case refusedURL = "refused_url"
        case refusedHeader = "refused_header"
        case refusedTerm = "refused_term"
        case versionRequired = "version_required"
        /// The next three are answered by the connection itself, in place of a request.
        case requestTimeout = "request_timeout"
        case headTooLarge = "head_too_large"
        case tooManyConnections = "too_many_connections"
        case unavailable
        case internalError = "internal_error"

        var status: HTTPResponse.Status {
            switch self {
            case .malformedRequest, .malformedJSON, .invalidBoundary, .malformedMultipart, .notUTF8, .tooManyFields,
                .badIdempotencyKey, .badParameter:
                .badRequest
            case .unauthorized: .unauthorized
            case .forbidden: .forbidden
            case .notFound: .notFound
            case .methodNotAllowed: .methodNotAllowed
            case .idempotencyKeyInUse, .nothingToUndo, .tooManyOldSecrets, .tooManyTerms, .notRestricted,
                .duplicateComment:
                .conflict
            case .versionMismatch: .preconditionFailed
            case .tooLarge: .contentTooLarge
            case .unsupportedType, .unsupportedEncoding, .unsupportedCharset, .unsupportedTransferEncoding:
                .unsupportedMediaType
            case .invalidFields, .idempotencyKeyReused, .unknownDecision, .unknownReason, .reasonRequired,
                .noteTooLong, .refusedURL, .refusedHeader, .refusedTerm:
                .unprocessableContent
            case .versionRequired: .preconditionRequired
            case .requestTimeout: .requestTimeout
            case .headTooLarge: .requestHeaderFieldsTooLarge
            case .tooManyConnections: .serviceUnavailable
            case .unavailable: .serviceUnavailable
            case .internalError: .internalServerError
            }
        }
    }

    func response(language: PageLanguage) -> Response {
        var headers = headers
        headers[.contentType] = "application/problem+json; charset=utf-8"
        headers[.contentLanguage] = language.rawValue
        if code == .unauthorized { headers[.wwwAuthenticate] = "Bearer" }
        if code == .unavailable { headers[.retryAfter] = "5" }
        if code == .idempotencyKeyInUse { headers[.retryAfter] = "1" }
        if code == .unsupportedEncoding { headers[.acceptEncoding] = "identity" }
        return Response(
            status: code.status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body(language: language))))
    }

    func body(language: PageLanguage) -> [UInt8] {
        JSONWriter.object { json in
            json.member("type", "about:blank")
            json.member("title", code.title[language])
            json.member("status", code.status.code)
            json.member("code", code.rawValue)
            if let byteOffset { json.member("byte_offset", byteOffset) }
            if let limitBytes { json.member("limit_bytes", limitBytes) }
            if let scope { json.member("scope", scope.rawValue) }
            if let latest {
                json.member("version", latest.version)
                json.object("latest") { latest.decision.write(into: &$0) }
            }
            if !fields.isEmpty {
                json.array("errors") { list in for field in fields { field.write(into: &list, language: language) } }
            }
        }
    }
}
