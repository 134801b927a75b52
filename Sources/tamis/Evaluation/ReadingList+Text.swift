import Moderation
import Scoring

extension ReadingList {
    /// Rows with what was found in them, for people.
    func text(title: String, width: Int?) -> String {
        var lines = [title]
        for set in all {
            lines += ["", "\(set.set): \(set.count)"]
            for entry in set.entries { lines += entry.lines(width: width) }
        }
        if all.isEmpty { lines += ["", "none"] }
        return lines.joined(separator: "\n")
    }

    func write(_ key: String, into json: inout JSONWriter) {
        json.object(key) { json in
            for set in all {
                json.object(set.set) { json in
                    json.member("count", set.count)
                    json.array("rows") { list in
                        for entry in set.entries { list.object { entry.write(into: &$0) } }
                    }
                }
            }
        }
    }
}

extension ReadingList.Entry {
    fileprivate func lines(width: Int?) -> [String] {
        let content = row.row.content
        let limit = width.map { max(20, $0 - 4) } ?? 300
        var lines = [
            "  \(row.row.id)  \(row.decision.rawValue)  spam \(EvaluationTables.cell(row.scores.spam)) "
                + "abuse \(EvaluationTables.cell(row.scores.abuse))  \(row.score.language)"
                + (row.row.sublabel.isEmpty ? "" : "  (\(PlainText.line(row.row.sublabel, limit: 40)))"),
            "    " + PlainText.line(content.body, limit: limit),
        ]
        if !content.authorName.isEmpty { lines.append("    by " + PlainText.line(content.authorName, limit: 60)) }
        for signal in row.score.signals {
            let pieces = signal.evidence.prefix(6).map { "“" + PlainText.line(text(of: $0), limit: 60) + "”" }
            let note = signal.shadow ? " shadow" : ""
            lines.append(
                "      \(EvaluationTables.cell(signal.points, places: 1)) \(signal.name)\(note) "
                    + pieces.joined(separator: " "))
        }
        return lines
    }

    fileprivate func write(into json: inout JSONWriter) {
        json.member("id", row.row.id)
        json.member("decision", row.decision.rawValue)
        json.exact("spam", row.scores.spam)
        json.exact("abuse", row.scores.abuse)
        json.member("language", row.score.language)
        json.member("sublabel", row.row.sublabel)
        json.member("text", row.row.content.body)
        json.array("signals") { list in
            for signal in row.score.signals {
                list.object { json in
                    json.member("name", signal.name)
                    json.member("label", signal.label.rawValue)
                    json.member("points", signal.points)
                    if signal.shadow { json.member("shadow", true) }
                    json.member("pieces", signal.evidence.map(text))
                }
            }
        }
    }

    private func text(of piece: Evidence) -> String {
        let content = row.row.content
        let field =
            switch piece.field {
            case .body: content.body
            case .authorName: content.authorName
            case .authorURL: content.authorURL ?? ""
            }
        return String(decoding: Array(field.utf8)[piece.begin..<piece.end], as: UTF8.self)
    }
}
