import Store

/// Writes figures in the text format of Prometheus, version 0.0.4.
struct Exposition {
    enum Kind: String {
        case counter, gauge, histogram
    }

    /// Names and values of labels; none is ever a visitor's text.
    typealias Labels = KeyValuePairs<StaticString, String>

    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var text = ""

    /// Begins a metric; its samples follow.
    mutating func metric(_ name: StaticString, _ kind: Kind, _ help: StaticString) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    mutating func sample(_ name: StaticString, _ labels: Labels = [:], _ value: Int) {
        line("\(name)", labels, "\(value)")
    }

    mutating func sample(_ name: StaticString, _ labels: Labels = [:], _ value: Double) {
        line("\(name)", labels, "\(value)")
    }

    /// A metric of one number.
    mutating func single(_ name: StaticString, _ kind: Kind, _ help: StaticString, _ value: Double) {
        metric(name, kind, help)
        sample(name, [:], value)
    }

    /// A counter for each case of a label.
    mutating func counters<Key>(
        _ name: StaticString, _ help: StaticString, label: StaticString, _ counters: Counters<Key>
    ) where Key: RawRepresentable, Key.RawValue == String {
        metric(name, .counter, help)
        for key in Key.allCases { line("\(name)", [label: key.rawValue], "\(counters[key].value)") }
    }

    /// Durations, told in seconds.
    mutating func durations(_ name: StaticString, _ labels: Labels = [:], _ histogram: Histogram) {
        buckets(name, labels, histogram, bounds: histogram.bounds.map { "\(Double($0) / 1e9)" })
        line("\(name)_sum", labels, "\(Double(histogram.sum) / 1e9)")
    }

    /// Whole numbers.
    mutating func sizes(_ name: StaticString, _ histogram: Histogram) {
        buckets(name, [:], histogram, bounds: histogram.bounds.map { "\($0)" })
        line("\(name)_sum", [:], "\(histogram.sum)")
    }

    private mutating func buckets(
        _ name: StaticString, _ labels: Labels, _ histogram: Histogram, bounds: [String]
    ) {
        let counts = histogram.cumulative
        for (bound, count) in zip(bounds + ["+Inf"], counts) {
            line("\(name)_bucket", labels, more: "le=\"\(bound)\"", "\(count)")
        }
        line("\(name)_count", labels, "\(counts.last ?? 0)")
    }

    private mutating func line(_ name: String, _ labels: Labels, more: String? = nil, _ value: String) {
        let pairs = labels.map { "\($0)=\"\(Self.escaped($1))\"" } + (more.map { [$0] } ?? [])
        text += name + (pairs.isEmpty ? "" : "{\(pairs.joined(separator: ","))}") + " \(value)\n"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
