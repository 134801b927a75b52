import CommentIntake
import Foundation
import HTTPTypes
import Hummingbird
import Moderation
import Privacy
import Review
import Store
import WebhookNotifier

extension AkismetDoor {
    /// Who is known by these names means to test: the verdict is theirs to choose, and nothing is kept.
    private static let testAuthors: Set<String> = ["viagra-test-123", "akismet-guaranteed-spam"]
    private static let testAddress = "akismet-guaranteed-spam@example.com"

    /// Certain enough that nobody need ever see it.
    private static let blatant = 0.999

    func check(_ call: Call, _ key: SiteKey) async throws -> Response {
        let form = call.form
        guard key.key.scopes.contains(.submit) else { return Self.invalid("This key may not check comments") }
        guard form["blog"] != nil else { return Self.invalid("We were unable to parse your blog URI") }
        // Coral sends an empty one.
        guard form.has("user_ip") else { return Self.invalid("Empty \"user_ip\" value") }
        let isTrigger =
            form["comment_author"].map(Self.testAuthors.contains) == true
            || form["comment_author_email"]?.lowercased() == Self.testAddress
        if isTrigger { return verdict(true, guid: CommentID.random().text, isBlatant: form.flag("test_discard")) }
        if form["user_role"] == "administrator" { return verdict(false, guid: CommentID.random().text) }
        let policy = api.intake.policy
        guard let submitted = SubmittedComment(lenient: form.comment, policy: policy) else {
            // There are no words in it to judge.
            return verdict(false, guid: CommentID.random().text)
        }
        // A test leaves nothing behind, and a comment that is only looked at again is here already.
        if form.flag("is_test") || form["recheck_reason"] != nil {
            let scored = try await api.intake.score(submitted.content, site: key.site, inThread: submitted.thread.id)
            return verdict(scored, guid: CommentID.random().text, call)
        }
        let accepted = try await api.intake.receive(submitted, site: key.site)
        let callback = try await callback(call, key)
        let isLookedAtAgain = callback != nil && isDoubtful(accepted, policy)
        try await api.store.note(
            check: form.fingerprint, of: accepted.id, site: key.site.id, callback: callback,
            secondLook: isLookedAtAgain ? Instant.systemNow().advanced(by: api.recheck / 2) : nil)
        var answer = verdict(accepted, guid: accepted.id.text, call)
        if isLookedAtAgain { answer.headers[.akismetRecheckAfter] = "\(api.recheck.components.seconds)" }
        return answer
    }

    /// Let through with half of what flags: worth a second look, with what was learned meanwhile.
    private func isDoubtful(_ comment: AcceptedComment, _ policy: Policy) -> Bool {
        comment.decision.decision == .approve && comment.score.spamPoints >= policy.thresholds.spam.flag / 2
    }

    /// Where the client wants to hear again of this comment. An address elsewhere than the blog's is none of its own, and what
    /// no webhook may call no callback may: the check counts without it.
    private func callback(_ call: Call, _ key: SiteKey) async throws -> EndpointID? {
        guard let text = call.form["callback"], let url = try? api.urlRules.check(text),
            let blog = call.form["blog"].flatMap(URL.init(string:))?.host()?.lowercased(), blog == url.host
        else { return nil }
        let new = NewEndpointKeys()
        return try await api.store.callback(
            site: key.site.id, url: url.text, key: Secret(Array(call.key.utf8)), keys: new.keys,
            publicKey: new.signing.publicKey.bytes)
    }

    private func verdict(_ comment: AcceptedComment, guid: String, _ call: Call) -> Response {
        let policy = api.intake.policy
        switch comment.decision.decision {
        case .approve: return verdict(false, guid: guid)
        case .reject: return verdict(true, guid: guid, isBlatant: comment.displayed.spam >= Self.blatant)
        case .flag:
            let isSpam = comment.score.spamPoints >= policy.thresholds.spam.flag
            if isSpam || !call.isWordPress { return verdict(true, guid: guid) }
            return verdict(false, guid: guid, headers: [.akismetError: "1"])
        }
    }

    private func verdict(_ isSpam: Bool, guid: String, isBlatant: Bool = false, headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers[.akismetGUID] = guid
        if isSpam, isBlatant { headers[.akismetProTip] = "discard" }
        return .text(isSpam ? "true" : "false", headers: headers)
    }

    /// A site's own people say what a comment was: a decision like any other, so that it is told, learned and can be undone. A
    /// comment that was never checked here is taken first.
    func submit(_ call: Call, _ key: SiteKey, isSpam: Bool) async throws -> Response {
        let form = call.form
        let thanks = Response.text("Thanks for making the web a better place.")
        guard key.key.scopes.contains(.moderate) else { return Self.invalid("This key may not give feedback") }
        if form.flag("is_test") { return thanks }
        guard let submitted = SubmittedComment(lenient: form.comment, policy: api.intake.policy) else { return thanks }
        var id = try await api.store.comment(ofCheck: form.fingerprint, site: key.site.id)
        if id == nil {
            id = try await api.intake.receive(submitted, site: key.site).id
            if let id { try await api.store.note(check: form.fingerprint, of: id, site: key.site.id) }
        }
        if let id {
            let act = try ReviewAct(
                decision: isSpam ? "reject" : "approve", reason: isSpam ? "spam" : nil, note: nil)
            _ = try await api.desk.decide(
                act, on: id, site: key.site.id, expected: nil, by: .key(key.key.id), logger: call.logger)
        }
        return thanks
    }
}
