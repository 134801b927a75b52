import Moderation

/// What an advertisement says beside its wares: what the reader shall do, what it costs, whom it flatters.
extension Rule {
    // In characters.
    private static let tradeDistance = 80
    private static let rateDistance = 16
    private static let offerDistance = 60

    static let actions: [Rule] = [
        spam("action.any") { facts in
            let actions = facts.helpers(.action)
            return actions.isEmpty ? nil : evidence(actions.map(\.bytes))
        },
        spam("action.link") { facts in
            guard facts.links.count > 0 else { return nil }
            let actions = facts.helpers(.action)
            return actions.isEmpty ? nil : evidence(actions.map(\.bytes))
        },
        spam("action.trade") { facts in
            guard facts.presence.hasSpam else { return nil }
            let actions = facts.helpers(.action)
            guard !actions.isEmpty else { return nil }
            return pair(actions, facts.trade) { $0.isNear($1, tradeDistance) }
        },
        spam("action.several") { facts in
            let actions = facts.helpers(.action)
            guard actions.count >= 2 else { return nil }
            // Longer terms hold shorter ones: what overlaps is one call.
            var ends = -1
            var calls = 0
            for action in actions {
                if action.glyphs.lowerBound > ends { calls += 1 }
                ends = max(ends, action.glyphs.upperBound)
            }
            return calls >= 2 ? evidence(actions.map(\.bytes)) : nil
        },
    ]

    static let money: [Rule] = [
        // A price or "100 %" where something is offered; alone it is news.
        spam("money.offer") { facts in
            guard facts.glyphs.digits > 0, facts.presence.hasSpam || facts.presence.has(.action) else { return nil }
            let amounts = facts.amounts
            guard !amounts.isEmpty else { return nil }
            return pair(facts.helpers(.action) + facts.trade, amounts) { $0.isNear($1, offerDistance) }
        },
        spam("money.rate") { facts in
            guard facts.glyphs.digits > 0, facts.presence.has(.rate) else { return nil }
            return pair(facts.helpers(.rate), facts.amounts) { rate, amount in
                (0..<rateDistance).contains(amount.gap(to: rate))
            }
        },
    ]

    static let template: [Rule] = [
        spam("template.spun") { facts in
            guard facts.glyphs.hasSign("{") || facts.glyphs.hasSign("%") || facts.glyphs.hasSign("[") else {
                return nil
            }
            let found = facts.placeholders
            return found.isEmpty ? nil : evidence(found)
        },
        // Praise alone is kind; beside a link it wants something.
        spam("template.praise") { facts in
            guard facts.presence.has(.praise), facts.links.count > 0 || !facts.authorURL.isEmpty else { return nil }
            return evidence(facts.helpers(.praise).map(\.bytes))
        },
    ]
}

extension Facts {
    /// Terms of spam in the body.
    fileprivate var trade: [Match] {
        guard presence.hasSpam else { return [] }
        return matches.filter { $0.field == .body && category(of: $0).label == "spam" }
    }
}
