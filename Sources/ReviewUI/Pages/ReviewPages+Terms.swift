import HTTPTypes
import Moderation
import Review
import Store

extension ReviewPages {
    /// The site's own terms; with `text`, what that would find as one.
    func showTerms(_ page: PageRequest) async throws -> PageAnswer {
        let typed = page.query
        guard !typed["text"].isEmpty else { return try await terms(page, typed: typed) }
        let comment = try await commentOfTerms(page)
        switch term(typed, page) {
        case .failure(let problem): return try await terms(page, typed: typed, problem: problem)
        case .success(let term):
            return try await terms(page, typed: typed, tried: try await tried(term, site: comment.site))
        }
    }

    /// Adds one or takes one off.
    func changeTerms(_ page: PageRequest) async throws -> PageAnswer {
        let comment = try await commentOfTerms(page)
        let place = Place.comment(comment.id).path + "/terms"
        if page.form["act"] == "remove" {
            guard let id = TermID(page.form["term"]),
                let cause = page.moderator.map({ DecisionCause.moderator($0.id) }),
                try await desk.store.removeTerm(id, site: comment.site, by: cause)
            else { throw PageRefusal.notFound }
            return .see(place + "?done=removed#own")
        }
        switch term(page.form, page) {
        case .failure(let problem): return try await terms(page, typed: page.form, problem: problem)
        case .success(let term):
            switch try await desk.store.add(term, site: comment.site) {
            case .added, .known: return .see(place + "?done=added#own")
            case .tooMany:
                let problem = View.TermProblem.general(
                    page.language(TermText.tooMany, page.language.number(OwnTerm.most)))
                return try await terms(page, typed: page.form, problem: problem, status: .conflict)
            }
        }
    }

    private func commentOfTerms(_ page: PageRequest) async throws -> Comment {
        guard let id = page.comment, let comment = try await desk.comment(id, site: nil) else {
            throw PageRefusal.notFound
        }
        return comment
    }

    private func term(_ fields: FormFields, _ page: PageRequest) -> Result<OwnTerm, View.TermProblem> {
        guard let moderator = page.moderator else { return .failure(.general(page.language(TermText.refused))) }
        let typed = fields["points"]
        let points = Double(typed.replacing(",", with: "."))
        if !typed.isEmpty, points == nil { return .failure(.points(page.language(TermText.wrongPoints))) }
        do {
            return .success(
                try desk.term(
                    fields["text"], category: fields["category"], points: points, by: .moderator(moderator.id)))
        } catch {
            switch error {
            case .unknownCategory: return .failure(.kind(page.language(TermText.wrongKind)))
            case .points: return .failure(.points(page.language(TermText.wrongPoints)))
            case .refused: return .failure(.word(page.language(TermText.refused)))
            }
        }
    }

    private func tried(_ term: OwnTerm, site: SiteID) async throws -> View.TriedTerm {
        let preview = try await desk.preview(term, site: site)
        var tried = View.TriedTerm(term: term, preview: preview)
        for example in preview.examples {
            // It may have been erased meanwhile.
            guard let comment = try await desk.comment(example.comment, site: site) else { continue }
            tried.examples.append((comment, example.places))
        }
        return tried
    }

    private func terms(
        _ page: PageRequest, typed: FormFields, tried: View.TriedTerm? = nil, problem: View.TermProblem? = nil,
        status: HTTPResponse.Status? = nil
    ) async throws -> PageAnswer {
        guard let moderator = page.moderator else { throw PageRefusal.notFound }
        let comment = try await commentOfTerms(page)
        let view = view(page, waiting: try await desk.store.queueLength(for: moderator))
        let sites = try await siteNames(for: moderator)
        let shown = View.TermsPage(
            comment: comment, site: sites.count > 1 ? sites[comment.site] : nil,
            own: try await desk.store.ownTerms(of: comment.site).terms.reversed(), names: try await moderatorNames(),
            limits: try await desk.store.policyTerms(comment.versions.policy), typed: typed, tried: tried,
            problem: problem, done: page.query["done"])
        return .page(view.terms(shown), status: status ?? (problem == nil ? .ok : .unprocessableContent))
    }
}
