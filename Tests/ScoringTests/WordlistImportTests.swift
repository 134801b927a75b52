import Testing

@testable import Scoring

@Suite struct WordlistImportTests {
    private static func imported(_ text: String, _ format: ImportFormat) throws -> WordlistImport {
        try WordlistImport(
            text, format: format,
            header: .init(language: "fr", label: "abuse", category: "insult", points: 3), file: "new.txt")
    }

    /// What became of each line, in short.
    private static func outcomes(_ text: String, _ format: ImportFormat) throws -> [String] {
        try imported(text, format).lines.map { line in
            switch line.outcome {
            case .term(let term, let points, let change):
                "\(term)" + (points.map { " \($0)" } ?? "") + (change == nil ? "" : " changed")
            case .skipped: "skipped"
            case .repeated(let first): "repeats \(first)"
            case .refused: "refused"
            }
        }
    }

    @Test func `a plain list is whole words, and every line has an outcome`() throws {
        let text = "# remark\r\nzorglub\r\n\r\nZORGLUB\r\nune phrase\nzut*\n#\n...\nwo*rd\n"
        #expect(
            try Self.outcomes(text, .plain) == [
                "skipped", "zorglub", "skipped", "repeats 2", "une phrase", "zut*", "skipped", "refused", "refused",
            ])
        #expect(try Self.imported(text, .plain).origins == [2, 5, 6])
    }

    @Test func `WordPress keys are found inside words, addresses are not taken`() throws {
        let text =
            "zorglub\nass\nspam@example.org\n192.0.2.1\n192.0.2.\n2001:db8::1\nhttps://casino.example/win?x=1\n"
            + "www.loans.example\n[url=\n#zut#\n"
        #expect(
            try Self.outcomes(text, .wordpress) == [
                "*zorglub*", "ass changed", "refused", "refused", "refused", "refused", "casino.example changed",
                "loans.example changed", "*[url=*", "zut changed",
            ])
    }

    @Test func `CSV has points, a first line that names the columns, and quotes`() throws {
        let text = "id,word,severity\n1,\"zut, alors\",2\n2,zorglub,99\n3,snafflox,\n4,plimf,much\n5\n6,\"open,1\n"
        #expect(
            try Self.outcomes(text, .csv) == [
                "skipped", "zut, alors 2.0", "zorglub 8.0 changed", "snafflox", "refused", "refused", "refused",
            ])
        #expect(try Self.outcomes("zorglub;4\nzut;0.5", .csv) == ["zorglub 4.0", "zut 0.5"])
        #expect(try Self.imported("term\nzorglub\n", .csv).list.terms.map(\.points) == [3])
    }

    @Test func `the new list reads as it was made`() throws {
        let list = try Self.imported("zorglub\nzut*\nlabel: abuse\npoints: 5\n{zut}\n", .plain).list
        let again = try Wordlist.parse(list.text, file: "again.txt")
        #expect(Wordlist.version(of: [again]) == Wordlist.version(of: [list]))
        #expect(again.terms.map(\.text) == ["zorglub", "zut*", "label  abuse", "points  5", "zut"])
    }

    @Test func `a wrong header is refused`() {
        #expect(throws: WordlistError.self) {
            try WordlistImport(
                "zut", format: .plain, header: .init(language: "fr", label: "", category: "insult", points: 3),
                file: "x")
        }
    }
}
