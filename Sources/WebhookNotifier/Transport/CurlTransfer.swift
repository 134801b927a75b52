import CCurl
import Moderation

/// One request inside libcurl. Used by the thread of `CurlLoop` only, which keeps it alive while libcurl has it.
@safe final class CurlTransfer {
    let order: CurlOrder
    let easy: UnsafeMutableRawPointer
    private let addresses: AddressGuard
    private let settings: CurlTransport.Settings
    private var headers: UnsafeMutablePointer<curl_slist>?
    private var knownNames: UnsafeMutablePointer<curl_slist>?
    private var kept: [UInt8] = []
    private var receivedBytes = 0
    /// The kind of address that was refused while connecting.
    private var refusedKind: String?

    /// `easy` is as libcurl makes it, and is given back by who gave it, before this ends.
    init(
        order: CurlOrder, easy: UnsafeMutableRawPointer, rules: WebhookURLRules, settings: CurlTransport.Settings
    ) throws(TransportFailure) {
        self.order = order
        unsafe self.easy = easy
        self.addresses = rules.addresses
        self.settings = settings
        try configure(allowsHTTP: rules.allowsHTTP)
    }

    deinit {
        unsafe curl_slist_free_all(headers)
        unsafe curl_slist_free_all(knownNames)
    }

    /// Finds it again by the handle libcurl reports.
    var key: UInt { unsafe UInt(bitPattern: easy) }

    /// What the caller is told, from libcurl's word on how the transfer ended.
    func result(_ code: CURLcode) -> WebhookResult {
        if let refusedKind { return .failed(.addressRefused(refusedKind)) }
        // We cut an answer that does not end: what it said first counts.
        let isCut = code == CURLE_WRITE_ERROR && receivedBytes > settings.readBytes
        guard code == CURLE_OK || isCut else { return .failed(TransportFailure(code)) }
        var status = 0
        _ = unsafe tamis_curl_get_long(easy, CURLINFO_RESPONSE_CODE, &status)
        guard status > 0 else { return .failed(.notHTTP) }
        var answer = WebhookAnswer(status: status, body: kept, bytes: min(receivedBytes, settings.readBytes))
        // Who took the event has nothing to ask for.
        if !answer.isSuccess {
            answer.retryAfter = header("retry-after").flatMap(RetryAfter.init)
            answer.wish = header("webhook-delivery").flatMap(DeliveryWish.init(header:))
        }
        return .answered(answer)
    }

    private func header(_ name: String) -> String? {
        var found: UnsafeMutablePointer<curl_header>?
        guard unsafe curl_easy_header(easy, name, 0, UInt32(CURLH_HEADER), -1, &found) == CURLHE_OK,
            let value = unsafe found?.pointee.value
        else { return nil }
        return unsafe String(cString: value)
    }

