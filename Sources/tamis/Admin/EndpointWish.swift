import ArgumentParser
import Moderation
import WebhookNotifier

/// What the command line says of an endpoint; nil where it said nothing.
struct EndpointWish: Codable, Sendable {
    var url: String?
    var types: [String]?
    var body: Bool?
    /// One `Name: value` a line; empty takes the headers away.
    var headers: String?
    var atOnce: Int?
    var perMinute: Int?

    /// Refused with what was wrong. `pace` is the one the endpoint has now.
    func change(rules: WebhookURLRules, from pace: EndpointPace) throws(AdminDesk.Refusal) -> EndpointChange {
        var change = EndpointChange()
        if let url {
            do throws(WebhookURL.Problem) { change.url = try rules.check(url).text } catch {
                throw AdminDesk.Refusal(
                    why: error.words + (error.setting.map { "; the setting \($0) may allow it" } ?? ""))
            }
        }
        if let types {
            let known = Set(types.compactMap(EventType.init(rawValue:)))
            guard known.count == Set(types).count, !known.isEmpty else {
                throw AdminDesk.Refusal(why: "events are \(EventType.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            change.types = known
        }
        change.wantsBody = body
        if let headers {
            guard let list = CustomHeader.parse(lines: headers) else {
                throw AdminDesk.Refusal(
                    why: """
                        a header is refused: at most \(CustomHeader.limit), each "Name: value" on a line, names of letters, \
                        digits and -, values of ASCII, none that Tamis or HTTP sets itself
                        """)
            }
            change.headers = list
        }
        if atOnce != nil || perMinute != nil {
            guard let new = EndpointPace(atOnce: atOnce, perMinute: perMinute, otherwise: pace) else {
                throw AdminDesk.Refusal(
                    why: """
                        --at-once takes \(EndpointPace.atOnceRange.lowerBound) to \(EndpointPace.atOnceRange.upperBound), \
                        --per-minute \(EndpointPace.perMinuteRange.lowerBound) to \
                        \(EndpointPace.perMinuteRange.upperBound)
                        """)
            }
            change.pace = new
        }
        return change
    }
}
