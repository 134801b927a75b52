import Moderation

extension Schema {
    static let receipt = object(
        "Why a comment was decided as it was: every signal, and totals against the limits of the policy that scored it.",
        [
            ("comment_id", reference("CommentID")),
            ("version", count("Counts every decision from 1: a receiver drops what is older.")),
            ("language", text("The language that was found, BCP 47.")),
            ("totals", list(total, "One for each label.")),
            ("signals", list(reference("Signal"), "What the rules found.")),
            ("decision", reference("Decision")), ("policy_decision", reference("Decision")),
            ("versions", reference("Versions")),
        ], optional: ["policy_decision"])

    private static let total = object(
        "One label's points. The limits are absent when the policy that scored is no longer known.",
        [
            ("label", words(Label.allCases.map(\.rawValue), "The kind of harm.")),
            ("groups", list(group, "What signals add by group; shadows are not in it.")),
            ("points", number("The sum of what is counted of each group, never below 0.")),
            ("score", share),
            ("prior", number("Natural log-odds of a comment of which nothing is known; points add to it.")),
            ("flag_at", number("Points from which a human must look.")),
            ("reject_at", number("Points from which policy rejects; absent: never.")),
        ], optional: ["prior", "flag_at", "reject_at"])

    private static let group = object(
        "Signals whose names begin alike.",
        [
            ("group", text("The name before the first dot.")), ("points", number("All of them together.")),
            ("cap", number("Most that counts of them; absent: all.")),
            ("counted", number("What counts of them.")),
        ], optional: ["cap"])

    private static func number(_ description: String) -> JSONValue {
        ["type": "number", "description": .text(description)]
    }
}
