extension Wordlist {
    /// Longest line, most terms and most ways to spell one term: bounds on what a list may ask for.
    static let mostLineBytes = 1_000
    static let mostTerms = 50_000

    /// Reads a list from its text; the first problem refuses it. `file` is only named in errors.
    package static func parse(_ text: String, file: String) throws(WordlistError) -> Wordlist {
        let reading = WordlistReading(text, file: file)
        if let problem = reading.problems.first { throw problem }
        guard let list = reading.list else { preconditionFailure("a list without a problem was read") }
        return list
    }
}

/// A list as far as it could be read, and everything that is wrong in it.
package struct WordlistReading: Sendable {
    /// Nil without its headers. Lines with a problem are left out.
    package let list: Wordlist?
    package let problems: [WordlistError]
    /// As it was named to the reader.
    package let file: String

    /// Most problems that are told of one file.
    static let mostProblems = 1_000

    init(list: Wordlist?, problems: [WordlistError], file: String) {
        self.list = list
        self.file = file
        self.problems = problems
    }

    package init(_ text: String, file: String) {
        var parser = WordlistParser(file: file)
        var problems: [WordlistError] = []
        var number = 0
        // By bytes: to a text of characters CR LF is one that is not LF.
        for bytes in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            var line = Substring(bytes)
            if bytes.last == UInt8(ascii: "\r") { line.unicodeScalars.removeLast() }
            do throws(WordlistError) {
                try parser.read(line, number)
            } catch {
                problems.append(error)
                if problems.count == Self.mostProblems { break }
            }
        }
        do throws(WordlistError) {
            list = try parser.finish()
        } catch {
            list = nil
            problems.append(error)
        }
        self.problems = problems
        self.file = file
    }
}

private struct WordlistParser {
    let file: String
    var headers: [String: (value: String, line: Int)] = [:]
    var terms: [Wordlist.Term] = []
    var defaultPoints = 0.0
    /// The last term could not be read: what stands below it belongs to no term.
    var isAstray = false

