/// Why a request got no answer.
package enum TransportFailure: Error, Sendable, Equatable {
    /// The URL is not one we call; nothing was sent.
    case url(WebhookURL.Problem)
    /// The name leads to an address we do not call; nothing was sent. The words say what kind of address.
    case addressRefused(String)
    case malformedHeader
    case nameNotFound
    case nameNotAnswered
    case notConnected
    case timedOut
    case insecure
    case connectionLost
    case notHTTP
    /// The service stops, or the caller no longer waits.
    case cancelled
    /// libcurl's number for everything else.
    case other(code: Int)

    /// What went wrong, in words for an owner: no address, no part of the URL, no secret.
    package var problem: String {
        switch self {
        case .url(let problem): problem.words
        case .addressRefused(let kind):
            "not sent: the address behind the name is \(kind), which this server does not call"
        case .malformedHeader: "not sent: a header would not fit on one line"
        case .nameNotFound: "the host's name was not found"
        case .nameNotAnswered: "nobody said in time where the host's name leads"
        case .notConnected: "no connection: the host refused it or was not reached"
        case .timedOut: "no whole answer in time"
        case .insecure: "no secure connection: the certificate or the TLS version was not accepted"
        case .connectionLost: "the connection broke off before the answer was whole"
        case .notHTTP: "the answer was not HTTP"
        case .cancelled: "given up because the service stopped"
        case .other(let code): "the transfer failed (libcurl error \(code))"
        }
    }
}

extension WebhookAnswer {
    /// What an owner reads beside a refused delivery; nil after success.
    package var problem: String? {
        switch status {
        case 200..<300: nil
        case _ where wish == .disable: "the receiver asked never to be called again (HTTP \(status), webhook-delivery)"
        case _ where wish == .abortMessage: "the receiver does not want this event (HTTP \(status), webhook-delivery)"
        case 300..<400: "the receiver redirects (HTTP \(status)); redirects are not followed"
        case 410: "the receiver asked never to be called again (HTTP 410)"
        default: "the receiver answered HTTP \(status)"
        }
    }
}
