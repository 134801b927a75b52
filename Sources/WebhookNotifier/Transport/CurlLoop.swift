import CCurl
import Foundation

/// The thread's work: takes orders, lets libcurl move bytes, answers the callers. Everything here stays on one thread.
struct CurlLoop {
    private let mailbox: CurlMailbox
    private let multi: CurlMulti
    private let rules: WebhookURLRules
    private let settings: CurlTransport.Settings
    private let handles = CurlHandles()
    /// Accepted orders that wait until there is room on the wire, oldest first.
    private var waiting: [CurlOrder] = []
    /// By `CurlTransfer.key`.
    private var transfers: [UInt: CurlTransfer] = [:]

    static func run(mailbox: CurlMailbox, rules: WebhookURLRules, settings: CurlTransport.Settings) {
        guard let multi = mailbox.multi else { return }
        var loop = CurlLoop(mailbox: mailbox, multi: multi, rules: rules, settings: settings)
        loop.runUntilClosed()
    }

    private init(mailbox: CurlMailbox, multi: CurlMulti, rules: WebhookURLRules, settings: CurlTransport.Settings) {
        self.mailbox = mailbox
        self.multi = multi
        self.rules = rules
        self.settings = settings
        unsafe tamis_curl_multi_set_long(multi.handle, CURLMOPT_MAXCONNECTS, settings.inFlight)
    }

    private mutating func runUntilClosed() {
        while true {
            let (messages, isClosed) = mailbox.take()
            for message in messages { take(message) }
            if isClosed { return end() }
            startWaiting()
            var running: Int32 = 0
            _ = unsafe curl_multi_perform(multi.handle, &running)
            // What ended makes room: start the next before sleeping.
            if finishEnded() { continue }
            // libcurl wakes earlier for its own timers; a message wakes it at once.
            let slept = unsafe curl_multi_poll(multi.handle, nil, 0, 60_000, nil)
            // Without memory it cannot sleep; the loop must not spin for that.
            if slept != CURLM_OK { Thread.sleep(forTimeInterval: 0.1) }
        }
    }

    private mutating func take(_ message: CurlMailbox.Message) {
        switch message {
        case .start(let order):
            waiting.append(order)
        case .cancel(let ticket):
            if let index = waiting.firstIndex(where: { $0.ticket === ticket }) {
                waiting.remove(at: index).continuation.resume(returning: .failed(.cancelled))
            } else if let transfer = transfers.values.first(where: { $0.order.ticket === ticket }) {
                end(transfer, .failed(.cancelled))
            }
        }
    }

    private mutating func startWaiting() {
        let count = min(settings.inFlight - transfers.count, waiting.count)
        guard count > 0 else { return }
        let orders = waiting.prefix(count)
        waiting.removeFirst(count)
        for order in orders {
            guard !order.ticket.isCancelled else {
                order.continuation.resume(returning: .failed(.cancelled))
                continue
            }
            guard let easy = unsafe handles.take() else {
                order.continuation.resume(returning: .failed(.other(code: Int(CURLE_OUT_OF_MEMORY.rawValue))))
                continue
            }
            do throws(TransportFailure) {
                let transfer = unsafe try CurlTransfer(order: order, easy: easy, rules: rules, settings: settings)
                let added = unsafe curl_multi_add_handle(multi.handle, easy)
                guard added == CURLM_OK else { throw .other(code: Int(added.rawValue)) }
                transfers[transfer.key] = transfer
            } catch {
                unsafe handles.giveBack(easy)
                order.continuation.resume(returning: .failed(error))
            }
        }
    }

    /// Answers every caller whose transfer has ended; says whether there was one.
    private mutating func finishEnded() -> Bool {
        var any = false
        var left: Int32 = 0
        while let message = unsafe curl_multi_info_read(multi.handle, &left) {
            guard unsafe message.pointee.msg == CURLMSG_DONE, let easy = unsafe message.pointee.easy_handle,
                let transfer = transfers[UInt(bitPattern: easy)]
            else { continue }
            any = true
            end(transfer, unsafe transfer.result(tamis_curl_message_result(message)))
        }
        return any
    }

    private mutating func end(_ transfer: CurlTransfer, _ result: WebhookResult) {
        _ = unsafe curl_multi_remove_handle(multi.handle, transfer.easy)
        unsafe handles.giveBack(transfer.easy)
        transfers[transfer.key] = nil
        transfer.order.continuation.resume(returning: result)
    }

    private mutating func end() {
        for transfer in Array(transfers.values) { end(transfer, .failed(.cancelled)) }
        for order in waiting { order.continuation.resume(returning: .failed(.cancelled)) }
        mailbox.retire()
        _ = unsafe curl_multi_cleanup(multi.handle)
    }
}
