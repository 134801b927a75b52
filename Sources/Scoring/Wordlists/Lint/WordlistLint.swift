/// Finds what is wrong or doubtful in lists. All lists are needed, since they are scanned for together; `files` limits
/// what is told.
package struct WordlistLint {
    let lists: [Wordlist]
    /// Only findings in these files; nil tells all.
    let files: Set<String>?

    package init(_ lists: [Wordlist], only files: Set<String>? = nil) {
        self.lists = lists
        self.files = files
    }

    /// In the order of files and lines.
    package var findings: [WordlistFinding] {
        let probe = WordlistProbe(lists)
        let unreachable = reachFindings(probe)
        // Of a term that never counts it need not be said that another has its spelling.
        let duplicates = duplicateFindings.filter { one in
            !unreachable.contains { $0.file == one.file && $0.line == one.line }
        }
        return Self.sorted(
            pointsFindings + unreachable + duplicates + exampleFindings + exceptionFindings
                + innocentFindings(probe))
    }

    /// What could not be read, as findings.
    package static func findings(of problems: [WordlistError]) -> [WordlistFinding] {
        problems.map {
            WordlistFinding(severity: .error, kind: .syntax, file: $0.file, line: $0.line, what: $0.what)
        }
    }

    package static func sorted(_ findings: [WordlistFinding]) -> [WordlistFinding] {
        findings.enumerated().sorted { one, other in
            (one.element.file, one.element.line, one.offset) < (other.element.file, other.element.line, other.offset)
        }.map(\.element)
    }

    func isTold(_ list: Wordlist) -> Bool { files?.contains(list.file) ?? true }

    /// A term in quotes, cut when its braces are many.
    static func named(_ term: Wordlist.Term) -> String {
        "\"" + (term.text.count > 48 ? term.text.prefix(47) + "…" : term.text) + "\""
    }

    /// Points that are in the table of `wordlists/README.md`.
    package static func isGraded(_ points: Double) -> Bool {
        points > 0 && points <= 8
    }

    private var pointsFindings: [WordlistFinding] {
        var findings: [WordlistFinding] = []
        for list in lists where list.role == .points && isTold(list) {
            for term in list.terms where !Self.isGraded(term.points) {
                let what =
                    term.points == 0
                    ? "\(Self.named(term)) gives no points: name them in the line or in the header \"points:\""
                    : "\(Wordlist.written(term.points)) points are not in the table: it ends at 8, and 0 gives nothing"
                findings.append(
                    WordlistFinding(severity: .error, kind: .points, file: list.file, line: term.line, what: what))
            }
        }
        return findings
    }

    /// A spelling that stands twice in a list, or in two lists of a language that both give points under one label.
    private var duplicateFindings: [WordlistFinding] {
        struct Spelled: Hashable {
            var scope: String
            var spelling: TermSpelling
        }
        var first: [Spelled: (list: Int, term: Int)] = [:]
        var findings: [WordlistFinding] = []
        for (number, list) in lists.enumerated() where list.role != .innocent {
            let scope = list.role == .points ? "\(list.language) \(list.label)" : list.file
            for (place, term) in list.terms.enumerated() {
                var told = false
                for spelling in term.spellings {
                    let key = Spelled(scope: scope, spelling: spelling)
                    guard let other = first[key] else {
                        first[key] = (number, place)
                        continue
                    }
                    if other.list == number, other.term == place || told { continue }
                    guard isTold(list), !told else { continue }
                    told = true
                    let rival = lists[other.list].terms[other.term]
                    findings.append(
                        WordlistFinding(
                            severity: .warning, kind: .duplicate, file: list.file, line: term.line,
                            what: "\"\(spelling.shown)\" of \(Self.named(term)) is also one of \(Self.named(rival)) at "
                                + "\(lists[other.list].file):\(rival.line)"))
                }
            }
        }
        return findings
    }

    private var exampleFindings: [WordlistFinding] {
        var findings = WordlistCheck.failures(in: lists).map {
            WordlistFinding(severity: .error, kind: .example, file: $0.file, line: $0.line, what: $0.what)
        }
        if let files { findings = findings.filter { files.contains($0.file) } }
        for list in lists where list.role == .points && isTold(list) {
            let bare = list.terms.filter { $0.points >= WordlistCheck.strongPoints && $0.mustMatch.isEmpty }
            guard let first = bare.first else { continue }
            let lines =
                bare.prefix(8).map { String($0.line) }.joined(separator: ", ") + (bare.count > 8 ? " …" : "")
            findings.append(
                WordlistFinding(
                    severity: .warning, kind: .noExample, file: list.file, line: first.line,
                    what: "\(bare.count) terms that flag alone have no \"+\" example of their own: lines \(lines)"))
        }
        return findings
    }
}
