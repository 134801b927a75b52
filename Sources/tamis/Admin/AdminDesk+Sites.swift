import Moderation
import Store

extension AdminDesk {
    func addSite(name: String, language: String?) async throws -> AdminAnswer {
        guard (1...63).contains(name.utf8.count),
            name.utf8.allSatisfy({ (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
        else { throw Refusal(why: "a site's name is 1 to 63 of a-z, 0-9 and -") }
        guard let language = PageLanguage(rawValue: language ?? settings.language) else {
            throw Refusal(why: "languages are \(PageLanguage.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let site = try await store.addSite(name: name, language: language.rawValue)
        return .done("\(site.name)  \(site.id)", fields(of: site))
    }

    func listSites() async throws -> AdminAnswer {
        .table(
            [AdminColumn("name", "NAME"), AdminColumn("language", "LANGUAGE"), AdminColumn("id", "ID")],
            try await store.sites().map { [.text($0.name), .text($0.language), .text($0.id.text)] })
    }

    /// For completions: names alone.
    func listSiteNames() async throws -> AdminAnswer {
        let sites = try await store.sites()
        return AdminAnswer(
            report: .several(sites.map { .one($0.name, [AdminField("name", .text($0.name))]) }), failure: nil)
    }

    private func fields(of site: Site) -> [AdminField] {
        [
            AdminField("name", .text(site.name)), AdminField("language", .text(site.language)),
            AdminField("id", .text(site.id.text)),
        ]
    }
}
