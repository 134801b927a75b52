import Moderation

extension Rule {
    /// How much comes from the same author or network: nothing of the words.
    static let flood = FloodTrace.allCases.map { trace in
        spam(trace.rawValue) { $0.context.floods.contains(trace) ? [] : nil }
    }
}
