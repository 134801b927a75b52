package import Moderation

/// How each signal fares on labelled sets, counted while rows are scored: nothing is kept of a row.
///
/// Only the sets labelled for a signal's label speak for or against it. Where else it stands on clean rows is counted
/// beside, since these were not checked for that label.
package struct RuleReport: Sendable {
    private struct Key: Hashable, Sendable {
        var name: String
        var label: Label
        var set: String
        var language: String
        var gold: GoldLabel
    }

    private struct Count: Sendable {
        var hits = 0
        /// In thousandths, so that the sum hangs on no order.
        var points = 0
    }

    private struct Place: Hashable, Sendable {
        var set: String
        var gold: GoldLabel
    }

    private var counts: [Key: Count] = [:]
    private var rows: [Place: Int] = [:]
    private var shadows: Set<String> = []

    package init() {}

    /// A signal that stands twice on a row is one hit.
    package mutating func add(_ signals: [Signal], of gold: GoldLabel, in set: String, language: String) {
        rows[Place(set: set, gold: gold), default: 0] += 1
        var seen: Set<Key> = []
        for signal in signals {
            let key = Key(name: signal.name, label: signal.label, set: set, language: language, gold: gold)
            counts[key, default: Count()].points += Int((signal.points * 1000).rounded())
            if signal.shadow { shadows.insert(signal.name) }
            if seen.insert(key).inserted { counts[key, default: Count()].hits += 1 }
        }
    }

    /// Each signal, spam before abuse, those with most hits first.
    package var rules: [RuleFigures] {
        let bySignal = Dictionary(grouping: counts) { RuleFigures.Name(name: $0.key.name, label: $0.key.label) }
        return bySignal.map { signal, counts in
            let gold = GoldLabel(signal.label)
            let labelled = Set(rows.keys.filter { $0.gold == gold }.map(\.set))
            func rowCount(_ wanted: GoldLabel) -> Int {
                rows.reduce(0) { $0 + (labelled.contains($1.key.set) && $1.key.gold == wanted ? $1.value : 0) }
            }
            let own = counts.filter { labelled.contains($0.key.set) && ($0.key.gold == gold || $0.key.gold == .clean) }
            let languages = Dictionary(grouping: own, by: \.key.language).map { language, counts in
                RuleFigures.LanguageFigures(
                    language: language, positiveHits: Self.hits(counts) { $0.gold == gold },
                    cleanHits: Self.hits(counts) { $0.gold == .clean })
            }
            let hits = Self.hits(counts) { _ in true }
            return RuleFigures(
                signal: signal, isShadow: shadows.contains(signal.name),
                positiveHits: Self.hits(own) { $0.gold == gold }, positiveRows: rowCount(gold),
                cleanHits: Self.hits(own) { $0.gold == .clean }, cleanRows: rowCount(.clean),
                cleanHitsElsewhere: Self.hits(counts) { $0.gold == .clean && !labelled.contains($0.set) },
                sets: Set(own.map(\.key.set)).count,
                meanPoints: Double(counts.reduce(0) { $0 + $1.value.points }) / 1000 / Double(max(1, hits)),
                languages: languages.sorted {
                    ($0.hits, $1.language) > ($1.hits, $0.language)
                })
        }.sorted {
            ($0.signal.label == .spam ? 0 : 1, -$0.hits, $0.signal.name)
                < ($1.signal.label == .spam ? 0 : 1, -$1.hits, $1.signal.name)
        }
    }

    private static func hits(_ counts: [(key: Key, value: Count)], _ isWanted: (Key) -> Bool) -> Int {
        counts.reduce(0) { $0 + (isWanted($1.key) ? $1.value.hits : 0) }
    }
}
