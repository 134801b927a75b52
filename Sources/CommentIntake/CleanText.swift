import Foundation

/// Brings a visitor's text into the one form that is scored, stored and shown: NFC, LF line ends, without control
/// characters, noncharacters and the bidirectional controls that reorder what stands around them. What Arabic and
/// emoji are written with (LRM, RLM, ALM, ZWJ, ZWNJ) stays.
enum CleanText {
    /// Several lines; white space around them is removed.
    static func text(_ raw: String) -> String { clean(raw, oneLine: false) }

    /// One line: line ends and tabs become spaces.
    static func line(_ raw: String) -> String { clean(raw, oneLine: true) }

    /// Whether nothing in it leaves a mark on a page.
    static func isBlank(_ text: String) -> Bool {
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
        if isCleanASCII(raw, oneLine: oneLine) { return raw }
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
        let text = trimmed(kept)
        return isSurelyNFC(text) ? text : text.precomposedStringWithCanonicalMapping
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

    private static func isSurelyNFC(_ text: String) -> Bool {
        var span = text.utf8Span
        return span.checkForNFC(quickCheck: true)
    }

    /// Most English and much French is clean as it comes.
    private static func isCleanASCII(_ text: String, oneLine: Bool) -> Bool {
        let span = text.utf8Span.span
        guard span.count > 0 else { return true }
        guard span[0] > 0x20, span[span.count - 1] > 0x20 else { return false }
        for index in span.indices {
            let byte = span[index]
            if byte >= 0x7F { return false }
            if byte < 0x20, oneLine || byte != UInt8(ascii: "\n") && byte != UInt8(ascii: "\t") { return false }
        }
        return true
    }
}
