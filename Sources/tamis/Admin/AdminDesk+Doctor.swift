import CommentIntake
import Foundation
import Moderation
import Store

extension AdminDesk {
    /// One promise, what was found, and what is wrong with it, if anything.
    private struct Finding {
        var name: String
        var value: String
        var problem: String?
    }

    /// Every promise that can be checked from inside, each with what was found.
    func doctor(_ progress: ProgressTeller) async throws -> AdminAnswer {
        progress(AdminProgress(what: "checking every page of the database", done: 0, total: nil))
        var findings = try await databaseFindings() + folderFindings()
        if let scoring { findings += scoringFindings(scoring) }
        let queue = try await store.queueCounted()
        findings.append(
            Finding(
                name: "flagged comments", value: "\(queue.counted)",
                problem: queue.kept == queue.counted ? nil : "the queue says that \(queue.kept) are flagged"))
        if let due = try await store.nextDeliveryDue() {
            findings.append(Finding(name: "next delivery due", value: due.rfc3339))
        }
        findings += try await store.endpoints(site: nil).compactMap(endpointFinding)
        let wrong = findings.compactMap(\.problem)
        return AdminAnswer(
            report: .table(
                [
                    AdminColumn("state", ""), AdminColumn("what", "WHAT"), AdminColumn("found", "FOUND"),
                ],
                rows: findings.map {
                    [.text($0.problem == nil ? "ok" : "WRONG"), .text($0.name), .text($0.value)]
                }),
            failure: wrong.isEmpty ? nil : wrong.joined(separator: "; "))
    }

    /// An endpoint that is well is not worth a line.
    private func endpointFinding(_ endpoint: Endpoint) -> Finding? {
        if let why = endpoint.disabledBecause {
            return Finding(
                name: "disabled endpoint", value: "\(endpoint.id), \(why == .asked ? "as it asked" : "it failed")")
        }
        guard let since = endpoint.health.failingSince else { return nil }
        let end = EndpointHealthRules.standard.disabledAt(endpoint.health).map { ", disabled \($0.rfc3339)" } ?? ""
        return Finding(
            name: "failing endpoint",
            value: "\(endpoint.id), \(endpoint.health.failures) times since \(since.rfc3339)\(end)")
    }

    private func databaseFindings() async throws -> [Finding] {
        let wanted = ["synchronous": "2", "journal_mode": "wal", "foreign_keys": "1", "quick_check": "ok"]
        var findings = try await store.database.facts().map { name, value in
            let isRight = wanted[name].map { $0 == value } ?? true
            return Finding(name: name, value: value, problem: isRight ? nil : "\(name) is \(value)")
        }
        findings.append(Finding(name: "schema", value: "\(try await store.schemaNumber())"))
        return findings
    }

    private func folderFindings() throws -> [Finding] {
        let wanted = [
            ("data folder", settings.dataFolder, 0o700), ("vault keys", settings.dataFolder + "/vault.keys", 0o600),
        ]
        return try wanted.map { name, path, mode in
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            let found = attributes[.posixPermissions] as? Int ?? 0
            return Finding(
                name: name, value: "mode \(String(found, radix: 8))",
                problem: found & ~mode == 0 ? nil : "\(name) can be read by others")
        }
    }

    private func scoringFindings(_ scoring: LiveScoring) -> [Finding] {
        let (last, versions) = (scoring.reloads.last, scoring.engine.current.versions)
        return [
            Finding(
                name: "policy and lists", value: last.words,
                problem: last.problem.map { "policy and lists were refused: \($0)" }),
            Finding(name: "versions in force", value: "policy \(versions.policy), lists \(versions.lists)"),
        ]
    }

    /// The schema that the database has now.
    func schema() async throws -> AdminAnswer {
        let number = try await store.schemaNumber()
        return .done("schema \(number), the newest this program knows", [AdminField("schema", .integer(number))])
    }
}
