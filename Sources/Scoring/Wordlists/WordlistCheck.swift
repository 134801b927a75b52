import Moderation

/// Runs the examples that stand below the terms of lists, with all lists together, as comments are scanned.
package enum WordlistCheck {
    /// Each example that does not hold: `+` must be found by its term, `-` must not.
    package static func failures(in lists: [Wordlist]) -> [WordlistError] {
        let scorer = Scorer(wordlists: lists, policy: Policy())
        var failures: [WordlistError] = []
        var number = 0
        for list in lists {
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
}

extension Scorer {
    /// Numbers of the terms that count in a text, in the order of the lists.
    fileprivate func terms(in text: String, language: String) -> Set<Int> {
        let facts = read(CommentContent(body: text, languageHint: language)).0
        return Set(facts.matches.map { facts.lexicon.terms[$0.term].origin })
    }
}
