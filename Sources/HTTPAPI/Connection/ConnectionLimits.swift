/// How long a connection may take over each step, and how many there may be.
package struct ConnectionLimits: Sendable, Equatable {
    /// For the whole head of a request, from the opening of the connection or from the head's first byte.
    package var header = Duration.seconds(10)
    /// For the whole body of a request, however often a part of it comes.
    package var body = Duration.seconds(30)
    /// For an answer to be taken, or 64 KiB of a longer one.
    package var write = Duration.seconds(30)
    /// Between an answer and the next request.
    package var idle = Duration.seconds(75)
    /// Most bytes of a head.
    package var headBytes = 16 * 1024
    package var connections = 2000
    /// Of one IPv4 address or one IPv6 /64; trusted proxies are not counted.
    package var connectionsPerAddress = 500

    package init() {}

    /// For somebody who has our last answer to read it and hang up.
    static let linger = Duration.seconds(1)
    /// For what is still coming or going when the service stops.
    static let shutdown = Duration.seconds(5)

    /// How often a connection is looked at: limits are kept within one of these.
    var tick: Duration { min(.seconds(1), [header, body, write, idle].reduce(.seconds(4), min) / 4) }

    /// A limit in ticks, rounded up.
    func ticks(_ limit: Duration) -> Int { max(1, Int((limit / tick).rounded(.up))) }
}
