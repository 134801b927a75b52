package import HTTPTypes
import Store

/// Requests by route, method and class of status. What is counted is fixed when the routes are: a request costs one
/// look-up and three additions, no lock.
package final class RequestMeasures: Sendable {
    /// What no route takes: unknown paths, and methods a path does not have.
    static let none = "none"

    enum StatusClass: String, Sendable, CaseIterable {
        case success = "2xx"
        case redirection = "3xx"
        case refused = "4xx"
        case failed = "5xx"

        init(_ status: HTTPResponse.Status) {
            switch status.code {
            case ..<300: self = .success
            case ..<400: self = .redirection
            case ..<500: self = .refused
            default: self = .failed
            }
        }
    }

    struct Line: Sendable {
        let path: String
        let methods: [(name: String, statuses: Counters<StatusClass>)]
        let durations = Histogram(
            microseconds: [
                1000, 2500, 5000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000,
            ])

        func statuses(of method: String) -> Counters<StatusClass>? { methods.first { $0.name == method }?.statuses }
    }

    /// In the order of the routes.
    let lines: [Line]
    let underWay = Counter()
    private let byPath: [String: Line]
    private let other: Line

    /// `taken` are the routes that stand on the router. HEAD goes wherever GET does.
    package init(of taken: [(path: String, method: HTTPRequest.Method)]) {
        var paths: [String] = []
        for route in taken where !paths.contains(route.path) { paths.append(route.path) }
        let lines = paths.map { path in
            let methods = taken.filter { $0.path == path }.flatMap { $0.method == .get ? [.get, .head] : [$0.method] }
            return Line(path: path, methods: methods.map { ($0.rawValue, Counters()) })
        }
        let other = Line(path: Self.none, methods: [("other", Counters())])
        self.lines = lines + [other]
        self.other = other
        byPath = Dictionary(uniqueKeysWithValues: lines.map { ($0.path, $0) })
    }

    /// Counts an answered request; `path` is the route's, as the router has it.
    func count(_ path: String?, _ method: HTTPRequest.Method, _ status: HTTPResponse.Status, _ duration: Duration) {
        let known = path.flatMap { byPath[$0] }
        if let known, let statuses = known.statuses(of: method.rawValue) {
            statuses[StatusClass(status)].add()
            known.durations.record(duration)
        } else {
            other.methods[0].statuses[StatusClass(status)].add()
            other.durations.record(duration)
        }
    }
}