    private func configure(allowsHTTP: Bool) throws(TransportFailure) {
        let schemes = allowsHTTP ? "http,https" : "https"
        var results = unsafe [
            tamis_curl_set_url(easy, order.url.handle.handle),
            tamis_curl_set_string(easy, CURLOPT_PROTOCOLS_STR, schemes),
            tamis_curl_set_string(easy, CURLOPT_REDIR_PROTOCOLS_STR, schemes),
            tamis_curl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0),
            // A proxy from the environment would get past the address check.
            tamis_curl_set_string(easy, CURLOPT_PROXY, ""),
            tamis_curl_set_long(easy, CURLOPT_NOSIGNAL, 1),
            tamis_curl_set_long(easy, CURLOPT_NETRC, 0),
            tamis_curl_set_long(easy, CURLOPT_SSL_VERIFYPEER, 1),
            tamis_curl_set_long(easy, CURLOPT_SSL_VERIFYHOST, 2),
            tamis_curl_set_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
            tamis_curl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, Int(settings.connectTimeout.milliseconds)),
            tamis_curl_set_long(
                easy, CURLOPT_TIMEOUT_MS,
                Int(max(.milliseconds(1), settings.totalTimeout - order.target.spent).milliseconds)),
            // An answer that drips is given up before its whole time is spent.
            tamis_curl_set_long(easy, CURLOPT_LOW_SPEED_LIMIT, 16),
            tamis_curl_set_long(easy, CURLOPT_LOW_SPEED_TIME, 10),
            // While a first connection is made, others wait to learn whether it takes them as streams (HTTP/2). Without TLS
            // they would never learn it, and wait for the whole first request (libcurl 7.88, seen).
            tamis_curl_set_long(easy, CURLOPT_PIPEWAIT, order.url.url.scheme == "https" ? 1 : 0),
            // Certificates and addresses are looked at when connecting only, so no connection lives long.
            tamis_curl_set_long(easy, CURLOPT_MAXLIFETIME_CONN, 300),
            tamis_curl_set_long(easy, CURLOPT_MAXAGE_CONN, 60),
            tamis_curl_set_long(easy, CURLOPT_DNS_CACHE_TIMEOUT, 60),
        ]
        results += setRequest() + setCallbacks()
        guard let failed = results.first(where: { $0 != CURLE_OK }) else { return }
        throw .other(code: Int(failed.rawValue))
    }

    private func setRequest() -> [CURLcode] {
        // Without a value, libcurl leaves its own `Expect: 100-continue` out.
        let lines = order.request.headers.map { "\($0.name): \($0.value)" } + ["Expect:"]
        guard unsafe CurlTransfer.append(lines, to: &headers),
            unsafe CurlTransfer.append(order.target.known.map { [$0] } ?? [], to: &knownNames)
        else { return [CURLE_OUT_OF_MEMORY] }
        let body = order.request.body
        return unsafe [
            tamis_curl_set_long(easy, CURLOPT_POST, 1),
            tamis_curl_set_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)),
            body.withUnsafeBufferPointer { unsafe tamis_curl_set_body(easy, $0.baseAddress) },
            tamis_curl_set_list(easy, CURLOPT_HTTPHEADER, headers),
            tamis_curl_set_list(easy, CURLOPT_RESOLVE, knownNames),
        ]
    }

    private static func append(_ lines: [String], to list: inout UnsafeMutablePointer<curl_slist>?) -> Bool {
        for line in lines {
            guard let longer = unsafe curl_slist_append(list, line) else { return false }
            unsafe list = longer
        }
        return true
    }

    private func setCallbacks() -> [CURLcode] {
        let this = unsafe Unmanaged.passUnretained(self).toOpaque()
        return unsafe [
            tamis_curl_set_pointer(easy, CURLOPT_WRITEDATA, this),
            tamis_curl_set_write_function(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, this in
                unsafe CurlTransfer.from(this).received(UnsafeRawBufferPointer(start: bytes, count: size * count))
            },
            tamis_curl_set_pointer(easy, CURLOPT_OPENSOCKETDATA, this),
            tamis_curl_set_open_socket_function(easy) { this, _, address in
                guard let address = unsafe address, unsafe CurlTransfer.from(this).allows(address) else {
                    return CURL_SOCKET_BAD
                }
                return unsafe tamis_curl_open_socket(address)
            },
            // A reused connection opens no socket, but comes by here.
            tamis_curl_set_pointer(easy, CURLOPT_PREREQDATA, this),
            tamis_curl_set_before_request_function(easy) { this, remote, _, _, _ in
                guard let remote = unsafe remote else { return CURL_PREREQFUNC_ABORT }
                let isAllowed = unsafe CurlTransfer.from(this).mayAsk(String(cString: remote))
                return isAllowed ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
            },
        ]
    }

    private static func from(_ pointer: UnsafeMutableRawPointer?) -> CurlTransfer {
        guard let pointer = unsafe pointer else { preconditionFailure("libcurl lost what it was given") }
        return unsafe Unmanaged<CurlTransfer>.fromOpaque(pointer).takeUnretainedValue()
    }

    /// Keeps the first bytes and returns how many were taken; fewer than given makes libcurl cut the connection.
    private func received(_ bytes: UnsafeRawBufferPointer) -> Int {
        receivedBytes += bytes.count
        unsafe kept += bytes.prefix(settings.keptBytes - kept.count)
        return receivedBytes > settings.readBytes ? 0 : bytes.count
    }

    private func allows(_ address: UnsafeMutablePointer<curl_sockaddr>) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 16)
        let length = unsafe bytes.withUnsafeMutableBufferPointer {
            unsafe tamis_curl_address_bytes(address, $0.baseAddress)
        }
        let found = IPAddress(bytes: bytes.prefix(Int(length)))
        guard allows(found), let found else { return false }
        // Nobody but us was asked, so libcurl can know no other; if it ever did, it would be one that nobody looked at.
        guard order.target.addresses.contains(found) else {
            refusedKind = "not the one that was looked at"
            return false
        }
        return true
    }

    /// When one of a name's addresses was refused, no other is asked either: the name is not trusted.
    private func mayAsk(_ remote: String) -> Bool {
        allows(IPAddress(remote)) && refusedKind == nil
    }

    private func allows(_ address: IPAddress?) -> Bool {
        let refusal = address.map { addresses.refusal(of: $0) } ?? "of an unknown family"
        if let refusal { refusedKind = refusal }
        return refusal == nil
    }
}

extension TransportFailure {
    fileprivate init(_ code: CURLcode) {
        self =
            switch code {
            case CURLE_COULDNT_RESOLVE_HOST: .nameNotFound
            case CURLE_COULDNT_CONNECT: .notConnected
            case CURLE_OPERATION_TIMEDOUT: .timedOut
            case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
                CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS:
                .insecure
            case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_PARTIAL_FILE, CURLE_HTTP2,
                CURLE_HTTP2_STREAM:
                .connectionLost
            case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY: .notHTTP
            default: .other(code: Int(code.rawValue))
            }
    }
}
