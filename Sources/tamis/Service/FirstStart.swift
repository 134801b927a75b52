import Moderation
import Privacy
import Store

/// What a new installation needs before anybody can use it.
enum FirstStart {
    /// Makes the first site with a key and the first admin. Returns the lines to print: secrets are shown once.
    static func prepare(_ store: ModerationStore, settings: Settings, links: LinkBase) async throws -> [String] {
        var lines: [String] = []
        if try await store.sites().isEmpty {
            let site = try await store.addSite(name: "default", language: settings.language)
            let (_, token) = try await store.addKey(
                site: site, name: "first", scopes: [.submit, .score, .read, .moderate])
            lines.append("First site     \(site.name)")
            lines.append("Its API key    \(token.text)   (shown once)")
        }
        let accounts = try await store.moderators()
        guard !accounts.contains(where: { $0.password != nil && !$0.isDisabled }) else { return lines }
        let admin: Moderator
        if let waiting = accounts.first(where: { $0.moderator.role == .admin && !$0.isDisabled }) {
            admin = waiting.moderator
        } else {
            admin = try await store.addModerator(name: "admin", role: .admin, language: settings.language)
        }
        let link = try await store.makeLink(for: admin.id)
        lines.append("First login    \(links.setup(link))   (works once, for 48 hours; the name is \(admin.name))")
        return lines
    }
}
