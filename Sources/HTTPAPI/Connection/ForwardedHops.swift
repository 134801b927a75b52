import WebhookNotifier

/// The two ways proxies write down whom they forward for, cut into one text for each hop, the nearest last.
enum ForwardedHops {
    /// `X-Forwarded-For: 192.0.2.1, 198.51.100.7`.
    static func forwardedFor(_ lines: [String]) -> [Substring]? {
        lines.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
    }

    /// `Forwarded: for=192.0.2.1;proto=https, for="[2001:db8::7]:4711"` (RFC 7239). Nil when it is malformed.
    static func forwarded(_ lines: [String]) -> [Substring]? {
        var hops: [Substring] = []
        for line in lines {
            guard let elements = cut(line[...], at: ",") else { return nil }
            for element in elements {
                guard let pairs = cut(element, at: ";") else { return nil }
                let named = pairs.filter { trimmed($0).lowercased().hasPrefix("for=") }
                guard named.count == 1, let value = unquoted(trimmed(named[0]).dropFirst("for=".count)) else {
                    return nil
                }
                hops.append(value)
            }
        }
        return hops
    }

    /// An address, with or without a port; nil for `unknown`, hidden names and all else.
    static func address(_ hop: Substring) -> IPAddress? {
        let hop = trimmed(hop)
        if hop.first == "[" {
            guard let end = hop.firstIndex(of: "]"), isPort(hop[hop.index(after: end)...]) else { return nil }
            return IPAddress(hop[hop.index(after: hop.startIndex)..<end])?.unmapped
        }
        if let colon = hop.firstIndex(of: ":"), hop.lastIndex(of: ":") == colon {
            return isPort(hop[colon...]) ? IPAddress(hop[..<colon]) : nil
        }
        return IPAddress(hop)?.unmapped
    }

    /// `:4711`, or nothing.
    private static func isPort(_ text: Substring) -> Bool {
        text.isEmpty
            || text.first == ":" && (2...6).contains(text.utf8.count)
                && text.utf8.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Cuts where a separator stands outside quotes; nil when a quote stays open.
    private static func cut(_ text: Substring, at separator: Character) -> [Substring]? {
        var parts: [Substring] = []
        var begin = text.startIndex
        var isQuoted = false
        for index in text.indices {
            if text[index] == "\"" { isQuoted.toggle() }
            if text[index] == separator, !isQuoted {
                parts.append(text[begin..<index])
                begin = text.index(after: index)
            }
        }
        return isQuoted ? nil : parts + [text[begin...]]
    }

    /// No address needs an escape within quotes, so one is refused.
    private static func unquoted(_ value: Substring) -> Substring? {
        guard value.contains("\"") else { return value }
        guard value.count >= 2, value.first == "\"", value.last == "\"" else { return nil }
        let inner = value.dropFirst().dropLast()
        return inner.contains { $0 == "\"" || $0 == "\\" } ? nil : inner
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text = text.dropLast() }
        return text
    }
}
