import CommentIntake
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Moderation
import Privacy
import Scoring
import Store

/// Perspective's `v1alpha1`: who asked it for scores changes the address. The key is one of a site's own; texts are scored as that
/// site would and never kept, whatever `doNotStore` says. `languages` are a hint. Places are counted in Unicode code points.
struct PerspectiveDoor: Sendable {
    let api: TamisAPI

    /// Most bytes of a text.
    static let textLimitBytes = 20_480

    var routes: [DoorRoute] {
        ["/v1alpha1/comments:analyze", "/v1alpha1/comments%3Aanalyze"].map { path in
            DoorRoute(.post, path) { try await answer($0, $1, .score, analyze) }
        }
            + ["/v1alpha1/comments:suggestscore", "/v1alpha1/comments%3Asuggestscore"].map { path in
                DoorRoute(.post, path) { try await answer($0, $1, .moderate, suggest) }
            } + [DoorRoute(.get, "/$discovery/rest", discovery)]
    }

    private typealias Handler = @Sendable (PerspectiveRequest, Site) async throws -> Response

    private func answer(
        _ request: Request, _ context: APIContext, _ scope: Scope, _ handler: Handler
    ) async throws -> Response {
        do {
            guard let token = request.uri.queryParameters["key"], token.utf8.count <= 100,
                let key = try await api.store.key(of: OpaqueToken(String(token)))
            else { throw PerspectiveProblem.badKey }
            guard key.key.scopes.contains(scope) else {
                throw scope == .score ? PerspectiveProblem.badKey : PerspectiveProblem.forbidden
            }
            let bytes = try await RequestBody.bytes(of: request)
            let read: PerspectiveRequest
            do { read = try JSONDecoder().decode(PerspectiveRequest.self, from: Data(bytes)) } catch {
                throw PerspectiveProblem.invalid("Invalid JSON payload received.")
            }
            return try await handler(read, key.site)
        } catch let problem as PerspectiveProblem {
            return problem.response
        } catch let problem as Problem {
            return problem.code == .tooLarge
                ? PerspectiveProblem.tooLong.response
                : PerspectiveProblem.invalid("The request cannot be read: \(problem.code.rawValue)").response
        } catch {
            context.logger.error("perspective call failed", metadata: ["error": "\(type(of: error))"])
            return PerspectiveProblem.unavailable.response
        }
    }

    private func analyze(_ request: PerspectiveRequest, _ site: Site) async throws -> Response {
        let text = try request.checkedText()
        guard let asked = request.requestedAttributes, !asked.isEmpty else { throw PerspectiveProblem.noAttributes }
        var attributes: [(name: String, wanted: PerspectiveRequest.Wanted, attribute: PerspectiveAttribute)] = []
        for (name, wanted) in asked.sorted(by: { $0.key < $1.key }) {
            guard let attribute = PerspectiveAttribute(name: name) else {
                throw PerspectiveProblem.invalid("Unknown requested attribute: \(Self.shown(name))")
            }
            if let type = wanted.scoreType, type != "PROBABILITY" {
                throw PerspectiveProblem.invalid(
                    "Requested score type \(Self.shown(type)) is not supported by attribute \(name)")
            }
            attributes.append((name, wanted, attribute))
        }
        let scored = try await api.intake.score(
            CommentContent(body: text, languageHint: request.languages?.first), site: site)
        guard scored.decision.reasons != [DecisionReason.engineUnavailable.rawValue] else {
            throw PerspectiveProblem.unavailable
        }
        let policy = api.intake.policy
        let values = attributes.map {
            (name: $0.name, wanted: $0.wanted, read: $0.attribute.read(scored.score, policy: policy))
        }
        .filter { $0.read.value >= $0.wanted.scoreThreshold ?? -1 }
        let spans = CodePointSpans(text)
        return .json(
            JSONWriter.object { json in
                if !values.isEmpty {
                    json.object("attributeScores") { json in
                        for one in values {
                            json.object(one.name) { json in
                                json.array("spanScores") { list in
                                    let places =
                                        request.spanAnnotations == true ? spans.merged(one.read.evidence.map(\.0)) : []
                                    for place in places.isEmpty ? [0..<spans.count] : places {
                                        list.object { json in
                                            json.member("begin", place.lowerBound)
                                            json.member("end", place.upperBound)
                                            Self.write("score", one.read.value, into: &json)
                                        }
                                    }
                                }
                                Self.write("summaryScore", one.read.value, into: &json)
                            }
                        }
                    }
                }
                json.member(
                    "languages",
                    request.languages.map { $0.prefix(20).map { Self.shown($0) } } ?? [scored.score.language])
                json.member("detectedLanguages", [scored.score.language])
                if let token = request.clientToken { json.member("clientToken", token) }
            })
    }

