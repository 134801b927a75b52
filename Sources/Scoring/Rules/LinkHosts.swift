/// The hosts a text links to, as a site remembers them.
package enum LinkHosts {
    /// Most hosts of one comment that are remembered or asked for.
    package static let most = 8

    /// Each once, in the order of the text, in small letters, without `www.`, user, port and path.
    package static func of(_ body: String) -> [String] {
        let bytes = Array(body.utf8)
        var hosts: [String] = []
        for range in Links(bytes.span).ranges {
            guard let host = host(of: bytes[range]), !hosts.contains(host) else { continue }
            hosts.append(host)
            if hosts.count == most { break }
        }
        return hosts
    }

    /// The host of one link; nil where there is none that could be compared.
    static func host(of link: ArraySlice<UInt8>) -> String? {
        var rest = link
        if let colon = rest.prefix(12).firstIndex(of: UInt8(ascii: ":")), rest[colon...].starts(with: "://".utf8) {
            rest = rest[(colon + 3)...]
        }
        rest = rest.prefix { !"/?#\\".utf8.contains($0) }
        if let user = rest.lastIndex(of: UInt8(ascii: "@")) { rest = rest[(user + 1)...] }
        rest = rest.prefix { $0 != UInt8(ascii: ":") }
        var host = rest.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        if host.starts(with: "www.".utf8) { host.removeFirst(4) }
        while host.last == UInt8(ascii: ".") { host.removeLast() }
        guard (1...253).contains(host.count) else { return nil }
        return String(validating: host, as: UTF8.self)
    }
}
