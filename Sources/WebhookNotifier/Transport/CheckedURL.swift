import CCurl
import Synchronization

/// A URL that may be called, as libcurl read it when it was checked.
///
/// Sendable although it holds a handle of libcurl's: nobody changes it once it is here, and to copy it is all that a
/// request does with it (libcurl 7.88).
final class CheckedURL: @unchecked Sendable {  // for the reason above
    let url: WebhookURL
    let handle: CurlURL

    init(url: WebhookURL, handle: consuming CurlURL) {
        self.url = url
        self.handle = handle
    }
}

/// The URLs called last: an endpoint's is read and checked once, not for each of its deliveries.
final class CheckedURLs: Sendable {
    /// Past this many it begins anew.
    private static let maximumCount = 1024

    private let rules: WebhookURLRules
    private let known = Mutex<[String: CheckedURL]>([:])

    init(rules: WebhookURLRules) {
        self.rules = rules
    }

    func checked(_ text: String) throws(WebhookURL.Problem) -> CheckedURL {
        if let found = known.withLock({ $0[text] }) { return found }
        let url = try rules.read(text)
        known.withLock { known in
            if known.count >= Self.maximumCount { known = [:] }
            known[text] = url
        }
        return url
    }
}
