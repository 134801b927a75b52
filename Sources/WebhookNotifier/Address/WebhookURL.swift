import CCurl

/// What a URL must be like to be called, whoever asks: the page that creates an endpoint, the command line, or the
/// transport before each request.
package struct WebhookURLRules: Sendable {
    /// `allow_http`: also take plain `http`.
    package var allowsHTTP: Bool
    package var addresses: AddressGuard

    package init(allowsHTTP: Bool = false, addresses: AddressGuard = AddressGuard()) {
        self.allowsHTTP = allowsHTTP
        self.addresses = addresses
    }

    /// Checks a URL that somebody typed and returns it as it will be called.
    package func check(_ text: String) throws(WebhookURL.Problem) -> WebhookURL {
        try checked(try parse(text))
    }

    /// Checks a URL and keeps what libcurl read, to call it.
    func read(_ text: String) throws(WebhookURL.Problem) -> CheckedURL {
        let handle = try parse(text)
        return CheckedURL(url: try checked(handle), handle: handle)
    }

    /// The door to libcurl: nothing longer or stranger gets to its parser.
    private func parse(_ text: String) throws(WebhookURL.Problem) -> CurlURL {
        guard text.utf8.count <= WebhookURL.maximumBytes else { throw .tooLong }
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "\\") }) else { throw .unreadable }
        guard !text.utf8.contains(UInt8(ascii: "#")) else { throw .hasFragment }
        return try CurlURL(text)
    }

    /// Judges what libcurl read.
    private func checked(_ url: borrowing CurlURL) throws(WebhookURL.Problem) -> WebhookURL {
        guard let scheme = url.part(CURLUPART_SCHEME), scheme == "https" || (scheme == "http" && allowsHTTP) else {
            throw .schemeRefused
        }
        guard url.part(CURLUPART_USER) == nil, url.part(CURLUPART_PASSWORD) == nil else { throw .hasUserInfo }
        guard url.part(CURLUPART_FRAGMENT) == nil else { throw .hasFragment }
        guard url.part(CURLUPART_ZONEID) == nil else { throw .hasZone }
        guard let port = url.part(CURLUPART_PORT, flags: CURLU_DEFAULT_PORT).flatMap(Int.init),
            port == 80 || port == 443 || (1024...65535).contains(port)
        else { throw .portRefused }
        // Names in other scripts are judged as they go out: full-width digits turn into an address there.
        guard let host = url.part(CURLUPART_HOST, flags: CURLU_PUNYCODE)?.lowercased(), !host.isEmpty,
            let text = url.part(CURLUPART_URL), text.utf8.count <= WebhookURL.maximumBytes
        else { throw .unreadable }
        guard let target = WebhookHost(host) else { throw .addressRefused("an IPv4 address in disguise") }
        if let kind = target.knownAddress.flatMap(addresses.refusal(of:)) { throw .addressRefused(kind) }
        return WebhookURL(text: text, scheme: scheme, host: host, target: target, port: port)
    }
}

/// A URL that has been checked.
package struct WebhookURL: Sendable, Equatable {
    /// As it will be called; may hold a key in its query, so never for logs.
    package let text: String
    package let scheme: String
    package let host: String
    let target: WebhookHost
    package let port: Int

    /// The longest URL that is taken.
    package static let maximumBytes = 2000

    /// Why a URL is not called.
    package enum Problem: Error, Sendable, Equatable {
        case tooLong, unreadable, schemeRefused, hasUserInfo, hasFragment, hasZone, portRefused
        /// The address it names is of this kind.
        case addressRefused(String)

        /// The setting with which an operator may allow it; nil where none does.
        package var setting: String? {
            switch self {
            case .schemeRefused: "webhooks.allow_http"
            case .addressRefused(let kind) where !SpecialAddresses.neverCalled.contains { $0.name == kind }:
                "webhooks.allowed_networks"
            default: nil
            }
        }

        /// In words for an owner, without a part of the URL.
        package var words: String {
            switch self {
            case .tooLong: "the URL is longer than \(WebhookURL.maximumBytes) bytes"
            case .unreadable: "the URL cannot be read"
            case .schemeRefused: "the URL does not begin with a scheme this server calls (https)"
            case .hasUserInfo: "the URL must not name a user or a password"
            case .hasFragment: "the URL must not have a fragment (#…)"
            case .hasZone: "the URL must not name a network zone"
            case .portRefused: "the URL's port must be 80, 443 or 1024 to 65535"
            case .addressRefused(let kind): "the URL's address is \(kind), which this server does not call"
            }
        }
    }
}
