import Foundation

/// Brings a visitor's text into the one form that is scored, stored and shown: NFC, LF line ends, without control
/// characters, noncharacters and the bidirectional controls that reorder what stands around them. What Arabic and
/// emoji are written with (LRM, RLM, ALM, ZWJ, ZWNJ) stays.
package enum CleanText {
    /// Several lines; white space around them is removed.
    static func text(_ raw: String) -> String { clean(raw, oneLine: false) }

    /// One line: line ends and tabs become spaces.
    static func line(_ raw: String) -> String { clean(raw, oneLine: true) }

    /// Whether nothing in it leaves a mark on a page.
    package static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            let properties = scalar.properties
            return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
                || scalar == "\u{2800}"  // Braille pattern blank
                || properties.generalCategory == .control || properties.generalCategory == .format
                || properties.isNoncharacterCodePoint
        }
    }

    /// The longest beginning of at most `limitBytes` bytes that ends between characters.
    static func cut(_ text: String, limitBytes: Int) -> String {
        guard text.utf8.count > limitBytes else { return text }
        var end = text.utf8.index(text.startIndex, offsetBy: limitBytes)
        // A whole character may reach over the limit, so the end goes back to where one begins.
        while end > text.startIndex, end.samePosition(in: text) == nil { end = text.utf8.index(before: end) }
        return String(text[..<end])
    }

    private static func clean(_ raw: String, oneLine: Bool) -> String {
        let raw = withoutSpaceAround(raw)
        guard mayHoldDropped(raw, oneLine: oneLine) else { return composed(raw) }
        var kept = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in raw.unicodeScalars {
            defer { afterReturn = scalar == "\r" }
            switch scalar {
            case "\n" where afterReturn: continue
            case "\r", "\n", "\u{85}", "\u{2028}", "\u{2029}": kept.append(oneLine ? " " : "\n")
            case "\t": kept.append(oneLine ? " " : "\t")
            default: if !isDropped(scalar) { kept.append(scalar) }
            }
        }
        return composed(trimmed(kept))
    }

    /// NFC. Nearly all text is in it already, which one quick pass tells.
    private static func composed(_ text: String) -> String {
        var span = text.utf8Span
        return span.checkForNFC(quickCheck: true) ? text : text.precomposedStringWithCanonicalMapping
    }

    private static func trimmed(_ scalars: String.UnicodeScalarView) -> String {
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return String(scalars[first...last])
    }

    private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F...0x9F: true
        case 0x202A...0x202E, 0x2066...0x2069: true  // embeddings, overrides, isolates
        case 0xFEFF: true  // byte order mark
        case 0xFDD0...0xFDEF: true  // noncharacters, as are the last two of every plane
        case let value: value & 0xFFFE == 0xFFFE
        }
    }

    /// The commonest thing to mend, by itself: a line end after the last word.
    private static func withoutSpaceAround(_ text: String) -> String {
        func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }
        guard let first = text.utf8.first, let last = text.utf8.last, isSpace(first) || isSpace(last) else {
            return text
        }
        var inner = Substring(text).utf8.drop(while: isSpace)
        while let last = inner.last, isSpace(last) { inner = inner.dropLast() }
        return String(Substring(inner))
    }

    /// Whether some scalar may have to go or change: one pass over the bytes, by the first bytes of their encodings.
    private static func mayHoldDropped(_ text: String, oneLine: Bool) -> Bool {
        guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return false }
        if first.properties.isWhitespace || last.properties.isWhitespace { return true }
        let bytes = text.utf8Span.span
        for index in bytes.indices {
            switch bytes[index] {
            case 0x20...0x7E, 0x80...0xC1, 0xC3...0xE1, 0xE3...0xEE: continue
            case UInt8(ascii: "\n"), UInt8(ascii: "\t"): if oneLine { return true }
            case 0xC2: if bytes[index + 1] < 0xA0 { return true }  // C1 controls
            case 0xE2:  // U+2028…202E, U+2066…2069
                let (second, third) = (bytes[index + 1], bytes[index + 2])
                if second == 0x80, (0xA8...0xAE).contains(third) { return true }
                if second == 0x81, (0xA6...0xA9).contains(third) { return true }
            case 0xF0...0xF4: if bytes[index + 2] == 0xBF, bytes[index + 3] >= 0xBE { return true }  // noncharacters
            default: return true
            }
        }
        return false
    }
}
