import Foundation
import Moderation
import Scoring

/// Our side of `scoring.py`: gets ready, says so, then runs one round for each line it reads and prints what it took.
///
///     ScoringBench scan TEXTS TERMS…           fold and match only, with the terms of these files alone
///     ScoringBench score TEXTS CONFIG   whole scores: all lists, rules, policy, decision
///     ScoringBench hostile CONFIG       whole scores of texts made to be slow, of 4 KiB and of 64 KiB
///     ScoringBench load CONFIG         reads and compiles all lists
@main
enum ScoringBench {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch arguments.first {
        case "scan": try scan(texts(in: arguments[1]), arguments.dropFirst(2).map { try texts(in: $0) })
        case "score": try score(texts(in: arguments[1]), scorer(arguments[2]))
        case "hostile": try hostile(scorer(arguments[1]))
        case "load": try load(arguments[1])
        default: throw Usage()
        }
    }

    private struct Usage: Error {}

    private static func scorer(_ config: String) throws -> Scorer {
        try ScorerFiles(config: config).scorer()
    }

    /// Answers each line on standard input; each answer is written at once.
    private static func rounds(_ round: () throws -> [Measurement]) rethrows {
        print("ready")
        fflush(nil)
        while readLine() != nil {
            print(try round().map { "\($0.nanoseconds) \($0.checksum)" }.joined(separator: "\t"))
            fflush(nil)
        }
    }

    private static func scan(_ texts: [String], _ terms: [[String]]) throws {
        let lists = try terms.enumerated().map { number, terms in
            try Wordlist.parse(
                "language: en\nlabel: abuse\ncategory: insult\npoints: 1\n" + terms.joined(separator: "\n"),
                file: "terms-\(number)")
        }
        let scorer = Scorer(wordlists: lists, policy: Policy())
        let comments = texts.map { CommentContent(body: $0) }
        rounds {
            [Measurement { comments.reduce(0) { $0 + scorer.countMatches(in: $1) } }]
        }
    }

    private static func score(_ texts: [String], _ scorer: Scorer) {
        let comments = texts.map { CommentContent(body: $0) }
        let now = Instant(milliseconds: 0)
        rounds {
            [
                Measurement {
                    comments.reduce(0) { sum, comment in
                        let score = scorer.score(comment)
                        let decision = scorer.policy.decide(score, at: now).decision
                        return sum + (decision == .approve ? 0 : 1)
                    }
                }
            ]
        }
    }

    /// One measurement of 16 × 4 KiB and one of 64 KiB for each kind.
    private static func hostile(_ scorer: Scorer) {
        let cases = Hostile.kinds.map {
            (short: CommentContent(body: $0.text(4 << 10)), long: CommentContent(body: $0.text(64 << 10)))
        }
        print(Hostile.kinds.map(\.name).joined(separator: "\t"))
        rounds {
            cases.flatMap { texts in
                [
                    Measurement { (0..<16).reduce(0) { sum, _ in sum + scorer.score(texts.short).signals.count } },
                    Measurement { scorer.score(texts.long).signals.count },
                ]
            }
        }
    }

    private static func load(_ config: String) throws {
        _ = try scorer(config)
        try rounds {
            [try Measurement { try scorer(config).listsVersion.utf8.count }]
        }
    }
}
