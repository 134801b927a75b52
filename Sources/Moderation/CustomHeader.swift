/// A header an endpoint's owner wants on every request to it, such as a token its gateway asks for. Its value is a secret:
/// sealed at rest and shown nowhere again.
package struct CustomHeader: Sendable, Equatable {
    /// At most so many of one endpoint.
    package static let limit = 10
    package static let nameLimitBytes = 64
    package static let valueLimitBytes = 1000

    /// Letters, digits and `-`, at most 64; as it was written.
    package let name: String
    /// Printable ASCII without spaces at its ends, 1 to 1,000 bytes: always one line (RFC 9110, section 5.5).
    package let value: String

    /// Nil when it cannot be a header of its own.
    package init?(_ name: String, _ value: String) {
        guard (1...Self.nameLimitBytes).contains(name.utf8.count), name.utf8.allSatisfy(Self.isOfName),
            !Self.isReserved(name),
            (1...Self.valueLimitBytes).contains(value.utf8.count),
            value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), value.first != " ", value.last != " "
        else { return nil }
        self.name = name
        self.value = value
    }

    /// All of one endpoint, by name; nil when one is refused, a name stands twice or there are more than `limit`.
    package static func list(_ pairs: some Collection<(String, String)>) -> [CustomHeader]? {
        let headers = pairs.compactMap { CustomHeader($0.0, $0.1) }.sorted { $0.name < $1.name }
        let names = Set(headers.map { $0.name.lowercased() })
        guard headers.count == pairs.count, names.count == headers.count, headers.count <= limit else { return nil }
        return headers
    }

    /// One `name: value` a line.
    package static func lines(_ headers: [CustomHeader]) -> [UInt8] {
        Array(headers.map { "\($0.name): \($0.value)\n" }.joined().utf8)
    }

    /// What `lines` wrote, or an owner did: empty lines are passed over. Nil as for `list`.
    package static func parse(lines text: String) -> [CustomHeader]? {
        let lines = text.split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
        let pairs = lines.compactMap { line -> (String, String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            return (String(line[..<colon]), String(value))
        }
        return pairs.count == lines.count ? list(pairs) : nil
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        byte == 0x2D || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    /// What Tamis or HTTP sets itself; with a second one receivers disagree on which counts.
    private static func isReserved(_ name: String) -> Bool {
        let name = name.lowercased()
        return reserved.contains(name) || reservedBeginnings.contains { name.hasPrefix($0) }
    }

    private static let reserved: Set<String> = [
        "accept-encoding", "connection", "content-encoding", "content-length", "content-type", "expect", "forwarded",
        "host", "http2-settings", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "user-agent", "via",
    ]
    private static let reservedBeginnings = ["webhook-", "proxy-", "sec-", "x-forwarded-"]
}
