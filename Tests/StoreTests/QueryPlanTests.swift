import Foundation
import Moderation
import Testing

@testable import Store

@Suite struct `Query plans` {
    /// Statements that run often, or whose table grows without end.
    private static let hot: [String] =
        [
            ReadingSQL.comment, .newest, .newestOfSite, .countOfSite, .queueLength, .queueLengthOfSite,
        ].map(\.rawValue) + ListSQL.allCases.map(\.rawValue)
        + [ClaimSQL.held, .ofComment, .hand, .byExternalID].map(\.rawValue)
        + [
            CommentSQL.findAuthor, .selectIdempotency,
        ].map(\.rawValue)
        + [DecisionSQL.selectForDecision, .history, .updateComment, .dropClaim, .endpointsToTell].map(\.rawValue)
        + DeliverySQL.allCases.map(\.rawValue).filter { !$0.hasPrefix("INSERT") }
        + SigningKeySQL.allCases.map(\.rawValue) + HealthSQL.allCases.map(\.rawValue)
        + EditSQL.allCases.map(\.rawValue)
        + FigureSQL.allCases.map(\.rawValue) + [OriginSQL.ofSite.rawValue, OriginSQL.drop.rawValue]
        + RedeliverySQL.allCases.map(\.rawValue) + RecoverySQL.allCases.map(\.rawValue)
        + [SiteSQL.keyByDigest.rawValue, ModeratorSQL.bySession.rawValue, ModeratorSQL.touchSession.rawValue]
        + [ContextSQL.threadLanguages, .hostHistory, .votes, .dropVotes, .takeBack, .dropEmpty, .policy].map(\.rawValue)
        + [PersonSQL.find, .comments, .dropKey, .dropLookup, .unfinished, .ids, .mark, .dropBody, .finish].map(
            \.rawValue)
        + [CallbackSQL.find, .keyOf, .asked, .endpointOf, .lastDecision, .due, .finish].map(\.rawValue)
        + [ReviewSQL.free, .freeOfSite, .sealedEmail, .reveals, .sweepIdempotency].map(\.rawValue)

    /// Beside them, for the type checker's sake.
    private static let live: [String] =
        LiveSQL.allCases.map(\.rawValue) + AuditSQL.allCases.filter { $0 != .insertAct }.map(\.rawValue)
        + TermSQL.allCases.filter { $0 != .insert }.map(\.rawValue) + [ViewSQL.all, .drop].map(\.rawValue)
        + RetentionSQL.allCases.map(\.rawValue)
        + [ArrivalSQL.counts, .same].map(\.rawValue)
        + CampaignSQL.allCases.map(\.rawValue).filter { !$0.hasPrefix("INSERT") }
        + [StandingSQL.past, .siteOf, .keyOf, .ofAuthor, .ofSite, .dropOfAuthor, .dropOfComment].map(\.rawValue)

    @Test(arguments: hot + live)
    func `finds its rows by an index`(sql: String) async throws {
        try await StoreFixture.run(.memory) { fixture in
            let plan = try await fixture.database.write { session in
                try session.run("EXPLAIN QUERY PLAN " + sql, Array(repeating: .null, count: Self.parameters(sql))).rows
                    .map { try $0.text(3) }
            }
            #expect(!plan.isEmpty)
            for step in plan where step.hasPrefix("SCAN") {
                // A partial index holds flagged comments, waiting deliveries, or erasures under way alone: walking it is what a
                // queue is.
                let isQueue = ["comments_queue", "deliveries_due", "erasures_unfinished"].contains {
                    step.contains("INDEX \($0)")
                }
                // Endpoints; a row for each site; the few rows a query has gathered itself; the one it is about.
                let isSmall =
                    step.hasPrefix("SCAN e") || step.hasPrefix("SCAN f") || step == "SCAN w"
                    || step == "SCAN queue_lengths"
                    || step.hasPrefix("SCAN CONSTANT")
                #expect(isQueue || isSmall, "\(step)\n\(plan.joined(separator: "\n"))")
            }
            #expect(!plan.contains("USE TEMP B-TREE FOR ORDER BY") || sql.contains("FROM endpoints e"), "\(plan)")
        }
    }

    /// A scrape must not walk what was delivered long ago, not even by an index.
    @Test func `what waits is counted in the index of what waits`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            let plan = try await fixture.database.write { session in
                try session.run("EXPLAIN QUERY PLAN " + DeliverySQL.waiting.rawValue, []).rows.map { try $0.text(3) }
            }
            #expect(plan.contains("SCAN deliveries USING INDEX deliveries_due"))
            #expect(!plan.contains { $0.contains("deliveries_by_endpoint") })
        }
    }

    /// A long thread must not be read comment by comment each time one is written in it.
    @Test func `a thread's language is read from its index alone`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            let plan = try await fixture.database.write { session in
                try session.run(
                    "EXPLAIN QUERY PLAN " + ContextSQL.threadLanguages.rawValue, [.null, .null]
                ).rows.map { try $0.text(3) }
            }
            #expect(
                plan == ["SEARCH comments USING COVERING INDEX comments_of_thread (site=? AND thread_id=?)"])
        }
    }

    /// The greatest of `$1…` in a statement.
    static func parameters(_ sql: String) -> Int {
        sql.split(separator: "$").dropFirst().compactMap { Int($0.prefix(while: \.isNumber)) }.max() ?? 0
    }
}

@Suite struct `The SQL catalogue` {
    @Test func `lists every statement of the sources`() throws {
        let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources/Store").resolvingSymlinksInPath()
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
            .compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
        var enums = 0
        var cases = 0
        for file in files {
            let text = try String(contentsOf: file, encoding: .utf8)
            let parts = text.components(separatedBy: ": String, SQLText {").dropFirst()
            enums += parts.count
            for part in parts {
                let end = part.range(of: "\n}")?.lowerBound ?? part.endIndex
                cases += part[..<end].split(separator: "\n").count { $0.hasPrefix("    case ") }
            }
        }
        #expect(enums == 33)
        #expect(cases == SQLCatalogue.statements.count)
        #expect(Set(SQLCatalogue.statements).count == cases)
    }

    @Test(arguments: SQLCatalogue.statements)
    func `numbers parameters in the order of their first appearance`(sql: String) {
        var seen: [Int] = []
        for number in sql.split(separator: "$").dropFirst().compactMap({ Int($0.prefix(while: \.isNumber)) })
        where !seen.contains(number) {
            seen.append(number)
        }
        #expect(seen == Array(1..<(seen.count + 1)))
    }

    @Test func `every statement stands on the schema`() async throws {
        try await StoreFixture.run(.memory) { fixture in
            for sql in SQLCatalogue.statements {
                _ = try await fixture.database.write {
                    try $0.run("EXPLAIN " + sql, Array(repeating: .null, count: `Query plans`.parameters(sql)))
                }
            }
        }
    }
}
