package import HTTPTypes
package import Hummingbird

/// A route of a door that speaks somebody else's contract. It stands apart from the native table: its answers, errors too, are
/// what that contract says, and nothing of it is in our API document but a pointer.
package struct DoorRoute: Sendable {
    package typealias Handler = @Sendable (Request, APIContext) async throws -> Response

    package let method: HTTPRequest.Method
    /// As the router takes it.
    package let path: String
    package let handler: Handler

    init(_ method: HTTPRequest.Method, _ path: String, _ handler: @escaping Handler) {
        self.method = method
        self.path = path
        self.handler = handler
    }
}

extension TamisAPI {
    /// The doors for what exists: each a thin translation of the one way a comment is scored, decided and kept.
    package var doors: [DoorRoute] {
        AkismetDoor(api: self).routes + PerspectiveDoor(api: self).routes + CoralDoor(api: self).routes
            + FormDoor(api: self).routes
    }

    package func addDoors(to router: Router<APIContext>) {
        for door in doors {
            router.on(RouterPath(door.path), method: door.method) { try await door.handler($0, $1) }
        }
    }
}

extension Response {
    /// Exactly this text: clients of these contracts compare whole bodies.
    static func text(
        _ text: String, status: HTTPResponse.Status = .ok, type: String = "text/plain; charset=utf-8",
        headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.contentType] = type
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}
