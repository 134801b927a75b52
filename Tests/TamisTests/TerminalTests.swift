import Foundation
import Synchronization
import Testing

@testable import tamis

@Suite struct TerminalTests {
    @Test(arguments: [
        ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("한국", 4), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("🇫🇷", 2),
        ("❤️", 2), ("سلام", 4), ("سَلَام", 4), ("ｗｉｄｅ", 8), ("\u{200B}", 0),
    ])
    func `a text takes the columns people see`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test(arguments: [
        ("abcdef", 4, "abc…"), ("日本語だ", 6, "日本…"), ("日本語だ", 5, "日本…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
        ("👩‍👩‍👧👩‍👩‍👧", 3, "👩‍👩‍👧…"), ("abc", 3, "abc"), ("سَلَام", 3, "سَلَ…"),
    ])
    func `a text is cut between characters`(text: String, width: Int, cut: String) {
        #expect(DisplayWidth.cut(text, to: width) == cut)
        #expect(DisplayWidth.of(cut) <= width)
    }

    private static let table = TextTable(
        [
            TextTable.Column(title: "ID", shrinks: false), TextTable.Column(title: "NAME", shrinks: true),
            TextTable.Column(title: "TEXT", shrinks: true),
        ],
        [
            ["cmt_1", "a short name", "日本語のとても長いコメントがここに続きます"],
            ["cmt_22", "x", "تعليق طويل جدا يستمر هنا إلى ما لا نهاية"],
        ])

    @Test func `piped, nothing is cut`() {
        let lines = Self.table.text(width: nil).split(separator: "\n")
        #expect(lines[1].hasSuffix("続きます"))
        #expect(lines[2].hasSuffix("نهاية"))
    }

    @Test(arguments: [30, 40, 60])
    func `in a terminal a table fits and its columns stand below each other`(width: Int) {
        let lines = Self.table.text(width: width).split(separator: "\n").map(String.init)
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= width })
        #expect(lines[1].hasPrefix("cmt_1   a short") && lines[2].hasPrefix("cmt_22  x"))
        #expect(lines[1].hasSuffix("…"))
    }

    @Test func `an id is never cut`() {
        #expect(Self.table.text(width: 5).contains("cmt_22"))
    }

    @Test func `a visitor's text turns neither the terminal nor its reading direction`() {
        #expect(PlainText.of("a\u{1B}[31mb\u{202E}c\u{2066}d\ne\u{7}") == "a[31mbcd\ne")
        #expect(PlainText.line("a\nb\u{2028}c\r\nd", limit: 20) == "a b c d")
    }

    /// A meter whose clock stands still until it is told, and what it wrote.
    private final class Bench: Sendable {
        let written = Mutex<[String]>([])
        let now = Mutex(ContinuousClock.now)

        func meter(isTerminal: Bool) -> ProgressMeter {
            ProgressMeter(
                isTerminal: isTerminal, width: 60, clock: { self.now.withLock { $0 } },
                write: { line in self.written.withLock { $0.append(line) } })
        }

        func pass(_ time: Duration) { now.withLock { $0 += time } }
        var lines: [String] { written.withLock { $0 } }
    }

    @Test func `a bar is drawn over on a terminal, and short work shows none`() {
        let bench = Bench()
        let meter = bench.meter(isTerminal: true)
        meter.show(AdminProgress(what: "copying", done: 0, total: 10))
        #expect(bench.lines.isEmpty)
        bench.pass(.seconds(1))
        meter.show(AdminProgress(what: "copying", done: 5, total: 10))
        meter.show(AdminProgress(what: "copying", done: 6, total: 10))
        #expect(bench.lines.count == 1)
        #expect(bench.lines[0].hasPrefix("\r\u{1B}[Kcopying  [##") && bench.lines[0].hasSuffix("·]  50 %"))
        meter.end()
        #expect(bench.lines.last == "\r\u{1B}[K")
    }

    @Test func `elsewhere a plain line stands every so often`() {
        let bench = Bench()
        let meter = bench.meter(isTerminal: false)
        for done in 0..<25 {
            meter.show(AdminProgress(what: "copying", done: done, total: 100))
            bench.pass(.seconds(1))
        }
        meter.end()
        #expect(bench.lines == ["copying: 10 %\n", "copying: 20 %\n"])
    }

    @Test func `a list is one JSON document with its columns' names`() throws {
        let report = AdminReport.table(
            [AdminColumn("id", "ID"), AdminColumn("spam", "SPAM"), AdminColumn("reasons", "REASONS")],
            rows: [
                [.text("cmt_1"), .number(0.1234), .texts(["spam", "insult"])], [.text("cmt_2"), .none, .texts([])],
            ])
        let rows = try #require(JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [[String: Any]])
        #expect(rows[0]["id"] as? String == "cmt_1")
        #expect(rows[0]["spam"] as? Double == 0.123)
        #expect(rows[0]["reasons"] as? [String] == ["spam", "insult"])
        #expect(rows[1]["spam"] is NSNull)
    }
}
