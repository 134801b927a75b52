/// Reads JSON (RFC 8259) front to back without building a tree: members of interest are taken, the rest is skipped.
/// Strict, linear, bounded in depth; an error says at which byte.
struct JSONReader {
    /// What stands as a value. Objects and arrays are passed over whole.
    enum Value: Equatable {
        case text(String)
        /// Digits as written, when there is neither fraction nor exponent.
        case integer(String)
        case null
        case other
    }

    private static let deepest = 32
    private let bytes: [UInt8]
    private var position = 0

    /// Takes bytes that are known to be UTF-8.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }  // RFC 8259, 8.1: a byte order mark may be ignored
        skipSpace()
    }

    var isAtObject: Bool { current == UInt8(ascii: "{") }

    /// Reads the object that begins here. `member` must read its value.
    mutating func object(_ member: (inout JSONReader, String) throws(FormError) -> Void) throws(FormError) {
        try expect(UInt8(ascii: "{"))
        if take(UInt8(ascii: "}")) { return }
        repeat {
            guard current == UInt8(ascii: "\"") else { throw malformed }
            let name = try string()
            try expect(UInt8(ascii: ":"))
            try member(&self, name)
        } while take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
    }

    mutating func value() throws(FormError) -> Value { try value(depth: 0) }

    /// Nothing but white space may follow the one value.
    func end() throws(FormError) {
        guard position == bytes.count else { throw malformed }
    }

    private var malformed: FormError { .malformedJSON(byteOffset: min(position, bytes.count)) }
    private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func value(depth: Int) throws(FormError) -> Value {
        switch current {
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            try skipContainer(depth: depth + 1)
            return .other
        case UInt8(ascii: "t"): return try word("true", .other)
        case UInt8(ascii: "f"): return try word("false", .other)
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func skipContainer(depth: Int) throws(FormError) {
        guard depth <= Self.deepest else { throw malformed }
        let isObject = isAtObject
        let close = UInt8(ascii: isObject ? "}" : "]")
        position += 1
        skipSpace()
        if take(close) { return }
        repeat {
            if isObject {
                guard current == UInt8(ascii: "\"") else { throw malformed }
                _ = try string()
                try expect(UInt8(ascii: ":"))
            }
            _ = try value(depth: depth)
        } while take(UInt8(ascii: ","))
        try expect(close)
    }

    private mutating func number() throws(FormError) -> Value {
        let begin = position
        if current == UInt8(ascii: "-") { position += 1 }
        if current == UInt8(ascii: "0") { position += 1 } else { try digits() }
        let wholeEnd = position
        if current == UInt8(ascii: ".") {
            position += 1
            try digits()
        }
        if let byte = current, byte | 0x20 == UInt8(ascii: "e") {
            position += 1
            if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
            try digits()
        }
        let isWhole = position == wholeEnd
        let text = isWhole ? String(decoding: bytes[begin..<position], as: UTF8.self) : ""
        skipSpace()
        return isWhole ? .integer(text) : .other
    }

    private mutating func digits() throws(FormError) {
        let begin = position
        while let byte = current, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { position += 1 }
        guard position > begin else { throw malformed }
    }

    private mutating func word(_ word: StaticString, _ value: Value) throws(FormError) -> Value {
        for byte in word.description.utf8 {
            guard current == byte else { throw malformed }
            position += 1
        }
        skipSpace()
        return value
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        skipSpace()
        return true
    }

    private mutating func expect(_ byte: UInt8) throws(FormError) {
        guard take(byte) else { throw malformed }
    }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }
}

extension JSONReader {
    private mutating func string() throws(FormError) -> String {
        position += 1
        let begin = position
        var unescaped: [UInt8]?
        while let byte = current {
            switch byte {
            case UInt8(ascii: "\""):
                let text = String(decoding: unescaped.map { $0[...] } ?? bytes[begin..<position], as: UTF8.self)
                position += 1
                skipSpace()
                return text
            case UInt8(ascii: "\\"):
                if unescaped == nil { unescaped = Array(bytes[begin..<position]) }
                position += 1
                unescaped?.append(contentsOf: String(try escaped()).utf8)
            case 0..<0x20: throw malformed
            default:
                unescaped?.append(byte)
                position += 1
            }
        }
        throw malformed
    }

    private mutating func escaped() throws(FormError) -> Unicode.Scalar {
        guard let byte = current else { throw malformed }
        let simple: Unicode.Scalar
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): simple = Unicode.Scalar(byte)
        case UInt8(ascii: "b"): simple = "\u{8}"
        case UInt8(ascii: "f"): simple = "\u{C}"
        case UInt8(ascii: "n"): simple = "\n"
        case UInt8(ascii: "r"): simple = "\r"
        case UInt8(ascii: "t"): simple = "\t"
        case UInt8(ascii: "u"): return try codeUnits()
        default: throw malformed
        }
        position += 1
        return simple
    }

    /// `u` and four digits, or a pair of them. Half a pair, as cutting a script's string leaves it, becomes U+FFFD.
    private mutating func codeUnits() throws(FormError) -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard UTF16.isLeadSurrogate(first), current == UInt8(ascii: "\\"), position + 1 < bytes.count,
            bytes[position + 1] == UInt8(ascii: "u")
        else { return "\u{FFFD}" }
        let retreat = position
        position += 1
        let second = try codeUnit()
        guard UTF16.isTrailSurrogate(second) else {
            position = retreat
            return "\u{FFFD}"
        }
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
    }

    private mutating func codeUnit() throws(FormError) -> UInt16 {
        position += 1
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = current, let digit = hexDigit(byte) else { throw malformed }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }
}

/// The value of a hexadecimal digit; nil for another byte.
func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
}