    private static func write(_ name: String, _ value: Double, into json: inout JSONWriter) {
        json.object(name) { json in
            json.member("value", value)
            json.member("type", "PROBABILITY")
        }
    }

    /// A name that somebody sent, in an answer to them. What can be none, as an address, is not said back.
    private static func shown(_ name: String) -> String {
        let isName =
            name.utf8.count <= 64
            && name.unicodeScalars.allSatisfy {
                $0 == "_" || ($0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil))
            }
        return isName ? name : "(not a name)"
    }

    /// A lesson for the site: somebody says what the numbers should have been.
    private func suggest(_ request: PerspectiveRequest, _ site: Site) async throws -> Response {
        let text = try request.checkedText()
        guard let scores = request.attributeScores, !scores.isEmpty else {
            throw PerspectiveProblem.invalid("Missing attribute_scores")
        }
        var label: Lesson.Label?
        for (name, said) in scores.sorted(by: { $0.key < $1.key }) {
            guard let attribute = PerspectiveAttribute(name: name) else {
                throw PerspectiveProblem.invalid("Unknown requested attribute: \(Self.shown(name))")
            }
            guard let value = said.summaryScore?.value, (0...1).contains(value) else {
                throw PerspectiveProblem.invalid("Invalid summary_score of attribute \(name)")
            }
            if case .label(.spam) = attribute.source {
                if value >= 0.5 { label = .spam }
            } else if value >= 0.5 {
                label = label ?? .abuse
            }
        }
        let body = Array(text.utf8)
        if request.doNotStore != true,
            let lesson = Lesson(label ?? .clean, places: SiteFeatures.places(of: text), source: .feedback)
        {
            let name = api.store.lessonName(of: String(decoding: body, as: UTF8.self), site: site.id)
            try await api.store.learn([(id: name, lesson: lesson)], site: site.id)
        }
        return .json(
            JSONWriter.object { json in
                if let token = request.clientToken { json.member("clientToken", token) }
                if let languages = request.languages {
                    json.member("requestedLanguages", languages.prefix(20).map { Self.shown($0) })
                }
            })
    }

    /// What `googleapiclient` builds its methods from.
    private func discovery(_ request: Request, _ context: APIContext) async throws -> Response {
        guard request.uri.queryParameters["version"].map({ $0 == "v1alpha1" }) ?? true else { throw Problem(.notFound) }
        let host = request.head.authority ?? "localhost"
        let scheme = request.headers[.forwardedProto] == "https" ? "https" : "http"
        return .json(PerspectiveDiscovery.document(root: "\(scheme)://\(host)/"))
    }
}

extension HTTPField.Name {
    static let forwardedProto: HTTPField.Name = {
        guard let name = HTTPField.Name("X-Forwarded-Proto") else { preconditionFailure("a header name") }
        return name
    }()
}

/// The members that are read; all others are passed over.
struct PerspectiveRequest: Decodable {
    struct Text: Decodable {
        var text: String?
        var type: String?
    }

    struct Wanted: Decodable {
        var scoreType: String?
        var scoreThreshold: Double?
    }

    struct Said: Decodable {
        struct Score: Decodable { var value: Double? }
        var summaryScore: Score?
    }

    var comment: Text?
    var requestedAttributes: [String: Wanted]?
    var attributeScores: [String: Said]?
    var spanAnnotations: Bool?
    var languages: [String]?
    var doNotStore: Bool?
    var clientToken: String?

    func checkedText() throws(PerspectiveProblem) -> String {
        if let type = comment?.type, type != "PLAIN_TEXT", type != "TEXT_TYPE_UNSPECIFIED" { throw .notPlain }
        guard let text = comment?.text, !text.allSatisfy(\.isWhitespace) else { throw .empty }
        guard text.utf8.count <= PerspectiveDoor.textLimitBytes else { throw .tooLong }
        return text
    }
}

/// Byte places as places in code points.
struct CodePointSpans {
    /// By byte, how many code points begin before it.
    private var before: [Int] = []
    let count: Int

    init(_ text: String) {
        var count = 0
        before.reserveCapacity(text.utf8.count + 1)
        for byte in text.utf8 {
            before.append(count)
            // The next code point begins where no byte goes on.
            if byte & 0xC0 != 0x80 { count += 1 }
        }
        before.append(count)
        self.count = count
        // A byte within a code point belongs to it.
        for (index, byte) in text.utf8.enumerated() where byte & 0xC0 == 0x80 { before[index] = before[index - 1] }
    }

    /// In order, overlapping ones made one.
    func merged(_ evidence: [Evidence]) -> [Range<Int>] {
        let ranges = evidence.filter { $0.end < before.count && $0.begin < $0.end }
            .map { before[$0.begin]..<before[$0.end] }.sorted {
                ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
            }
        var merged: [Range<Int>] = []
        for range in ranges {
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged
    }
}
