import Foundation
import Moderation
import Privacy
import Store

extension AdminDesk {
    func addModerator(name: String, role: String, language: String?, sites: [String]) async throws -> AdminAnswer {
        let role = try Self.role(role)
        let language = try Self.language(language ?? settings.language)
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...80).contains(name.utf8.count), !name.contains("@") else {
            throw Refusal(why: "a moderator's name is 1 to 80 bytes and no address")
        }
        let moderator = try await store.addModerator(
            name: name, role: role, language: language.rawValue, sites: try await siteIDs(sites))
        return linked(moderator, try await store.makeLink(for: moderator.id))
    }

    func resetLink(_ name: String) async throws -> AdminAnswer {
        let moderator = try await moderator(name)
        return linked(moderator, try await store.makeLink(for: moderator.id))
    }

    func listModerators() async throws -> AdminAnswer {
        let names = try await siteNames()
        return .table(
            [
                AdminColumn("name", "NAME", shrinks: true), AdminColumn("role", "ROLE"),
                AdminColumn("language", "LANGUAGE"), AdminColumn("sites", "SITES"),
                AdminColumn("state", "STATE"), AdminColumn("id", "ID"),
            ],
            try await store.moderators().map { account in
                [
                    .text(PlainText.of(account.moderator.name)), .text(account.moderator.role.rawValue),
                    .text(account.moderator.language),
                    .texts(account.moderator.sites.map { names[$0] ?? $0.text }.sorted()),
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

    func changeModerator(
        _ name: String, role: String?, language: String?, sites: [String]?
    ) async throws -> AdminAnswer {
        guard role != nil || language != nil || sites != nil else {
            throw Refusal(why: "say what to change: --role, --language or --sites")
        }
        let moderator = try await moderator(name)
        var change = ModerationStore.ModeratorChange()
        change.role = try role.map(Self.role)
        change.language = try language.map(Self.language)?.rawValue
        if let sites { change.sites = try await siteIDs(sites) }
        guard try await store.change(moderator.id, change) else {
            throw Refusal(why: "there is no moderator \(name)")
        }
        let names = try await siteNames()
        return .done(
            "changed",
            [
                AdminField("id", .text(moderator.id.text)), AdminField("name", .text(moderator.name)),
                AdminField("role", .text((change.role ?? moderator.role).rawValue)),
                AdminField("language", .text(change.language ?? moderator.language)),
                AdminField("sites", .texts((change.sites ?? moderator.sites).map { names[$0] ?? $0.text }.sorted())),
            ])
    }

    private func siteIDs(_ names: [String]) async throws -> Set<SiteID> {
        var ids: Set<SiteID> = []
        for name in names { ids.insert(try await site(name).id) }
        return ids
    }

    func listSessions(_ name: String?) async throws -> AdminAnswer {
        var id: ModeratorID?
        if let name { id = try await moderator(name).id }
        return .table(
            [
                AdminColumn("name", "NAME", shrinks: true), AdminColumn("opened_at", "OPENED"),
                AdminColumn("seen_at", "SEEN"), AdminColumn("ends_at", "ENDS"),
            ],
            try await store.sessions(of: id).map {
                [
                    .text(PlainText.of($0.moderator)), .text($0.openedAt.rfc3339), .text($0.seenAt.rfc3339),
                    .text($0.endsAt.rfc3339),
                ]
            })
    }

    func signOut(_ name: String) async throws -> AdminAnswer {
        let moderator = try await moderator(name)
        let count = try await store.signOut(moderator.id)
        return .done(
            count == 1 ? "1 session ended" : "\(count) sessions ended",
            [AdminField("id", .text(moderator.id.text)), AdminField("ended", .integer(count))])
    }

    private static func role(_ text: String) throws -> Role {
        guard let role = Role(rawValue: text) else {
            throw Refusal(why: "roles are \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return role
    }

    private static func language(_ text: String) throws -> PageLanguage {
        guard let language = PageLanguage(rawValue: text) else {
            throw Refusal(why: "languages are \(PageLanguage.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return language
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
