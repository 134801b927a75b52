import Moderation

/// What the decisions of one set's rows were worth, whatever the labels: positives not approved are caught.
package struct DecisionFigures: Sendable {
    /// The raw value is the key in JSON.
    package enum Figure: String, Sendable, CaseIterable {
        case caught, rejected
        case cleanFlagged = "clean_flagged_or_rejected"
        case cleanRejected = "clean_rejected"
        case precision, f1
    }

    private var values: [Figure: Double] = [:]

    package subscript(figure: Figure) -> Double? { values[figure] }

    init(_ rows: [EvaluatedRow]) {
        let clean = rows.filter { $0.label == .clean }.map(\.decision)
        let harmful = rows.filter { $0.label != .clean }.map(\.decision)
        let caught = harmful.count { $0 != .approve }
        let wrong = clean.count { $0 != .approve }
        if !harmful.isEmpty {
            values[.caught] = Double(caught) / Double(harmful.count)
            values[.rejected] = Double(harmful.count { $0 == .reject }) / Double(harmful.count)
        }
        if !clean.isEmpty {
            values[.cleanFlagged] = Double(wrong) / Double(clean.count)
            values[.cleanRejected] = Double(clean.count { $0 == .reject }) / Double(clean.count)
        }
        guard !harmful.isEmpty, !clean.isEmpty else { return }
        if caught + wrong > 0 { values[.precision] = Double(caught) / Double(caught + wrong) }
        values[.f1] = 2 * Double(caught) / Double(caught + wrong + harmful.count)
    }
}
