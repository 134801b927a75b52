import Moderation

extension Rule {
    /// How a comment came through the public form: nothing of its words.
    static let form = FormTrace.allCases.map { trace in
        spam(trace.rawValue) { $0.context.arrival.contains(trace) ? [] : nil }
    }
}
