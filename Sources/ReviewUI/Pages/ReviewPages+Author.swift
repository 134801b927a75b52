import HTTPTypes
import Moderation
import Review
import Store

/// What a moderator can say of an author on a comment's page.
enum StandingChoice: String, CaseIterable, Sendable {
    case banDay = "ban-1"
    case banWeek = "ban-7"
    case banMonth = "ban-30"
    case ban, trust, lift

    func wish(at now: Instant, note: String) -> StandingWish {
        func banned(_ days: Int) -> StandingWish {
            StandingWish(.banned, ends: now.advanced(by: .seconds(days * 86_400)), note: note)
        }
        return switch self {
        case .banDay: banned(1)
        case .banWeek: banned(7)
        case .banMonth: banned(30)
        case .ban: StandingWish(.banned, note: note)
        case .trust: StandingWish(.trusted, note: note)
        case .lift: StandingWish(nil, note: note)
        }
    }
}

extension ReviewPages {
    /// Bans or trusts the author of a comment, with the account it came with.
    func sayOfAuthor(_ page: PageRequest) async throws -> PageAnswer {
        guard let id = page.comment, let moderator = page.moderator,
            let comment = try await desk.comment(id, site: nil),
            let choice = StandingChoice(rawValue: page.form["standing"])
        else { throw PageRefusal.notFound }
        let note = page.form["note"]
        guard note.utf8.count <= ReviewAct.noteLimitBytes else {
            return try await show(
                page, problem: page.language(TroubleText.noteTooLong, String(ReviewAct.noteLimitBytes)))
        }
        let result = try await desk.setStanding(
            choice.wish(at: now(), note: note), of: comment.author, comment: id, site: comment.site,
            by: .moderator(moderator.id))
        guard result == .set else { throw PageRefusal.notFound }
        return .see(Place.comment(id).path + "#standing")
    }
}
