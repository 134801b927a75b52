import HTTPTypes
import Hummingbird
import Moderation
import Synchronization

/// The bytes of the API document and their tag, made when first asked for.
final class DocumentCopy: Sendable {
    private let kept = Mutex<(bytes: [UInt8], tag: String)?>(nil)

    func get(_ make: () -> [UInt8]) -> (bytes: [UInt8], tag: String) {
        kept.withLock { kept in
            if let kept { return kept }
            let bytes = make()
            let made = (bytes, "\"\(Fingerprint.of(bytes))\"")
            kept = made
            return made
        }
    }
}

extension TamisAPI {
    /// The document of these routes.
    package var document: OpenAPIDocument { OpenAPIDocument(routes: routes, version: version) }

    /// `/openapi.json`.
    func showDocument(_ request: Request, _ context: APIContext) async throws -> Response {
        let (bytes, tag) = documentCopy.get { document.value.bytes }
        let headers: HTTPFields = [.eTag: tag, .cacheControl: "public, max-age=300"]
        let known = request.headers[values: .ifNoneMatch].flatMap { $0.split(separator: ",") }
            .map { $0.trimmingPrefix(while: \.isWhitespace).trimmingPrefix("W/") }
        if known.contains(where: { $0 == tag || $0 == "*" }) { return Response(status: .notModified, headers: headers) }
        return .json(bytes, headers: headers)
    }
}
