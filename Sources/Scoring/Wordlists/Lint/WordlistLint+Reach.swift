extension WordlistLint {
    /// Terms that are never found, or for which another of their label always speaks.
    func reachFindings(_ probe: WordlistProbe) -> [WordlistFinding] {
        var findings: [WordlistFinding] = []
        for (number, list) in lists.enumerated() where list.role == .points && isTold(list) {
            for index in list.terms.indices {
                let place = WordlistProbe.Place(list: number, term: index)
                if var finding = unreachable(place, probe) {
                    finding.file = list.file
                    finding.line = list.terms[index].line
                    findings.append(finding)
                }
            }
        }
        return findings
    }

    private func unreachable(_ place: WordlistProbe.Place, _ probe: WordlistProbe) -> WordlistFinding? {
        let term = probe.term(at: place)
        func finding(_ severity: WordlistFinding.Severity, _ what: String) -> WordlistFinding {
            WordlistFinding(severity: severity, kind: .unreachable, file: "", line: 0, what: what)
        }
        let language = probe.list(of: place).language
        var rival: WordlistProbe.Place?
        for text in WordlistProbe.texts(of: term.text) + WordlistProbe.longerTexts(of: term.text) {
            let hits = probe.hits(in: text, language: language)
            for hit in hits where hit.place == place {
                guard let outdoing = hits.first(where: { outdoes($0, hit, probe, language) }) else { return nil }
                rival = outdoing.place
            }
        }
        guard let rival else {
            return finding(
                .error, "\(Self.named(term)) is not found in its own text: an exception or the allowlist holds it")
        }
        // Lists of other languages stand on their own: each must be whole without the others.
        guard [language, "und"].contains(probe.list(of: rival).language) else { return nil }
        let other = probe.term(at: rival)
        // Nothing is lost by it, but whoever changes its points will wonder.
        return finding(
            .warning,
            "\(Self.named(term)) never counts: \(Self.named(other)) at \(probe.list(of: rival).file):\(other.line) "
                + "holds it and weighs as much")
    }

    /// As the sum of points has it: the longer term that weighs as much speaks for both, of two equal ones the first.
    private func outdoes(
        _ other: WordlistProbe.Hit, _ hit: WordlistProbe.Hit, _ probe: WordlistProbe, _ language: String
    ) -> Bool {
        let (list, rivalList) = (probe.list(of: hit.place), probe.list(of: other.place))
        let (term, rival) = (probe.term(at: hit.place), probe.term(at: other.place))
        let isWatched =
            (list.shadow || term.flags.contains(.shadow)) != (rivalList.shadow || rival.flags.contains(.shadow))
        // Where the other is not looked for, this one may still speak.
        guard rival.flags.isSubset(of: term.flags.union([.arabizi, .native, .endings])), rival.exceptions.isEmpty else {
            return false
        }
        guard other.place != hit.place, list.label == rivalList.label, !isWatched, rival.points >= term.points,
            probe.counts(other.place, in: language), other.glyphs.lowerBound <= hit.glyphs.lowerBound,
            other.glyphs.upperBound >= hit.glyphs.upperBound
        else { return false }
        return other.glyphs != hit.glyphs || rival.points > term.points
            || (other.place.list, other.place.term) < (hit.place.list, hit.place.term)
    }

    /// Exceptions inside which their term is not found anyway.
    var exceptionFindings: [WordlistFinding] {
        let bare = WordlistProbe(lists.filter { $0.role != .allowlist }) { _, term in term.exceptions = [] }
        var findings: [WordlistFinding] = []
        for (number, list) in bare.lists.enumerated() where list.role == .points && isTold(list) {
            for (index, term) in list.terms.enumerated() {
                let place = WordlistProbe.Place(list: number, term: index)
                for exception in term.exceptions {
                    let applies = WordlistProbe.texts(of: exception.text).contains { text in
                        bare.hits(in: text, language: list.language).contains { $0.place == place }
                    }
                    if applies { continue }
                    findings.append(
                        WordlistFinding(
                            severity: .warning, kind: .idleException, file: list.file, line: term.line,
                            what:
                                "the exception \"\(exception.text)\" does nothing: \(Self.named(term)) is not found in it"
                        ))
                }
            }
        }
        return findings
    }
}
