import Foundation
import Testing

@testable import CommentIntake

struct `Clean text` {
    struct Case: Sendable {
        let raw: String
        let text: String
        let line: String
        init(_ raw: String, _ text: String, line: String? = nil) {
            self.raw = raw
            self.text = text
            self.line = line ?? text
        }
    }

    /// The compiler takes some of these in no literal.
    static let noncharacters = String(
        String.UnicodeScalarView(
            [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1FFFE, 0x10FFFF].compactMap { Unicode.Scalar(UInt32($0)) }))

    static let cases: [Case] = [
        Case("", ""), Case("Bonjour", "Bonjour"), Case("  a b  ", "a b"), Case("\n\ta\n ", "a"),
        Case("a\nb", "a\nb", line: "a b"), Case("a\r\nb", "a\nb", line: "a b"), Case("a\rb", "a\nb", line: "a b"),
        Case("a\r\r\nb", "a\n\nb", line: "a  b"), Case("a\n\r\nb", "a\n\nb", line: "a  b"),
        Case("a\tb", "a\tb", line: "a b"),
        Case("a\u{85}b\u{2028}c\u{2029}d", "a\nb\nc\nd", line: "a b c d"), Case("a\0b", "ab"), Case("\0", ""),
        Case("a\u{1}\u{8}\u{B}\u{C}\u{1F}\u{7F}\u{9F}b", "ab"), Case("e\u{301}", "é"), Case("é", "é"),
        Case("\u{212B}", "Å"), Case("\u{627}\u{654}", "أ"), Case("ﬁ ²", "ﬁ ²"), Case("a\u{202E}b\u{202C}c", "abc"),
        Case("\u{2066}a\u{2069}\u{202A}\u{202B}\u{202D}\u{2067}\u{2068}", "a"), Case("e\u{202E}\u{301}", "é"),
        Case("\u{200F}مرحبا\u{200E}\u{61C}", "\u{200F}مرحبا\u{200E}\u{61C}"),
        Case("می\u{200C}خواهم", "می\u{200C}خواهم"),
        Case("👩\u{200D}💻", "👩\u{200D}💻"), Case("a" + noncharacters + "b", "ab"),
        Case("\u{FEFF}a\u{FEFF}", "a"), Case("\u{A0}a\u{3000}", "a"), Case("\u{FFFD}", "\u{FFFD}"),
        Case("\0 a \0", "a"),
        Case("مُحَمَّد", "مُحَمَّد"), Case("<b>&amp;</b>", "<b>&amp;</b>"), Case("\u{FFFC}\u{FFFB}", "\u{FFFC}\u{FFFB}"),
    ]

    /// Compared by bytes: Swift's own comparison takes composed and decomposed forms for equal.
    @Test(arguments: cases)
    func `is in the one form we keep`(_ row: Case) {
        #expect(Array(CleanText.text(row.raw).utf8) == Array(row.text.utf8))
        #expect(Array(CleanText.line(row.raw).utf8) == Array(row.line.utf8))
    }

    @Test(arguments: cases)
    func `stays as it is when cleaned again`(_ row: Case) {
        #expect(Array(CleanText.text(row.text).utf8) == Array(row.text.utf8))
        #expect(Array(CleanText.line(row.line).utf8) == Array(row.line.utf8))
    }

    /// Scalars whose encodings share their first bytes with those that are dropped, each alone and between letters.
    @Test(arguments: [0...0x2FF, 0x600...0x6FF, 0x1FF0...0x20FF, 0x2FF0...0x3010, 0xF8F0...0xFFFF, 0x1F5F0...0x20010])
    func `drops the same scalars however it finds them`(range: ClosedRange<UInt32>) {
        for scalar in range.compactMap({ Unicode.Scalar($0) }) {
            let value = scalar.value
            let isControl = scalar.properties.generalCategory == .control && value != 0x85 && !(9...13).contains(value)
            let isDropped =
                isControl || value == 0xB || value == 0xC || (0x202A...0x202E).contains(value) || value == 0xFEFF
                || (0x2066...0x2069).contains(value) || scalar.properties.isNoncharacterCodePoint
            let cleaned = CleanText.text("a\(scalar)b")
            #expect(
                (cleaned.unicodeScalars.count == 2) == (isDropped || isComposed(scalar)),
                "U+\(String(value, radix: 16))")
            // With a control before it, the text takes the longer way.
            #expect(
                Array(CleanText.text("a\u{1}\(scalar)b").utf8) == Array(cleaned.utf8), "U+\(String(value, radix: 16))")
        }
    }

    /// Whether NFC joins it to the `a` before it.
    private func isComposed(_ scalar: Unicode.Scalar) -> Bool {
        "a\(scalar)".precomposedStringWithCanonicalMapping.unicodeScalars.count == 1
    }

    @Test(arguments: [
        "", " ", "\n\t", "\u{A0}", "\u{3000}", "\u{200B}", "\u{200D}\u{200C}", "\u{2060}\u{FEFF}", "\u{AD}", "\u{3164}",
        "\u{2800}", "\u{180E}", "\u{E0001}", "\u{FE0F}", "\u{202E}\0", "\u{61C}\u{200E}",
    ])
    func `of nothing visible is blank`(text: String) {
        #expect(CleanText.isBlank(text))
    }

    @Test(arguments: [".", "\u{200B}a", "é", "ـ", "😀", "0", "\u{FFFD}"])
    func `of anything visible is not`(text: String) {
        #expect(!CleanText.isBlank(text))
    }

    @Test(arguments: [
        ("abc", 3, "abc"), ("abc", 2, "ab"), ("abc", 0, ""), ("aé", 2, "a"), ("aé", 3, "aé"), ("a😀b", 4, "a"),
        ("a😀b", 5, "a😀"), ("مرحبا", 5, "مر"), ("ae\u{301}x", 3, "a"), ("👩\u{200D}💻", 7, ""),
    ])
    func `is cut between characters`(text: String, limit: Int, cut: String) {
        #expect(Array(CleanText.cut(text, limitBytes: limit).utf8) == Array(cut.utf8))
    }

    @Test(arguments: [
        ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("255.255.255.255", "255.255.255.255"),
        ("2001:DB8::1", "2001:db8::1"), ("2001:0db8:0000:0000:0000:0000:0000:0001", "2001:db8::1"), ("::", "::"),
        ("::1", "::1"), ("1::", "1::"), ("2001:db8:0:1:0:0:0:1", "2001:db8:0:1::1"),
        ("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1"),
        ("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1"), ("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8"),
        ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"),
        ("::ffff:192.0.2.1", "192.0.2.1"), ("::FFFF:c000:201", "192.0.2.1"),
        ("64:ff9b::192.0.2.1", "64:ff9b::c000:201"),
    ])
    func `of a network address is its canonical form`(text: String, canonical: String) {
        #expect(NetworkAddress.canonical(text) == canonical)
    }

    @Test(arguments: [
        "", "1", "1.2.3", "1.2.3.4.5", "256.0.0.1", "01.2.3.4", "1.2.3.4 ", "1.2.3.-4", "1.2.3.+4", "1.2.3.4:80",
        "[::1]",
        ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "::1:2:3:4:5:6:7:8", "12345::", "g::",
        "fe80::1%eth0",
        "1.2.3.4::", "::1.2.3", "1:2:3:4:5:6:7:1.2.3.4", "192.0.2.1, 192.0.2.2", "localhost", ":1", "1:", "::1:",
    ])
    func `that is no network address is told`(text: String) {
        #expect(NetworkAddress.canonical(text) == nil)
    }
}
