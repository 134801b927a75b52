/// Where pages come from, as browsers say it: scheme, host, and the port where it is not the usual one.
package struct PageOrigin: Sendable, Equatable {
    package let text: String

    /// Nil for what is no origin of a web page: another scheme, a path, a user, letters beyond ASCII.
    package init?(_ given: String) {
        let lower = given.lowercased()
        guard lower.utf8.count <= 300, let scheme = ["https://", "http://"].first(where: lower.hasPrefix) else {
            return nil
        }
        var rest = lower.dropFirst(scheme.count)
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        var host = rest
        var port: Substring?
        if let colon = rest.lastIndex(of: ":"), !rest.hasSuffix("]") {
            host = rest[..<colon]
            port = rest[rest.index(after: colon)...]
        }
        guard Self.isHost(host) else { return nil }
        if let port {
            guard (1...5).contains(port.utf8.count), let number = UInt16(port), number > 0, port.first != "0" else {
                return nil
            }
        }
        let isUsual = port == nil || port == (scheme == "https://" ? "443" : "80")
        text = scheme + host + (isUsual ? "" : ":" + (port ?? ""))
    }

    private static func isHost(_ host: Substring) -> Bool {
        func isPlain(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) }
        if host.hasPrefix("["), host.hasSuffix("]") {
            return host.utf8.count > 3
                && host.dropFirst().dropLast().utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: ":") }
        }
        return (1...253).contains(host.utf8.count)
            && host.utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".") }
    }

    /// A page's address without its fragment, letters beyond ASCII escaped. Nil unless it lies on one of `origins`: what follows the
    /// origin must end the host for every browser.
    static func page(_ address: String, on origins: [String]) -> String? {
        guard address.utf8.count <= 2000 else { return nil }
        var text: [UInt8] = []
        for byte in address.utf8.prefix(while: { $0 != UInt8(ascii: "#") }) {
            switch byte {
            case 0x80...:
                text += Array("%".utf8) + Array(String(byte, radix: 16, uppercase: true).utf8)
            case 0...0x20, 0x7F: return nil
            default:
                if "\\\"<>^`{|}".utf8.contains(byte) { return nil }
                text.append(byte)
            }
        }
        let page = String(decoding: text, as: UTF8.self)
        for origin in origins where page.hasPrefix(origin) {
            guard let next = page.utf8.dropFirst(origin.utf8.count).first else { return page + "/" }
            if next == UInt8(ascii: "/") || next == UInt8(ascii: "?") { return page }
        }
        return nil
    }
}
