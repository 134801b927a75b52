/// Writes JSON (RFC 8259) front to back into bytes: every answer, event and receipt of ours is made with it.
/// Members stand in the order in which they are written, so that equal values give equal bytes.
package struct JSONWriter: Sendable {
    package private(set) var bytes: [UInt8] = []
    private var needsComma = false

    package init() {
        bytes.reserveCapacity(512)
    }

    package static func object(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
        var writer = JSONWriter()
        writer.object(write)
        return writer.bytes
    }

    package mutating func object(_ write: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "{"), close: UInt8(ascii: "}"), write)
    }

    package mutating func array(_ write: (inout JSONWriter) -> Void) {
        open(UInt8(ascii: "["), close: UInt8(ascii: "]"), write)
    }

    package mutating func object(_ key: String, _ write: (inout JSONWriter) -> Void) {
        self.key(key)
        object(write)
    }

    package mutating func array(_ key: String, _ write: (inout JSONWriter) -> Void) {
        self.key(key)
        array(write)
    }

    package mutating func member(_ key: String, _ value: String) {
        self.key(key)
        self.value(value)
    }

    /// Nil writes `null`.
    package mutating func member(_ key: String, _ value: String?) {
        self.key(key)
        if let value { self.value(value) } else { null() }
    }

    package mutating func member(_ key: String, _ value: Int) {
        self.key(key)
        self.value(value)
    }

    package mutating func member(_ key: String, _ value: Bool) {
        self.key(key)
        separate()
        bytes.append(contentsOf: (value ? "true" : "false").utf8)
        needsComma = true
    }

    /// Rounded to 1 to 9 places, three being all that points mean; held within ±10^15 (10^18 without the point), NaN is 0.
    package mutating func member(_ key: String, _ value: Double, decimals: Int = 3) {
        self.key(key)
        self.value(value, decimals: decimals)
    }

    package mutating func member(_ key: String, _ values: [String]) {
        array(key) { for value in values { $0.value(value) } }
    }

    package mutating func value(_ text: String) {
        separate()
        quote(text)
        needsComma = true
    }

    package mutating func value(_ number: Int) {
        separate()
        bytes.append(contentsOf: String(number).utf8)
        needsComma = true
    }

    package mutating func value(_ number: Double, decimals: Int = 3) {
        separate()
        let scale = (0..<decimals).reduce(1) { scale, _ in scale * 10 }
        let most = 1e18 / Double(scale)
        let scaled = number.isNaN ? 0 : Int((max(-most, min(most, number)) * Double(scale)).rounded())
        if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
        let (whole, rest) = abs(scaled).quotientAndRemainder(dividingBy: scale)
        bytes.append(contentsOf: String(whole).utf8)
        if rest > 0 {
            var digits = Array(String(rest + scale).utf8.dropFirst())
            while digits.last == UInt8(ascii: "0") { digits.removeLast() }
            bytes.append(UInt8(ascii: "."))
            bytes.append(contentsOf: digits)
        }
        needsComma = true
    }

    /// Bytes that are JSON already, as this writer made them before.
    package mutating func raw(_ key: String, _ json: [UInt8]) {
        self.key(key)
        raw(json)
    }

    package mutating func raw(_ json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    private mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
        needsComma = true
    }

    private mutating func key(_ key: String) {
        separate()
        quote(key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
    }

    private mutating func open(_ opening: UInt8, close: UInt8, _ write: (inout JSONWriter) -> Void) {
        separate()
        bytes.append(opening)
        write(&self)
        bytes.append(close)
        needsComma = true
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        // Nearly every text is written as it stands.
        if Self.mustEscape(text.utf8Span.span) {
            for byte in text.utf8 { escape(byte) }
        } else {
            bytes.append(contentsOf: text.utf8)
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func mustEscape(_ text: Span<UInt8>) -> Bool {
        for index in text.indices {
            let byte = text[index]
            if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return true }
        }
        return false
    }

    private static let hexDigits = Array("0123456789abcdef".utf8)

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case 0x0A: bytes.append(contentsOf: "\\n".utf8)
        case 0x0D: bytes.append(contentsOf: "\\r".utf8)
        case 0x09: bytes.append(contentsOf: "\\t".utf8)
        case 0..<0x20:
            bytes.append(contentsOf: "\\u00".utf8)
            bytes.append(Self.hexDigits[Int(byte >> 4)])
            bytes.append(Self.hexDigits[Int(byte & 15)])
        default: bytes.append(byte)
        }
    }
}
