import CCurl

/// Easy handles of one thread, used again and again: to make one costs a dozen allocations, its buffers among them. Each is
/// reset before it is used again, so that no option of an earlier request stands in a later one; only TLS sessions stay.
@safe final class CurlHandles {
    /// Without use these many are kept; each has a buffer of 16 KiB.
    private static let maximumIdle = 128

    /// Nil without memory for it.
    private let shared = CurlShare()
    private var idle: [UnsafeMutableRawPointer] = unsafe []

    deinit {
        // Before what they share.
        while let easy = unsafe idle.popLast() { unsafe curl_easy_cleanup(easy) }
    }

    /// Nil without memory.
    func take() -> UnsafeMutableRawPointer? {
        if let easy = unsafe idle.popLast() { return unsafe easy }
        guard let easy = unsafe curl_easy_init() else { return nil }
        // Without it each would take its TLS sessions with it; a reset leaves it as it is.
        if let shared { _ = unsafe tamis_curl_set_pointer(easy, CURLOPT_SHARE, shared.handle) }
        return unsafe easy
    }

    /// Not in a multi handle any more. What its options pointed to may end then.
    func giveBack(_ easy: UnsafeMutableRawPointer) {
        guard unsafe idle.count < Self.maximumIdle else { return unsafe curl_easy_cleanup(easy) }
        unsafe curl_easy_reset(easy)
        unsafe idle.append(easy)
    }
}
