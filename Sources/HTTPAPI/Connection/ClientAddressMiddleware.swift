import HTTPTypes
package import Hummingbird
import NIOCore
import WebhookNotifier

/// Puts the visitor's address in the place of the proxy's, where a trusted proxy tells it.
package struct ClientAddressMiddleware: RouterMiddleware {
    package typealias Context = APIContext

    private let trusted: TrustedProxies

    package init(trusted: TrustedProxies) {
        self.trusted = trusted
    }

    package func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard let peer = context.remoteAddress?.ipAddress.flatMap({ IPAddress($0) }) else {
            return try await next(request, context)
        }
        let client = trusted.client(
            peer: peer, forwarded: request.headers[values: .forwarded],
            forwardedFor: request.headers[values: .forwardedFor])
        var context = context
        // The port is the proxy's business. It fails for no address that was read as one.
        context.remoteAddress = try SocketAddress(ipAddress: client.description, port: 0)
        return try await next(request, context)
    }
}
