import Moderation

/// One comment as the model is taught with it: the same features that scoring reads, kept.
package struct ModelInput: Sendable {
    /// Places of words and runs, as often as they stand in the text.
    var places: [UInt32] = []
    /// Places of what the lists and rules found.
    var found: [UInt32] = []
    /// Points of lists and rules, within the policy's caps.
    var points = ByLabel(spam: 0.0, abuse: 0.0)
}

extension ModelText {
    /// What of a body gives no words: links, and names of groups of people, so that nobody is suspect for what he is.
    static func passedOver(_ facts: Facts) -> [Range<Int>] {
        guard facts.links.count > 0 || facts.presence.has(.group) else { return [] }
        var ranges = facts.links.ranges
        for match in facts.helpers(.group) { ranges.append(match.bytes) }
        ranges.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        return ranges
    }

    /// Calls `take` with the place of each signal of lists and rules, and of each kind of helper that stands in the comment.
    /// Composites, the policy's own, are among them: those a model has not learned have no weight.
    /// How a comment came and from whom no labelled text tells: of that a model can have learned nothing.
    static func forEachFound(_ signals: [Signal], _ facts: Facts, _ take: (Int) -> Void) {
        for signal in signals where !signal.shadow && !Rule.isOfArrival(signal.name) {
            take(place(signal.name, 8))
        }
        for helper in Helper.allCases where facts.presence.has(helper) { take(place(helper.rawValue, 9)) }
    }

    private static func place(_ name: String, _ kind: UInt64) -> Int {
        place(
            name.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } & (1 << 56 - 1), kind: kind
        )
    }
}
