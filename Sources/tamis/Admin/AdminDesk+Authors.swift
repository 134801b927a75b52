import Moderation
import Review
import Store

extension AdminDesk {
    /// Most lines of the list.
    private static let mostStandings = 1000

    func setStanding(comment: String, standing: String?, until: String?, note: String?) async throws -> AdminAnswer {
        guard let id = CommentID(comment), let found = try await store.comment(id, site: nil) else {
            throw Refusal(why: "no such comment")
        }
        var wish = StandingWish(standing.flatMap(Standing.init(rawValue:)), note: note)
        let wrongEnd = Refusal(why: "--until is no time to come, such as 2030-01-31T00:00:00Z")
        if let until {
            guard let ends = Instant(rfc3339: until) else { throw wrongEnd }
            wish.ends = ends
        }
        let desk = ReviewDesk(store: store)
        switch try await desk.setStanding(wish, of: found.author, comment: id, site: nil, by: .commandLine) {
        case .set: break
        case .notFound: throw Refusal(why: "no such author")
        case .over: throw wrongEnd
        }
        let state = wish.standing?.rawValue ?? "neither banned nor trusted"
        return .done(
            "\(found.author.text) \(state)",
            [
                AdminField("author", .text(found.author.text)),
                AdminField("standing", .optional(wish.standing?.rawValue)),
                AdminField("until", .optional(wish.ends?.rfc3339)),
            ])
    }

    func listStandings(site: String) async throws -> AdminAnswer {
        let records = try await store.standings(at: self.site(site).id, limit: Self.mostStandings)
        return .table(
            [
                AdminColumn("author", "AUTHOR"), AdminColumn("of", "OF"), AdminColumn("standing", "STANDING"),
                AdminColumn("until", "UNTIL"), AdminColumn("by", "BY"), AdminColumn("at", "AT"),
            ],
            records.map {
                [
                    .text($0.author.text), .text($0.isVouched ? "key" : "address"), .text($0.standing.rawValue),
                    .optional($0.ends?.rfc3339), .text($0.by.text), .text($0.at.rfc3339),
                ]
            })
    }
}
