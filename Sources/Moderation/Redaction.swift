/// Hides e-mail addresses typed inside a text. Used for everything but the review page.
package enum Redaction {
    package static let replacement = "[e-mail]"

    /// Replaces each run that looks like `local@domain.tld`. One pass over the bytes; unchanged text is returned as it is.
    package static func hidingAddresses(in text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "@")) else { return text }
        let bytes = Array(text.utf8)
        var result = [UInt8]()
        result.reserveCapacity(bytes.count)
        var copied = 0
        var index = 0
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "@") else {
                index += 1
                continue
            }
            var begin = index
            while begin > copied, isLocal(bytes[begin - 1]) { begin -= 1 }
            var end = index + 1
            var sawDot = false
            while end < bytes.count, isDomain(bytes[end]) {
                if bytes[end] == UInt8(ascii: "."), end + 1 < bytes.count, isDomain(bytes[end + 1]) { sawDot = true }
                end += 1
            }
            guard begin < index, sawDot else {
                index += 1
                continue
            }
            while bytes[end - 1] == UInt8(ascii: ".") { end -= 1 }
            result.append(contentsOf: bytes[copied..<begin])
            result.append(contentsOf: replacement.utf8)
            copied = end
            index = end
        }
        guard copied > 0 else { return text }
        result.append(contentsOf: bytes[copied...])
        return String(decoding: result, as: UTF8.self)
    }

    /// Any byte of another script counts: addresses are written in those too.
    private static func isLocal(_ byte: UInt8) -> Bool {
        byte >= 0x80 || isDomain(byte) || "!#$%&'*+/=?^_`{|}~".utf8.contains(byte)
    }

    private static func isDomain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x80...:
            true
        default: false
        }
    }
}
