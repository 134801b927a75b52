/// What stands in a URL as its host.
enum WebhookHost: Sendable, Equatable {
    case address(IPAddress)
    /// A name that never leaves the machine (RFC 6761), so nobody needs to be asked for its address.
    case thisMachine
    /// As it is asked for: a full stop at its end says that no local domain is to be added.
    case name(String)

    /// `host` as libcurl writes it out, in small letters. Nil for what a resolver may take for an IPv4 address although it
    /// does not look like one.
    init?(_ host: String) {
        var name = host[...]
        if name.hasPrefix("["), name.hasSuffix("]") { name = name.dropFirst().dropLast() }
        if name.hasSuffix(".") { name = name.dropLast() }
        if let literal = IPAddress(name) {
            self = .address(literal)
        } else if Self.endsInNumber(name) {
            return nil
        } else {
            self = name == "localhost" || name.hasSuffix(".localhost") ? .thisMachine : .name(host)
        }
    }

    /// The address that is known without asking.
    var knownAddress: IPAddress? {
        switch self {
        case .address(let address): address
        case .thisMachine: Self.loopback[0]
        case .name: nil
        }
    }

    static let loopback: [IPAddress] = [.v4(0x7F00_0001), .v6(1)]

    /// Its last part is a number (WHATWG URL Standard, "ends in a number"). libcurl writes the usual forms out; what is left
    /// is one it does not know, such as with percent signs.
    private static func endsInNumber(_ name: Substring) -> Bool {
        guard let last = name.split(separator: ".").last else { return false }
        let digits = last.hasPrefix("0x") ? last.dropFirst(2) : last
        return last.hasPrefix("0x") ? digits.allSatisfy { $0.isASCII && $0.isHexDigit } : digits.isDigits
    }
}
