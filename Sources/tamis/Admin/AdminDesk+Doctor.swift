import Foundation
import Moderation
import Store

extension AdminDesk {
    /// Every promise that can be checked from inside, each with what was found.
    func doctor() async throws -> AdminAnswer {
        let facts = try await store.database.facts()
        let wanted = ["synchronous": "2", "journal_mode": "wal", "foreign_keys": "1", "quick_check": "ok"]
        var wrong: [String] = []
        var rows = facts.map { name, value in
            let isRight = wanted[name].map { $0 == value } ?? true
            if !isRight { wrong.append("\(name) is \(value)") }
            return [isRight ? "ok" : "WRONG", name, value]
        }
        for (name, path, mode) in [
            ("data folder", settings.dataFolder, 0o700), ("vault keys", settings.dataFolder + "/vault.keys", 0o600),
        ] {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            let found = attributes[.posixPermissions] as? Int ?? 0
            let isRight = found & ~mode == 0
            if !isRight { wrong.append("\(name) can be read by others") }
            rows.append([isRight ? "ok" : "WRONG", name, "mode \(String(found, radix: 8))"])
        }
        rows.append(["ok", "flagged comments", "\(try await store.queueLength(site: nil))"])
        if let due = try await store.nextDeliveryDue() {
            rows.append(["ok", "next delivery due", due.rfc3339])
        }
        return AdminAnswer(
            text: TextTable(["", "WHAT", "FOUND"], rows).text,
            failure: wrong.isEmpty ? nil : wrong.joined(separator: "; "))
    }
}
