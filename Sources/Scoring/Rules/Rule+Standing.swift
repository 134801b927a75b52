import Moderation

/// Who wrote it, as this site knows them: nothing of the words. What helps needs a key the form's backend vouches for; a typed
/// address alone, which anybody can type, helps a little at most.
extension Rule {
    static let standing: [Rule] = [
        spam("standing.banned") { holds($0) { $0.isBanned } },
        spam("standing.trusted") { holds($0) { $0.vouched == .trusted && !$0.isBanned } },
        Rule(name: "standing.trusted_tone", label: .abuse, reason: "insult") {
            holds($0) { $0.vouched == .trusted && !$0.isBanned }
        },
        // These two only weigh what the words leave in doubt: of a harmless comment they change nothing.
        spam("standing.known") { facts in
            guard isDoubtful(facts) else { return nil }
            return holds(facts) { past in
                past.vouched == nil && !past.isBanned
                    && (past.typed == .trusted || (past.approved >= 3 && past.rejected == 0))
            }
        },
        spam("standing.troubled") { facts in
            guard isDoubtful(facts) else { return nil }
            return holds(facts) { $0.rejected >= 2 && $0.rejected > $0.approved }
        },
    ]

    private static func isDoubtful(_ facts: Facts) -> Bool {
        facts.links.count > 0 || facts.presence.hasSpam || facts.presence.hasAbuse
    }

    private static func holds(_ facts: Facts, _ isSo: (AuthorPast) -> Bool) -> [Evidence]? {
        facts.context.author.map(isSo) == true ? [] : nil
    }
}
