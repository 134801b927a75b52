import CommentIntake
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Reading what was sent, within bounds.
enum RequestBody {
    /// Most bytes of any request body.
    static let limitBytes = 256 * 1024
    /// What a comment may come as.
    static let formTypes = ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"]

    static func bytes(of request: Request) async throws -> [UInt8] {
        if let encoding = request.headers[.contentEncoding], encoding.lowercased() != "identity" {
            throw Problem(.unsupportedEncoding)
        }
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limitBytes {
            throw Problem(.tooLarge, limitBytes: limitBytes)
        }
        do {
            return Array(buffer: try await request.body.collect(upTo: limitBytes))
        } catch is NIOTooManyBytesError {
            throw Problem(.tooLarge, limitBytes: limitBytes)
        } catch {
            // Cut off, or chunks that are none: the sender's doing, so no failure of ours to report.
            throw Problem(.malformedRequest)
        }
    }

    /// The comment form in whichever type it was sent.
    static func form(_ bytes: [UInt8], of request: Request) throws -> CommentForm {
        switch mediaType(of: request) {
        case "application/json": try CommentForm(json: bytes)
        case "application/x-www-form-urlencoded": try CommentForm(urlencoded: bytes)
        case "multipart/form-data":
            try CommentForm(multipart: bytes, contentType: request.headers[.contentType] ?? "")
        default: throw Problem(.unsupportedType)
        }
    }

    /// What makes a repeated request the same one.
    static func identity(_ bytes: [UInt8], of request: Request) throws -> [UInt8] {
        guard mediaType(of: request) == "multipart/form-data" else { return bytes }
        return try IdempotencyRequest.identity(
            multipart: bytes, contentType: request.headers[.contentType] ?? "")
    }

    /// A small JSON object of our own API; 415 for another type, 400 when it does not parse.
    static func json<Value: Decodable>(_ type: Value.Type, of request: Request) async throws -> Value {
        guard mediaType(of: request) == "application/json" else { throw Problem(.unsupportedType) }
        let bytes = try await bytes(of: request)
        try FormError.checkUTF8(bytes)
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw Problem(.malformedJSON)
        }
    }

    private static func mediaType(of request: Request) -> String {
        guard let type = request.headers[.contentType] else { return "" }
        // What nearly everybody sends needs no cutting.
        if type == "application/json" { return type }
        return type.prefix { $0 != ";" }.trimmingCharacters(in: .whitespaces).lowercased()
    }
}
