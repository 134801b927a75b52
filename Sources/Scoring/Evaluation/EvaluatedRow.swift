package import Moderation

/// What people said of a comment in a labelled set.
package enum GoldLabel: String, Sendable, CaseIterable {
    case spam, abuse, clean

    /// The label of comments that do this harm.
    package init(_ label: Label) {
        switch label {
        case .spam: self = .spam
        case .abuse: self = .abuse
        }
    }
}

/// One labelled comment and what the engine made of it: all that measuring keeps of a row.
package struct EvaluatedRow: Sendable {
    package var id: String
    /// BCP 47, as the set says; `und` when it says nothing.
    package var language: String
    package var label: GoldLabel
    /// The finer label of the source; empty when there is none.
    package var sublabel: String
    /// Probabilities, 0…1.
    package var scores: ByLabel<Double>
    package var decision: Decision

    package init(
        id: String, language: String, label: GoldLabel, sublabel: String, scores: ByLabel<Double>, decision: Decision
    ) {
        self.id = id
        self.language = language
        self.label = label
        self.sublabel = sublabel
        self.scores = scores
        self.decision = decision
    }
}

/// The rows of one source.
package struct EvaluatedSet: Sendable {
    package var name: String
    package var rows: [EvaluatedRow]

    package init(name: String, rows: [EvaluatedRow]) {
        self.name = name
        self.rows = rows
    }
}
