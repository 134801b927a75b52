import HTTPTypes
import Hummingbird
import Moderation
import NIOCore
import Review
import Store

extension TamisAPI {
    /// How the queue of the caller's site stands, as server-sent events, for as long as the key is good.
    func streamEvents(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let (store, site) = (store, caller.site.id)
        guard let token = Route.bearerToken(request) else { throw Problem(.unauthorized) }
        let stream = try await QueueStream(of: store, for: caller.cause, seats: seats) {
            guard try await store.key(of: token) != nil else { return nil }
            let waiting = try await store.queueLength(site: site)
            return QueueStream.event("waiting", JSONWriter.object { $0.member("waiting", waiting) })
        }
        guard let stream else { throw Problem(.unavailable) }
        let body = ResponseBody { writer in
            try await stream.tell { try await writer.write(ByteBuffer(string: $0)) }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store",
                .accelBuffering: "no",
            ], body: body)
    }
}
