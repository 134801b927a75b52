import Moderation
import Review
import Store

extension AdminDesk {
    func tryTerm(site: String, text: String, category: String, points: Double?) async throws -> AdminAnswer {
        let site = try await self.site(site).id
        let desk = ReviewDesk(store: store)
        let preview = try await desk.preview(try term(text, category, points, desk), site: site)
        let examples = preview.examples.map(\.comment.text)
        let among = examples.isEmpty ? "" : "; for example " + examples.prefix(3).joined(separator: ", ")
        return .done(
            """
            in \(preview.found) of the newest \(preview.looked) comments: \(preview.approved) approved, \
            \(preview.flagged) flagged, \(preview.rejected) rejected\(among)
            """,
            [
                AdminField("looked", .integer(preview.looked)), AdminField("found", .integer(preview.found)),
                AdminField("approved", .integer(preview.approved)), AdminField("flagged", .integer(preview.flagged)),
                AdminField("rejected", .integer(preview.rejected)), AdminField("examples", .texts(examples)),
            ])
    }

    func addTerm(site: String, text: String, category: String, points: Double?) async throws -> AdminAnswer {
        let site = try await self.site(site).id
        let term = try term(text, category, points, ReviewDesk(store: store))
        switch try await store.add(term, site: site) {
        case .added(let term), .known(let term):
            return .done(
                "\(term.id.text) “\(term.text)” \(term.category.rawValue), \(term.points) points",
                [
                    AdminField("id", .text(term.id.text)), AdminField("text", .text(term.text)),
                    AdminField("category", .text(term.category.rawValue)), AdminField("points", .number(term.points)),
                ])
        case .tooMany: throw Refusal(why: "the site has \(OwnTerm.most) terms already: remove one first")
        }
    }

    func listTerms(site: String) async throws -> AdminAnswer {
        let terms = try await store.ownTerms(of: self.site(site).id).terms
        return .table(
            [
                AdminColumn("id", "ID"), AdminColumn("text", "TERM", shrinks: true),
                AdminColumn("category", "CATEGORY"),
                AdminColumn("points", "POINTS"), AdminColumn("by", "BY"), AdminColumn("at", "AT"),
            ],
            terms.map {
                [
                    .text($0.id.text), .text($0.text), .text($0.category.rawValue), .number($0.points),
                    .text($0.by.text), .text($0.at.rfc3339),
                ]
            })
    }

    func removeTerm(site: String, id: String) async throws -> AdminAnswer {
        let site = try await self.site(site)
        guard let term = TermID(id), try await store.removeTerm(term, site: site.id, by: .commandLine) else {
            throw Refusal(why: "no such term at \(site.name)")
        }
        return .done("\(id) removed", [AdminField("id", .text(id))])
    }

    private func term(_ text: String, _ category: String, _ points: Double?, _ desk: ReviewDesk) throws -> OwnTerm {
        do {
            return try desk.term(text, category: category, points: points, by: .commandLine)
        } catch {
            switch error {
            case .unknownCategory:
                throw Refusal(
                    why: "--category takes one of \(OwnTerm.Category.allCases.map(\.rawValue).joined(separator: ", "))")
            case .points:
                throw Refusal(
                    why: "--points takes \(OwnTerm.points.lowerBound) to \(OwnTerm.points.upperBound)")
            case .refused(let why): throw Refusal(why: "“\(text)” cannot be a term: \(why)")
            }
        }
    }
}