    mutating func read(_ line: Substring, _ number: Int) throws(WordlistError) {
        guard line.utf8.count <= Wordlist.mostLineBytes else {
            throw error(number, "the line is longer than 1,000 bytes")
        }
        if line.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) || line.utf8.first == UInt8(ascii: "#") { return }
        if line.utf8.first == 0x20 || line.utf8.first == 0x09 {
            try readBelowTerm(trimmed(line), number)
        } else if terms.isEmpty, let colon = line.utf8.firstIndex(of: UInt8(ascii: ":")),
            Self.headerNames.contains(String(line[..<colon]))
        {
            try readHeader(String(line[..<colon]), trimmed(line[line.index(after: colon)...]), number)
        } else {
            try readTerm(line, number)
        }
    }

    func finish() throws(WordlistError) -> Wordlist {
        guard let language = headers["language"]?.value else { throw error(0, "the header \"language:\" is missing") }
        guard let category = headers["category"]?.value else { throw error(0, "the header \"category:\" is missing") }
        let role: Wordlist.Role =
            switch category {
            case "allowlist": .allowlist
            case "innocent": .innocent
            case _ where Helper(rawValue: category) != nil: .helper
            default: .points
            }
        let label = headers["label"]?.value ?? ""
        if role == .points, label != "spam", label != "abuse" {
            throw error(headers["label"]?.line ?? 0, "\"label:\" must be spam or abuse")
        }
        return Wordlist(
            language: language, category: category, file: file, label: label, role: role,
            shadow: headers["shadow"]?.value == "true", terms: terms)
    }

    private static let headerNames: Set<String> = [
        "language", "label", "category", "points", "shadow", "arabizi",
    ]

    private mutating func readHeader(_ name: String, _ value: String, _ number: Int) throws(WordlistError) {
        if headers[name] != nil { throw error(number, "\"\(name):\" is given twice") }
        headers[name] = (value, number)
        switch name {
        case "points":
            guard let points = Double(value), points.isFinite, abs(points) <= 100 else {
                throw error(number, "points must be a number from -100 to 100")
            }
            defaultPoints = points
        case "shadow", "arabizi":
            guard value == "true" || value == "false" else { throw error(number, "\(name) must be true or false") }
        default:
            let isName = value.utf8.allSatisfy {
                $0 == 0x2D || $0 >= 0x30 && $0 < 0x3A || $0 | 0x20 >= 0x61 && $0 | 0x20 < 0x7B
            }
            guard isName, !value.isEmpty else {
                throw error(number, "\"\(name):\" must be letters, digits and hyphens")
            }
        }
    }

    private mutating func readTerm(_ line: Substring, _ number: Int) throws(WordlistError) {
        guard terms.count < Wordlist.mostTerms else { throw error(number, "more than 50,000 terms") }
        isAstray = true
        let fields = line.utf8.split(separator: 0x09, omittingEmptySubsequences: false).map { trimmed(Substring($0)) }
        guard fields.count <= 4 else { throw error(number, "more than four fields") }
        guard let text = fields.first, !text.isEmpty else { throw error(number, "the term is empty") }
        var points = defaultPoints
        if fields.count > 1, !fields[1].isEmpty {
            guard let own = Double(fields[1]), own.isFinite, abs(own) <= 100 else {
                throw error(number, "points must be a number from -100 to 100")
            }
            points = own
        }
        var flags = TermFlags()
        if fields.count > 2 {
            for name in fields[2].split(separator: ",") {
                guard let flag = TermFlags.names[trimmed(name)] else { throw error(number, "no such flag: \(name)") }
                flags.insert(flag)
            }
        }
        if headers["arabizi"]?.value == "true", !flags.contains(.native) { flags.insert(.arabizi) }
        let why = fields.count > 3 ? fields[3] : ""
        terms.append(
            Wordlist.Term(
                text: text, spellings: try spellings(of: text, number),
                arabizi: flags.contains(.arabizi) ? try arabizi(of: text, number) : TermSpellings(), line: number,
                points: points, flags: flags, why: why))
        isAstray = false
    }

    private mutating func readBelowTerm(_ text: String, _ number: Int) throws(WordlistError) {
        if isAstray { return }
        guard let last = terms.indices.last else { throw error(number, "an indented line must stand below a term") }
        guard let kind = text.first else { return }
        let rest = trimmed(text.dropFirst())
        guard !rest.isEmpty else { throw error(number, "nothing follows \"\(kind)\"") }
        switch kind {
        case "!":
            terms[last].exceptions.append(Wordlist.Exception(text: rest, spellings: try spellings(of: rest, number)))
        case "+": terms[last].mustMatch.append(Wordlist.Example(text: rest, line: number))
        case "-": terms[last].mustNotMatch.append(Wordlist.Example(text: rest, line: number))
        default: throw error(number, "an indented line must begin with !, + or -")
        }
    }

    private func spellings(of text: String, _ number: Int) throws(WordlistError) -> TermSpellings {
        do throws(TermSpelling.Problem) {
            return try TermSpelling.all(of: text)
        } catch {
            throw self.error(number, error.description)
        }
    }

    private func arabizi(of text: String, _ number: Int) throws(WordlistError) -> TermSpellings {
        var spellings = TermSpellings()
        do throws(TermSpelling.Problem) {
            for plain in try TermSpelling.expandBraces(text) { Arabizi.append(spellingsOf: plain, to: &spellings) }
        } catch {
            throw self.error(number, error.description)
        }
        return spellings
    }

    private func trimmed(_ text: some StringProtocol) -> String {
        var part = Substring(text).utf8
        while part.first == 0x20 || part.first == 0x09 { part = part.dropFirst() }
        while part.last == 0x20 || part.last == 0x09 { part = part.dropLast() }
        return String(Substring(part))
    }

    private func error(_ line: Int, _ what: String) -> WordlistError {
        WordlistError(file: file, line: line, what: what)
    }
}
