import HTTPTypes
import Hummingbird
import Moderation
import Review
import Store

extension TamisAPI {
    /// What the site looks for beside the lists.
    func terms(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let terms = try await store.ownTerms(of: caller.site.id).terms
        return .json(
            JSONWriter.object { json in
                json.array("items") { list in
                    for term in terms { list.object { Self.write(term, into: &$0) } }
                }
            })
    }

    private struct TermRequest: Decodable {
        var text: String?
        var category: String?
        var points: Double?
    }

    private func term(of request: Request, _ caller: Caller) async throws -> OwnTerm {
        let sent = try await RequestBody.json(TermRequest.self, of: request)
        do {
            return try desk.term(
                sent.text ?? "", category: sent.category ?? "", points: sent.points, by: caller.cause)
        } catch {
            switch error {
            case .unknownCategory, .points: throw Problem(.badParameter)
            case .refused: throw Problem(.refusedTerm)
            }
        }
    }

    /// Adds a term, or changes the points of one that is there.
    func addTerm(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let term = try await term(of: request, caller)
        switch try await store.add(term, site: caller.site.id) {
        case .added(let term):
            return .json(
                JSONWriter.object { Self.write(term, into: &$0) }, status: .created,
                headers: [.location: "/v1/terms/\(term.id)"])
        case .known(let term): return .json(JSONWriter.object { Self.write(term, into: &$0) })
        case .tooMany: throw Problem(.tooManyTerms)
        }
    }

    func removeTerm(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        guard try await store.removeTerm(identifier(context), site: caller.site.id, by: caller.cause) else {
            throw Problem(.notFound)
        }
        return Response(status: .noContent)
    }

    /// What a term would have found among the newest 10,000 comments; nothing is kept.
    func previewTerm(_ request: Request, _ context: APIContext, _ caller: Caller) async throws -> Response {
        let term = try await term(of: request, caller)
        let preview = try await desk.preview(term, site: caller.site.id)
        return .json(
            JSONWriter.object { json in
                json.member("looked", preview.looked)
                json.member("found", preview.found)
                json.member("approved", preview.approved)
                json.member("flagged", preview.flagged)
                json.member("rejected", preview.rejected)
                json.array("examples") { list in
                    for example in preview.examples {
                        list.object { json in
                            json.member("comment_id", example.comment.text)
                            json.array("evidence") { places in
                                for place in example.places {
                                    places.object {
                                        $0.member("field", "body")
                                        $0.member("begin", place.lowerBound)
                                        $0.member("end", place.upperBound)
                                    }
                                }
                            }
                        }
                    }
                }
            })
    }

    private static func write(_ term: OwnTerm, into json: inout JSONWriter) {
        json.member("id", term.id.text)
        json.member("text", term.text)
        json.member("category", term.category.rawValue)
        json.member("points", term.points)
        json.member("by", term.by.text)
        json.member("at", term.at.rfc3339)
    }
}
