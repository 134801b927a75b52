import Moderation

/// Frames around words of violence that the lists of threats do not spell out: an announced act against somebody, a
/// wish that somebody die.
extension Rule {
    // In characters.
    private static let intentionDistance = 16
    private static let victimDistance = 14
    private static let wishDistance = 24
    private static let toldDistance = 40

    static let threats: [Rule] = [
        Rule(name: "threat.frame", label: .abuse, reason: "threat") { facts in
            guard facts.presence.has(.violence), facts.presence.has(.intention), facts.presence.has(.address) else {
                return nil
            }
            let victims = facts.helpers(.address)
            // The act may name its victim: break your ….
            let acts = announced(facts).filter { act in victims.contains { $0.isNear(act, victimDistance) } }
            return acts.isEmpty ? nil : evidence(acts.map(\.bytes))
        },
        Rule(name: "threat.wish", label: .abuse, reason: "threat") { facts in
            guard facts.presence.has(.wish), facts.presence.has(.death) else { return nil }
            let meant = facts.helpers(.death).prefix(64).filter { !isTold($0, facts) }
            return pair(facts.helpers(.wish), Array(meant)) { wish, death in
                (-1..<wishDistance).contains(wish.gap(to: death)) && facts.isOneSentence(wish, death)
            }
        },
    ]

    /// Words of violence that are announced right before.
    private static func announced(_ facts: Facts) -> [Match] {
        let intentions = facts.helpers(.intention)
        return facts.helpers(.violence).prefix(64).filter { act in
            intentions.contains { intention in
                (-1..<intentionDistance).contains(intention.gap(to: act)) && facts.isOneSentence(intention, act)
            } && !isTold(act, facts)
        }
    }

    /// Whether it is denied, or told of as somebody else's words.
    private static func isTold(_ match: Match, _ facts: Facts) -> Bool {
        (facts.helpers(.report) + facts.helpers(.negation)).contains { other in
            (0..<toldDistance).contains(other.gap(to: match)) && facts.isOneSentence(other, match)
        }
    }
}
