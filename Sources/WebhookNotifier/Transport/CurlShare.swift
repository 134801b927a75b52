import CCurl

/// What the handles of one thread have together: TLS sessions. A handle by itself takes its own with it when it ends; with
/// these the next connection to the same receiver sends no certificates. Addresses and connections the multi handle shares
/// without being told (libcurl 7.88).
///
/// It must end after the handles that use it.
@safe final class CurlShare {
    let handle: UnsafeMutableRawPointer

    /// Nil without memory.
    init?() {
        guard let handle = unsafe curl_share_init() else { return nil }
        unsafe self.handle = handle
        _ = unsafe tamis_curl_share(handle, CURL_LOCK_DATA_SSL_SESSION)
    }

    deinit {
        _ = unsafe curl_share_cleanup(handle)
    }
}
