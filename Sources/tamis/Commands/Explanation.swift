import Moderation

/// A score in words, for whoever asks why.
struct Explanation {
    var score: Score
    var policy: Policy
    var body: String

    var text: String {
        let record = policy.decide(score, at: Instant(milliseconds: 0))
        let reasons = record.reasons.isEmpty ? "" : " (" + record.reasons.joined(separator: ", ") + ")"
        var lines = ["decision  \(record.decision.rawValue)\(reasons)", "language  \(score.language)"]
        for label in Label.allCases {
            let threshold = policy.thresholds[label]
            let reject = threshold.reject.map { "rejects from \(shown($0))" } ?? "never rejects"
            lines.append(
                "\(padded(label.rawValue, 8))  \(shown(score.points(label))) points, probability \(percent(label)); flags from \(shown(threshold.flag)), \(reject)"
            )
        }
        for signal in score.signals {
            let quotes = signal.evidence.prefix(5).compactMap(quote).joined(separator: " ")
            let note = signal.shadow ? " shadow" : ""
            lines.append(
                "  \(padded(shown(signal.points), 5)) \(padded(signal.name, 22)) \(signal.label.rawValue)\(note) \(quotes)"
            )
        }
        return lines.joined(separator: "\n")
    }

    private func quote(_ piece: Evidence) -> String? {
        guard piece.field == .body else { return "[\(piece.field.rawValue)]" }
        let bytes = Array(body.utf8)[piece.begin..<piece.end]
        return "“" + String(decoding: bytes, as: UTF8.self) + "”@\(piece.begin)"
    }

    private func percent(_ label: Label) -> String {
        shown(policy.probability(label, points: score.points(label)) * 100) + " %"
    }

    private func shown(_ points: Double) -> String {
        let tenths = Int((points * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.utf8.count))
    }
}
