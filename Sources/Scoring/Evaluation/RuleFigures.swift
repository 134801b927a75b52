import Glibc
package import Moderation

/// One signal on the sets labelled for its label.
package struct RuleFigures: Sendable {
    package struct Name: Hashable, Sendable {
        package var name: String
        package var label: Label
    }

    package struct LanguageFigures: Sendable, Equatable {
        package var language: String
        package var positiveHits: Int
        package var cleanHits: Int

        package var hits: Int { positiveHits + cleanHits }
        /// Share of the hits that are on positive rows, as they come: not weighed.
        package var precision: Double { Double(positiveHits) / Double(max(1, hits)) }
    }

    package let signal: Name
    /// Recorded, not counted.
    package let isShadow: Bool
    package let positiveHits: Int
    package let positiveRows: Int
    package let cleanHits: Int
    package let cleanRows: Int
    /// On clean rows of sets that are not labelled for this label.
    package let cleanHitsElsewhere: Int
    /// Labelled sets in which it stands at all.
    package let sets: Int
    /// Points it gives where it stands, on the average of all rows.
    package let meanPoints: Double
    /// Most hits first.
    package let languages: [LanguageFigures]

    package var hits: Int { positiveHits + cleanHits }

    /// S/O, "spam over overall", as SpamAssassin's `hit-frequencies` computes it and rspamd reports it: the share of
    /// positive rows hit, divided by that share plus the share of clean rows hit. So both kinds weigh alike, however many
    /// rows of each the sets have: 1 stands on positive rows only, 0.5 says nothing, 0 speaks for a clean row.
    /// Nil without hits, or when one kind of row is missing.
    package var spamOverOverall: Double? {
        guard hits > 0, positiveRows > 0, cleanRows > 0 else { return nil }
        let positive = Double(positiveHits) / Double(positiveRows)
        let clean = Double(cleanHits) / Double(cleanRows)
        return positive / (positive + clean)
    }

    /// The points the data would give it if it stood alone: the natural logarithm of the ratio of both shares, half a hit
    /// added to each kind so that no count of 0 makes it infinite (Haldane 1955, Anscombe 1956). Nil as above.
    package var supportedPoints: Double? {
        guard hits > 0, positiveRows > 0, cleanRows > 0 else { return nil }
        let positive = (Double(positiveHits) + 0.5) / (Double(positiveRows) + 1)
        let clean = (Double(cleanHits) + 0.5) / (Double(cleanRows) + 1)
        return log(positive / clean)
    }
}
