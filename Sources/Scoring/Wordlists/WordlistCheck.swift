import Moderation

/// Runs the examples that stand below the terms of lists, with all lists together, as comments are scanned.
package enum WordlistCheck {
    /// From here on a term flags alone, and needs an example of its own.
    package static let strongPoints = 5.0

    /// Each example that does not hold: `+` must be found by its term, `-` must not.
    package static func failures(in lists: [Wordlist]) -> [WordlistError] {
        let scorer = Scorer(wordlists: lists, policy: Policy())
        var failures: [WordlistError] = []
        var number = 0
        for list in lists where list.role != .innocent {
            for term in list.terms {
                let examples = term.mustMatch.map { ($0, true) } + term.mustNotMatch.map { ($0, false) }
                for (example, wanted) in examples {
                    let found = scorer.terms(in: example.text, language: list.language).contains(number)
                    if found == wanted { continue }
                    let what = wanted ? "is not found in" : "is found in"
                    failures.append(
                        WordlistError(
                            file: list.file, line: example.line, what: "\"\(term.text)\" \(what) \"\(example.text)\""))
                }
                number += 1
            }
        }
        return failures
    }

    /// Each term that flags alone and has no `+` example.
    package static func withoutExample(in lists: [Wordlist]) -> [WordlistError] {
        lists.filter { $0.role == .points }.flatMap { list in
            list.terms.filter { $0.points >= strongPoints && $0.mustMatch.isEmpty }.map {
                WordlistError(
                    file: list.file, line: $0.line, what: "\"\($0.text)\" flags alone and has no \"+\" example")
            }
        }
    }
}

extension Scorer {
    /// Numbers of the terms that count in a text, in the order of the lists.
    fileprivate func terms(in text: String, language: String) -> Set<Int> {
        let facts = read(CommentContent(body: text, languageHint: language)).0
        return Set(facts.matches.map { facts.lexicon.terms[$0.term].origin })
    }
}
