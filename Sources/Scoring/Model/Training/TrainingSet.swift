import Moderation

/// Labelled comments as the model sees them, features in one flat array.
package struct TrainingSet: Sendable {
    /// One comment; its features stand in `places`.
    struct Row: Sendable {
        var words: Range<Int>
        var found: Range<Int>
        var points: ByLabel<Double>
        var label: GoldLabel
        /// Indices of `sets` and `languages`.
        var set: Int
        var language: Int
    }

    private(set) var rows: [Row] = []
    private(set) var places: [UInt32] = []
    private(set) var sets: [String] = []
    private(set) var languages: [String] = []
    private var setNumbers: [String: Int] = [:]
    private var languageNumbers: [String: Int] = [:]

    package init() {}

    package mutating func add(_ input: ModelInput, label: GoldLabel, set: String, language: String) {
        let begin = places.count
        places.append(contentsOf: input.places)
        let middle = places.count
        places.append(contentsOf: input.found)
        rows.append(
            Row(
                words: begin..<middle, found: middle..<places.count, points: input.points, label: label,
                set: Self.number(of: set, &sets, &setNumbers),
                language: Self.number(of: language, &languages, &languageNumbers)))
    }

    private static func number(of name: String, _ names: inout [String], _ numbers: inout [String: Int]) -> Int {
        if let number = numbers[name] { return number }
        numbers[name] = names.count
        names.append(name)
        return names.count - 1
    }
}
