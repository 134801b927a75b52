package import Moderation
import Scoring
import Store

/// What a term would have found among a site's newest comments.
package struct TermPreview: Sendable, Equatable {
    package struct Example: Sendable, Equatable {
        package var comment: CommentID
        /// UTF-8 bytes of the body.
        package var places: [Range<Int>]
    }

    /// Comments looked through.
    package var looked = 0
    /// Those it stands in, by what was decided about them.
    package var approved = 0
    package var flagged = 0
    package var rejected = 0
    /// The newest of them, those that are shown to readers first.
    package var examples: [Example] = []

    package var found: Int { approved + flagged + rejected }
}

/// Why something cannot be a term.
package enum TermProblem: Error, Equatable, Sendable {
    case unknownCategory
    case points
    /// Why not, in English.
    case refused(String)
}

extension ReviewDesk {
    /// Comments a preview looks through.
    package static let previewed = 10_000
    private static let previewPage = 200
    private static let mostExamples = 10
    private static let mostPlaces = 8

    /// A term as it came from outside. `points` nil: enough to have a human look.
    package func term(
        _ text: String, category: String, points: Double?, by cause: DecisionCause
    ) throws(TermProblem) -> OwnTerm {
        guard let category = OwnTerm.Category(rawValue: category) else { throw .unknownCategory }
        let points = points ?? OwnTerm.standardPoints
        guard OwnTerm.points.contains(points) else { throw .points }
        let text = TypedWords.plain(text)
        if let problem = OwnLexicon.problem(text) { throw .refused(problem) }
        let at = store.now()
        return OwnTerm(
            id: .timeOrdered(at: at), text: text, category: category,
            points: (points * 1000).rounded() / 1000, by: cause, at: at)
    }

    /// What a term would have found in the site's newest 10,000 comments.
    package func preview(_ term: OwnTerm, site: SiteID) async throws -> TermPreview {
        let lexicon = OwnLexicon([term])
        var preview = TermPreview()
        var others: [TermPreview.Example] = []
        var before: CommentID?
        while preview.looked < Self.previewed {
            let page = try await store.bodies(site: site, before: before, limit: Self.previewPage)
            guard let last = page.last else { break }
            for (id, status, body) in page {
                let places = lexicon.places(in: body)
                if places.isEmpty { continue }
                let example = TermPreview.Example(comment: id, places: Array(places.prefix(Self.mostPlaces)))
                switch status {
                case .approved:
                    preview.approved += 1
                    if preview.examples.count < Self.mostExamples { preview.examples.append(example) }
                case .flagged: preview.flagged += 1
                case .rejected: preview.rejected += 1
                case .erased: break
                }
                if status != .approved, others.count < Self.mostExamples { others.append(example) }
            }
            preview.looked += page.count
            before = last.id
            // A long look leaves room for others.
            await Task.yield()
            try Task.checkCancellation()
        }
        preview.examples += others.prefix(Self.mostExamples - preview.examples.count)
        return preview
    }
}
