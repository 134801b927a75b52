extension Wordlist {
    /// The list as its file would be written: read again it is the same list, remarks aside.
    package var text: String {
        var lines = ["language: \(language)"]
        if !label.isEmpty { lines.append("label: \(label)") }
        lines.append("category: \(category)")
        let common = terms.first?.points ?? 0
        lines.append("points: \(Self.written(common))")
        if shadow { lines.append("shadow: true") }
        for term in terms { term.write(into: &lines, common: common) }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The shortest way to write points that reads as the same number.
    static func written(_ points: Double) -> String {
        let text = "\(points)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}

extension Wordlist.Term {
    fileprivate func write(into lines: inout [String], common: Double) {
        var fields = [text]
        fields.append(points == common ? "" : Wordlist.written(points))
        fields.append(flags.words.joined(separator: ","))
        fields.append(why)
        while fields.count > 1, fields.last == "" { fields.removeLast() }
        lines.append(fields.joined(separator: "\t"))
        lines += exceptions.map { "\t! \($0.text)" }
        lines += mustMatch.map { "\t+ \($0.text)" }
        lines += mustNotMatch.map { "\t- \($0.text)" }
    }
}

extension TermFlags {
    /// The names in a list, in the order of the alphabet.
    var words: [String] {
        Self.names.filter { contains($0.value) }.keys.sorted()
    }
}
