package import Hummingbird
import Logging
package import NIOCore

/// What goes with a request: its logger and id, and the address it came from (behind a trusted proxy, the visitor's).
package struct APIContext: RequestContext, RemoteAddressRequestContext {
    package var coreContext: CoreRequestContextStorage
    package internal(set) var remoteAddress: SocketAddress?

    package init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
    }
}
