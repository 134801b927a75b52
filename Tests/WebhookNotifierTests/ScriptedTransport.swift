import WebhookNotifier

/// Answers requests as a closure says and remembers them.
final class ScriptedTransport: WebhookTransport {
    struct State {
        var requests: [WebhookRequest] = []
        var onTheWire = 0
        var mostOnTheWire: [String: Int] = [:]
        var byURL: [String: Int] = [:]
    }

    let totalTimeout = Duration.seconds(15)
    let state = Watched(State())
    private let reply: @Sendable (WebhookRequest) async -> WebhookResult

    init(_ reply: @escaping @Sendable (WebhookRequest) async -> WebhookResult = { _ in .answered(.init(status: 200)) })
    {
        self.reply = reply
    }

    func send(_ request: WebhookRequest) async -> WebhookResult {
        state.change { state in
            state.requests.append(request)
            state.onTheWire += 1
            state.byURL[request.url, default: 0] += 1
            state.mostOnTheWire[request.url] = max(
                state.mostOnTheWire[request.url, default: 0], state.byURL[request.url, default: 0])
        }
        let result = await reply(request)
        state.change { state in
            state.onTheWire -= 1
            state.byURL[request.url, default: 0] -= 1
        }
        return result
    }
}

/// A door that stays shut until it is opened; who is cancelled goes by.
final class Gate: Sendable {
    private let isOpen = Watched(false)

    func open() { isOpen.change { $0 = true } }

    /// Whether it was opened.
    func pass() async -> Bool { await isOpen.wait { $0 } }
}
