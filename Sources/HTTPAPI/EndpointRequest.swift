import Moderation
import WebhookNotifier

/// What a caller says of an endpoint; what is not said stays as it is.
struct EndpointRequest: Decodable {
    var url: String?
    var types: [String]?
    var body: Bool?
    var headers: [String: String]?
    var atOnce: Int?
    var perMinute: Int?

    private enum CodingKeys: String, CodingKey {
        case url, types, body, headers
        case atOnce = "at_once"
        case perMinute = "per_minute"
    }

    /// 422 for a URL or header that is refused, 400 for another value. `pace` is the one it has now.
    func change(rules: WebhookURLRules, from pace: EndpointPace) throws(Problem) -> EndpointChange {
        var change = EndpointChange()
        if let url {
            do throws(WebhookURL.Problem) { change.url = try rules.check(url).text } catch {
                throw Problem(.refusedURL)
            }
        }
        if let types {
            let known = Set(types.compactMap(EventType.init(rawValue:)))
            guard known.count == Set(types).count, !known.isEmpty else { throw Problem(.badParameter) }
            change.types = known
        }
        change.wantsBody = body
        if let headers {
            guard let list = CustomHeader.list(headers.map { ($0.key, $0.value) }) else {
                throw Problem(.refusedHeader)
            }
            change.headers = list
        }
        if atOnce != nil || perMinute != nil {
            guard let new = EndpointPace(atOnce: atOnce, perMinute: perMinute, otherwise: pace) else {
                throw Problem(.badParameter)
            }
            change.pace = new
        }
        return change
    }
}
