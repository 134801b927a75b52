import CCurl

/// A URL as libcurl read it. The parts are checked on this handle and requests are made with this handle, so that the
/// checker and the connector cannot read one text in two ways.
@safe struct CurlURL: ~Copyable {
    let handle: OpaquePointer

    /// Nil with the reason when libcurl cannot read it or it names a user.
    init(_ text: String) throws(WebhookURL.Problem) {
        guard let handle = unsafe curl_url() else { throw .unreadable }
        let flags = UInt32(CURLU_DISALLOW_USER | CURLU_URLENCODE)
        let result = unsafe curl_url_set(handle, CURLUPART_URL, text, flags)
        guard result == CURLUE_OK else {
            unsafe curl_url_cleanup(handle)
            throw switch result {
            case CURLUE_USER_NOT_ALLOWED: .hasUserInfo
            case CURLUE_UNSUPPORTED_SCHEME, CURLUE_BAD_SCHEME: .schemeRefused
            case CURLUE_BAD_PORT_NUMBER: .portRefused
            default: .unreadable
            }
        }
        unsafe self.handle = handle
    }

    deinit {
        unsafe curl_url_cleanup(handle)
    }

    /// A part as libcurl understood it; nil when the URL has none.
    func part(_ part: CURLUPart, flags: Int32 = 0) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard unsafe curl_url_get(handle, part, &text, UInt32(flags)) == CURLUE_OK, let found = unsafe text else {
            return nil
        }
        defer { unsafe curl_free(found) }
        return unsafe String(cString: found)
    }
}
