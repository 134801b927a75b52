import Moderation
import Scoring

/// What became of each line of an imported list, and what to look at in the result.
struct ImportReport {
    let file: String
    let imported: WordlistImport
    /// What linting says of the new list beside those in force, on the lines of the imported file.
    let findings: [WordlistFinding]

    init(file: String, imported: WordlistImport, lists: [Wordlist]) {
        self.file = file
        self.imported = imported
        var list = imported.list
        list.renumber(imported.origins)
        findings = WordlistLint(lists + [list], only: [list.file]).findings
            .filter { $0.kind != .noExample }
    }

    /// One for each line that was not taken as it stands, and for each doubtful term.
    var lines: [String] {
        var told: [(number: Int, text: String)] = []
        for line in imported.lines {
            switch line.outcome {
            case .term(let term, _, let change):
                if let change { told.append((line.number, "\(change): \(term)")) }
            case .refused(let why): told.append((line.number, "refused: \(why)"))
            case .repeated(let first): told.append((line.number, "left out: says what line \(first) says"))
            case .skipped: break
            }
        }
        told += findings.map { ($0.line, "\($0.severity.rawValue): \($0.what)") }
        return told.sorted { $0.number < $1.number }.map { "\(file):\($0.number): \($0.text)" }
    }

    var summary: String {
        "\(imported.lines.count) lines: \(counts.taken) terms taken (\(counts.changed) of them changed), "
            + "\(counts.repeated) repeated, \(counts.refused) refused, \(counts.skipped) empty or remarks; "
            + "\(findings.count) warnings"
    }

    private var counts: (taken: Int, changed: Int, repeated: Int, refused: Int, skipped: Int) {
        var counts = (taken: 0, changed: 0, repeated: 0, refused: 0, skipped: 0)
        for line in imported.lines {
            switch line.outcome {
            case .term(_, _, let change):
                counts.taken += 1
                counts.changed += change == nil ? 0 : 1
            case .repeated: counts.repeated += 1
            case .refused: counts.refused += 1
            case .skipped: counts.skipped += 1
            }
        }
        return counts
    }

    var json: [UInt8] {
        let counts = counts
        return JSONWriter.object { json in
            json.member("lines", imported.lines.count)
            json.member("taken", counts.taken)
            json.member("changed", counts.changed)
            json.member("repeated", counts.repeated)
            json.member("refused", counts.refused)
            json.member("skipped", counts.skipped)
            json.member("list", imported.list.text)
            json.array("findings") { list in
                for finding in findings {
                    list.object { json in
                        json.member("kind", finding.kind.rawValue)
                        json.member("line", finding.line)
                        json.member("what", finding.what)
                    }
                }
            }
        }
    }
}
