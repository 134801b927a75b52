import Moderation
import Store

/// Why a comment was decided as it was: what was found, what it weighed, and the limits that held when it was scored.
struct Receipt {
    let comment: Comment
    /// Nil when the policy it was scored with was never kept.
    let terms: PolicyTerms?
    /// What policy made of the score, whatever was decided since.
    let policyDecision: DecisionRecord?

    var json: [UInt8] {
        JSONWriter.object { json in
            json.member("comment_id", comment.id.text)
            json.member("version", comment.version)
            json.member("language", comment.language)
            json.array("totals") { list in
                for label in Label.allCases { list.object { total(label, into: &$0) } }
            }
            json.array("signals") { SignalCoding.write(comment.signals, into: &$0) }
            json.object("decision") { comment.decision.write(into: &$0) }
            if let policyDecision { json.object("policy_decision") { policyDecision.write(into: &$0) } }
            CommentAnswer.write(comment.versions, into: &json)
        }
    }

    private func total(_ label: Label, into json: inout JSONWriter) {
        json.member("label", label.rawValue)
        json.array("groups") { list in
            for sum in GroupSum.all(of: comment.signals, label, caps: terms?.caps ?? [:]) {
                list.object {
                    $0.member("group", sum.group)
                    $0.member("points", Double(sum.thousandths) / 1000)
                    if let cap = terms?.caps[sum.group] { $0.member("cap", cap) }
                    $0.member("counted", Double(sum.counted) / 1000)
                }
            }
        }
        json.member("points", label == .spam ? comment.spamPoints : comment.abusePoints)
        json.member("score", label == .spam ? comment.spam : comment.abuse)
        guard let limits = terms?[label] else { return }
        json.member("prior", limits.prior)
        json.member("flag_at", limits.flag)
        if let reject = limits.reject { json.member("reject_at", reject) }
    }
}
