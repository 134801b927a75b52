import Moderation
import Testing

@testable import ReviewUI

@Suite struct HighlightTests {
    struct Case: Sendable {
        let text: String
        let places: [(Int, Int)]
        /// Marked parts in brackets.
        let shown: String
    }

    @Test(arguments: [
        Case(text: "plain words", places: [], shown: "plain words"),
        Case(text: "plain words", places: [(0, 5)], shown: "[plain] words"),
        Case(text: "plain words", places: [(6, 11), (0, 5)], shown: "[plain] [words]"),
        Case(text: "plain words", places: [(0, 4), (2, 8), (8, 9)], shown: "[plain wor]ds"),
        Case(text: "plain words", places: [(0, 11), (2, 3)], shown: "[plain words]"),
        // Two bytes a letter: a place that cuts one is widened to whole letters.
        Case(text: "كلام جميل", places: [(0, 8)], shown: "[كلام] جميل"),
        Case(text: "كلام جميل", places: [(9, 16)], shown: "كلام [جميل]"),
        Case(text: "é!", places: [(1, 2)], shown: "[é]!"),
        Case(text: "a 😀 b", places: [(3, 4)], shown: "a [😀] b"),
        // Places that lie outside the text.
        Case(text: "abc", places: [(2, 99)], shown: "ab[c]"),
        Case(text: "abc", places: [(3, 5), (-1, 2), (2, 2), (2, 1)], shown: "abc"),
        Case(text: "", places: [(0, 1)], shown: ""),
    ])
    func `text is cut at its evidence and keeps every byte`(_ row: Case) {
        let evidence = row.places.map { Evidence(begin: $0.0, end: $0.1) }
        let signal = Signal(name: "test.rule", label: .spam, reason: "spam", points: 1, evidence: evidence)
        let pieces = Highlight.pieces(of: row.text, field: .body, signals: [signal])
        #expect(pieces.map { $0.isMarked ? "[\($0.text)]" : $0.text }.joined() == row.shown)
        #expect(pieces.map(\.text).joined() == row.text)
    }

    @Test func `another field and a rule that is only watched mark nothing`() {
        let evidence = [Evidence(begin: 0, end: 3)]
        let signals = [
            Signal(name: "a.b", label: .spam, reason: "spam", points: 1, evidence: evidence, shadow: true),
            Signal(
                name: "a.c", label: .spam, reason: "spam", points: 1,
                evidence: [Evidence(field: .authorName, begin: 0, end: 3)]),
        ]
        #expect(Highlight.pieces(of: "abcdef", field: .body, signals: signals).map(\.isMarked) == [false])
        #expect(Highlight.pieces(of: "abcdef", field: .authorName, signals: signals).map(\.text) == ["abc", "def"])
    }

    @Test func `an excerpt begins before evidence that lies far down`() {
        let text = String(repeating: "é", count: 500) + "found" + String(repeating: "ü", count: 500)
        let signal = Signal(
            name: "a.b", label: .spam, reason: "spam", points: 1, evidence: [Evidence(begin: 1000, end: 1005)])
        let pieces = Highlight.excerpt(of: text, signals: [signal], limit: 101)
        #expect(pieces.first?.text == "…")
        #expect(pieces.last?.text == "…")
        #expect(pieces.filter(\.isMarked).map(\.text) == ["found"])
        #expect(pieces.map(\.text).joined().utf8.count <= 101 + 2 * "…".utf8.count)
        #expect(!pieces.map(\.text).joined().contains("\u{FFFD}"))
    }
}
