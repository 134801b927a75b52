import CommentIntake
import Foundation
import HTTPTypes
package import Hummingbird
import Logging
import Moderation
import NIOCore
import Store

/// Around every request: turns errors into problem answers, adds the headers every answer carries, writes a log
/// line (debug; a warning from 500 on) without query, body or address.
package struct AnswerMiddleware: RouterMiddleware {
    package typealias Context = APIContext

    private let fields: [HTTPField]
    private let measures: RequestMeasures

    /// `isSecure`: the outside speaks https to us, so that browsers may be told to stay with it.
    package init(isSecure: Bool, measures: RequestMeasures = RequestMeasures(of: [])) {
        fields = SecurityFields.all(isSecure: isSecure)
        self.measures = measures
    }

    package func handle(
        _ request: Request, context: APIContext,
        next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        measures.underWay.add()
        defer { measures.underWay.add(-1) }
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            let problem = Self.problem(for: error, context: context)
            let language = LanguagePreference.pick(request.headers[.acceptLanguage], fallback: .en)
            response = problem.response(language: language)
            // Bytes after the headers of such an answer would be read as the beginning of the next one.
            if request.method == .head { response = response.createHeadResponse() }
        }
        for field in fields where !response.headers.contains(field.name) { response.headers.append(field) }
        response.headers.append(HTTPField(name: .requestID, value: context.id))
        measures.count(context.endpointPath, request.method, response.status, ContinuousClock.now - start)
        context.logger.log(
            level: response.status.code >= 500 ? .warning : .debug, "request answered",
            metadata: [
                "method": "\(request.method.rawValue)", "route": "\(context.endpointPath ?? "none")",
                "status": "\(response.status.code)", "milliseconds": "\((ContinuousClock.now - start).milliseconds)",
            ])
        return response
    }

    static func problem(for error: any Error, context: APIContext) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let error as ValidationError: return Problem(.invalidFields, fields: error.problems)
        case let error as FormError:
            return switch error {
            case .notUTF8(let offset): Problem(.notUTF8, byteOffset: offset)
            case .malformedJSON(let offset): Problem(.malformedJSON, byteOffset: offset)
            case .notAnObject: Problem(.malformedJSON, byteOffset: 0)
            case .tooManyFields: Problem(.tooManyFields)
            case .invalidBoundary: Problem(.invalidBoundary)
            case .malformedMultipart(let offset): Problem(.malformedMultipart, byteOffset: offset)
            case .unsupportedCharset(let offset): Problem(.unsupportedCharset, byteOffset: offset)
            case .unsupportedTransferEncoding(let offset): Problem(.unsupportedTransferEncoding, byteOffset: offset)
            }
        case is NIOTooManyBytesError: return Problem(.tooLarge, limitBytes: RequestBody.limitBytes)
        case let error as StoreError:
            context.logger.error("store failed", metadata: ["error": "\(error)"])
            return Problem(.unavailable)
        case let error as any HTTPResponseError:
            switch error.status {
            case .notFound: return Problem(.notFound)
            case .contentTooLarge: return Problem(.tooLarge, limitBytes: RequestBody.limitBytes)
            default: return Problem(.badParameter)
            }
        default:
            // The type only: an error's text may hold what a visitor sent.
            context.logger.error("request failed", metadata: ["error": "\(type(of: error))"])
            return Problem(.internalError)
        }
    }
}
