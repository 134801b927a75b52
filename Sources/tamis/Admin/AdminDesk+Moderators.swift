import Foundation
import Moderation
import Privacy
import Store

extension AdminDesk {
    func addModerator(name: String, role: String, language: String?) async throws -> AdminAnswer {
        guard let role = Role(rawValue: role) else {
            throw Refusal(why: "roles are \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        guard let language = PageLanguage(rawValue: language ?? settings.language) else {
            throw Refusal(why: "languages are \(PageLanguage.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...80).contains(name.utf8.count), !name.contains("@") else {
            throw Refusal(why: "a moderator's name is 1 to 80 bytes and no address")
        }
        let moderator = try await store.addModerator(name: name, role: role, language: language.rawValue)
        return linked(moderator, try await store.makeLink(for: moderator.id))
    }

    func resetLink(_ name: String) async throws -> AdminAnswer {
        let moderator = try await moderator(name)
        return linked(moderator, try await store.makeLink(for: moderator.id))
    }

    func listModerators() async throws -> AdminAnswer {
        .table(
            [
                AdminColumn("name", "NAME", shrinks: true), AdminColumn("role", "ROLE"),
                AdminColumn("language", "LANGUAGE"), AdminColumn("state", "STATE"), AdminColumn("id", "ID"),
            ],
            try await store.moderators().map { account in
                [
                    .text(PlainText.of(account.moderator.name)), .text(account.moderator.role.rawValue),
                    .text(account.moderator.language),
                    .text(account.isDisabled ? "disabled" : account.password == nil ? "no password yet" : "active"),
                    .text(account.moderator.id.text),
                ]
            })
    }

    func disableModerator(_ name: String) async throws -> AdminAnswer {
        let moderator = try await moderator(name)
        guard try await store.disableModerator(moderator.id) else {
            throw Refusal(why: "this moderator is disabled already")
        }
        return .done(
            "disabled", [AdminField("id", .text(moderator.id.text)), AdminField("state", .text("disabled"))])
    }

    /// The link works once, and is shown here only.
    private func linked(_ moderator: Moderator, _ token: OpaqueToken) -> AdminAnswer {
        let link = links.setup(token)
        return .done(
            link,
            [
                AdminField("id", .text(moderator.id.text)), AdminField("name", .text(moderator.name)),
                AdminField("role", .text(moderator.role.rawValue)), AdminField("link", .text(link)),
            ])
    }

    private func moderator(_ name: String) async throws -> Moderator {
        guard let account = try await store.moderator(named: name) else {
            throw Refusal(why: "there is no moderator \(name)")
        }
        return account.moderator
    }
}
