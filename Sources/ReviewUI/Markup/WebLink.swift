import Foundation

/// An address that may stand in `href`: absolute, http or https, with a host.
struct WebLink {
    let text: String

    /// Nil for everything else, `javascript:` above all.
    init?(_ text: String?) {
        guard let text, text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }), let url = URL(string: text),
            let scheme = url.scheme?.lowercased(), scheme == "http" || scheme == "https",
            let host = url.host(), !host.isEmpty
        else { return nil }
        self.text = text
    }
}
