import CCurl
import Synchronization

/// What callers hand to libcurl's thread.
final class CurlMailbox: Sendable {
    enum Message: Sendable {
        case start(CurlOrder)
        case cancel(CurlTicket)
    }

    private struct State {
        /// Nil once the thread has ended.
        var multi: CurlMulti?
        var messages: [Message] = []
        var isClosed = false
    }

    private let state: Mutex<State>

    init?() {
        guard let multi = CurlMulti() else { return nil }
        state = Mutex(State(multi: multi))
    }

    func post(_ message: Message) {
        let wasPosted = state.withLock { state in
            guard !state.isClosed, let multi = state.multi else { return false }
            // Who wakes it for the first message wakes it for all that come before it looks.
            if state.messages.isEmpty { multi.wake() }
            state.messages.append(message)
            return true
        }
        if !wasPosted, case .start(let order) = message { order.continuation.resume(returning: .failed(.cancelled)) }
    }

    func close() {
        state.withLock { state in
            state.isClosed = true
            state.multi?.wake()
        }
    }

    /// Called by the thread only, as its first act.
    var multi: CurlMulti? { state.withLock(\.multi) }

    /// Called by the thread only: what has come since, and whether it shall end.
    func take() -> (messages: [Message], isClosed: Bool) {
        state.withLock { state in
            defer { state.messages = [] }
            return (state.messages, state.isClosed)
        }
    }

    /// Called by the thread only, as its last act but one: from here on nobody can wake the handle.
    func retire() {
        state.withLock { $0.multi = nil }
    }
}

/// libcurl's multi handle.
///
/// Sendable although it is a pointer: the thread of `CurlLoop` alone calls anything but `curl_multi_wakeup`, which
/// libcurl allows from any thread while the handle lives; others call it only under the mailbox's lock, where the
/// handle is taken away (`retire`) before the thread destroys it.
@safe struct CurlMulti: @unchecked Sendable {  // for the reason above
    let handle: UnsafeMutableRawPointer

    init?() {
        guard let handle = unsafe curl_multi_init() else { return nil }
        unsafe self.handle = handle
    }

    func wake() {
        // It fails only for a handle that is none, which the lock rules out.
        _ = unsafe curl_multi_wakeup(handle)
    }
}
