import Foundation
import Moderation
import Testing

@testable import Scoring

@Suite struct WordlistTests {
    struct Bad: CustomTestStringConvertible, Sendable {
        var text: String
        var line: Int
        var testDescription: String { text }
    }

    private static let header = "language: en\nlabel: abuse\ncategory: insult\n"

    @Test(arguments: [
        Bad(text: "label: abuse\ncategory: insult\nword", line: 0),
        Bad(text: "language: en\nlabel: rude\ncategory: insult\nword", line: 2),
        Bad(text: "language: en\nlanguage: fr\ncategory: insult\nword", line: 2),
        Bad(text: header + "points: many\n", line: 4),
        Bad(text: header + "word\tmuch", line: 4),
        Bad(text: header + "word\t1\tloud", line: 4),
        Bad(text: header + "word\t1\t\twhy\tmore", line: 4),
        Bad(text: header + "\t! exception first", line: 4),
        Bad(text: header + "word\n\t? what", line: 5),
        Bad(text: header + "word\n\t+", line: 5),
        Bad(text: header + "wo*rd", line: 4),
        Bad(text: header + "wo{r,d", line: 4),
        Bad(text: header + "word{s}", line: 4),
        Bad(text: header + "...", line: 4),
        Bad(text: header + "\u{4E2D}\u{6587}", line: 4),
        Bad(text: header + String(repeating: "ab", count: 60), line: 4),
    ]) func `a bad list is refused with its line`(bad: Bad) {
        let error = #expect(throws: WordlistError.self) { try Wordlist.parse(bad.text, file: "en/insult.txt") }
        #expect(error?.line == bad.line)
        #expect(error?.file == "en/insult.txt")
    }

    @Test func `terms, flags, exceptions and examples are read`() throws {
        let text = """
            # who it is about
            language: fr
            label: spam
            category: casino
            points: 2
            gagner*\t3\texact,own\tpromet
            \t!gagner du temps
            \t+ gagnerez gros
            \t- il faut gagner du temps
            jeu{,x}
            """
        let list = try Wordlist.parse(text, file: "x")
        #expect(list.language == "fr" && list.category == "casino" && list.label == "spam")
        #expect(list.terms.map(\.points) == [3, 2])
        #expect(list.terms[0].flags == [.exact, .own])
        #expect(list.terms[0].why == "promet")
        #expect(list.terms[0].exceptions.map(\.text) == ["gagner du temps"])
        #expect(WordlistCheck.failures(in: [list]).isEmpty)
    }

    @Test func `an example that does not hold is named by its line`() throws {
        let text = Self.header + "points: 5\nzorglub\n\t+ a zorg\n\t- a zorglub\n"
        let failures = WordlistCheck.failures(in: [try Wordlist.parse(text, file: "en/insult.txt")])
        #expect(failures.map(\.line) == [6, 7])
    }

    @Test func `all shipped lists load and their examples hold`() throws {
        let lists = try Wordlist.load(folder: Shipped.folder("wordlists"))
        #expect(lists.count >= 30)
        let failures = WordlistCheck.failures(in: lists)
        #expect(failures.isEmpty, "\(failures.map(\.description).joined(separator: "\n"))")
    }

    @Test func `the version follows the content`() throws {
        let one = try Wordlist.parse(Self.header + "word\t1", file: "x")
        let same = try Wordlist.parse("# remark\n" + Self.header + "word\t1\t\twhy", file: "y")
        let other = try Wordlist.parse(Self.header + "word\t2", file: "x")
        #expect(Wordlist.version(of: [one]) == Wordlist.version(of: [same]))
        #expect(Wordlist.version(of: [one]) != Wordlist.version(of: [other]))
        #expect(Wordlist.version(of: [one]).utf8.count == 12)
    }

    @Test func `the fingerprint is SHA-256`() {
        #expect(Fingerprint.of([]) == "e3b0c44298fc")
        #expect(Fingerprint.of(Array("abc".utf8)) == "ba7816bf8f01")
        #expect(Fingerprint.of(Array(repeating: UInt8(ascii: "a"), count: 1_000)) == "41edece42d63")
    }
}

/// The files that ship, found from where this test stands.
enum Shipped {
    static func folder(_ name: String) -> String {
        URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent()
            .appendingPathComponent(name).path
    }
}
