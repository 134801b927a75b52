import Moderation
import Review

/// What a replay found, in words or as JSON.
struct ReplayReport {
    let replay: Replay
    /// What it scored with.
    let versions: EngineVersions
    let hasTexts: Bool

    func text(width: Int?) -> String {
        var parts = [
            "\(replay.comments) comments scored anew; \(replay.erased) erased ones left out",
            used.text(width: width), decisions.text(width: width),
        ]
        if !replay.reasons.isEmpty { parts.append(reasons.text(width: width)) }
        if replay.then != Replay.Agreement() || replay.now != Replay.Agreement() {
            parts.append(moderators.text(width: width))
        }
        for (title, found, examples) in [
            ("approved then, held now", held, replay.newlyHeld),
            ("held then, approved now", passed, replay.newlyPassed),
        ] where found > 0 {
            let shown = found > examples.count ? ", the newest \(examples.count)" : ""
            parts.append("\(found) \(title)\(shown):\n" + table(examples).text(width: width))
        }
        return parts.joined(separator: "\n\n")
    }

    var json: String {
        AdminReport.one(
            "",
            [
                AdminField("comments", .integer(replay.comments)), AdminField("erased", .integer(replay.erased)),
                AdminField("versions", used.records), AdminField("decisions", decisions.records),
                AdminField("reasons", reasons.records), AdminField("moderators", moderators.records),
                AdminField("newly_held", .integer(held)), AdminField("newly_approved", .integer(passed)),
                AdminField("held_examples", table(replay.newlyHeld).records),
                AdminField("approved_examples", table(replay.newlyPassed).records),
            ]
        ).json
    }

    private var held: Int { replay.decisions[0][1] + replay.decisions[0][2] }
    private var passed: Int { replay.decisions[1][0] + replay.decisions[2][0] }

    private var used: AdminReport {
        func row(_ when: String, _ versions: EngineVersions?, _ count: Int) -> [AdminValue] {
            [
                .text(when), .optional(versions?.engine), .optional(versions?.policy), .optional(versions?.lists),
                .optional(versions?.model), .integer(count),
            ]
        }
        return .table(
            [
                AdminColumn("scored", "SCORED"), AdminColumn("engine", "ENGINE"), AdminColumn("policy", "POLICY"),
                AdminColumn("lists", "LISTS"), AdminColumn("model", "MODEL"), AdminColumn("comments", "COMMENTS"),
            ],
            rows: [row("now", versions, replay.comments)]
                + replay.versions.map { row("then", $0.versions, $0.comments) })
    }

    private var decisions: AdminReport {
        .table(
            [
                AdminColumn("then", "THEN"), AdminColumn("approve", "NOW APPROVE"), AdminColumn("flag", "NOW FLAG"),
                AdminColumn("reject", "NOW REJECT"),
            ],
            rows: zip(Decision.allCases, replay.decisions).map { decision, counts in
                [.text(decision.rawValue)] + counts.map { .integer($0) }
            })
    }

    private var reasons: AdminReport {
        .table(
            [
                AdminColumn("reason", "REASON"), AdminColumn("then", "THEN"), AdminColumn("now", "NOW"),
                AdminColumn("rejected", "REJECTED BY MODERATORS"), AdminColumn("approved", "APPROVED BY MODERATORS"),
            ],
            rows: replay.reasons.sorted { $0.key < $1.key }.map { name, reason in
                [
                    .text(name), .integer(reason.then), .integer(reason.now), .integer(reason.rejectedByModerators),
                    .integer(reason.approvedByModerators),
                ]
            })
    }

    private var moderators: AdminReport {
        func row(_ when: String, _ agreement: Replay.Agreement) -> [AdminValue] {
            [
                .text(when), .integer(agreement.agreed), .integer(agreement.heldApproved),
                .integer(agreement.passedRejected),
            ]
        }
        return .table(
            [
                AdminColumn("policy", "POLICY"), AdminColumn("agreed", "AS MODERATORS"),
                AdminColumn("held_approved", "HELD, THEY APPROVED"),
                AdminColumn("passed_rejected", "APPROVED, THEY REJECTED"),
            ], rows: [row("then", replay.then), row("now", replay.now)])
    }

    private func table(_ examples: [Replay.Example]) -> AdminReport {
        var columns = [
            AdminColumn("id", "COMMENT"), AdminColumn("now", "NOW"), AdminColumn("reasons", "REASONS"),
            AdminColumn("spam", "SPAM"), AdminColumn("abuse", "ABUSE"), AdminColumn("moderator", "MODERATOR"),
        ]
        if hasTexts { columns.append(AdminColumn("text", "TEXT", shrinks: true)) }
        return .table(
            columns,
            rows: examples.map { example in
                var row: [AdminValue] = [
                    .text(example.id.text), .text(example.now.rawValue), .texts(example.reasons),
                    .number(example.spamPoints), .number(example.abusePoints),
                    .optional(example.moderator?.rawValue),
                ]
                if hasTexts { row.append(.text(example.body)) }
                return row
            })
    }
}
