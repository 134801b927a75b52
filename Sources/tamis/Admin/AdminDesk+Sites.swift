import CommentIntake
import HTTPAPI
import Moderation
import Privacy
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
        var rows: [[AdminValue]] = []
        for site in try await store.sites() {
            let origins = try await store.origins(site: site.id).joined(separator: " ")
            rows.append([.text(site.name), .text(site.language), .text(site.id.text), .text(origins)])
        }
        return .table(
            [
                AdminColumn("name", "NAME"), AdminColumn("language", "LANGUAGE"), AdminColumn("id", "ID"),
                AdminColumn("origins", "ORIGINS"),
            ], rows)
    }

    /// Says from which pages readers may post by themselves, or shows it.
    func siteOrigins(site name: String, _ wanted: [String]?) async throws -> AdminAnswer {
        let site = try await site(name)
        if let wanted {
            guard wanted.count <= ModerationStore.originLimit else {
                throw Refusal(why: "a site has at most \(ModerationStore.originLimit) origins")
            }
            let origins = try wanted.map { text in
                guard let origin = PageOrigin(text) else {
                    throw Refusal(
                        why: "an origin is a scheme and a host, such as https://news.example.org, without a path")
                }
                return origin.text
            }
            try await store.setOrigins(origins, site: site.id)
        }
        let origins = try await store.origins(site: site.id)
        let said =
            origins.isEmpty
            ? "\(site.name): the public form is closed" : "\(site.name): \(origins.joined(separator: " "))"
        return .done(
            said, [AdminField("name", .text(site.name)), AdminField("origins", .text(origins.joined(separator: " ")))])
    }

    /// Says where authors may object, or shows it.
    func siteContact(site name: String, _ wanted: String?) async throws -> AdminAnswer {
        let site = try await site(name)
        if let wanted {
            guard wanted.isEmpty || Self.isContact(wanted) else {
                throw Refusal(why: "a contact is an http or https URL or an e-mail address, at most 300 bytes")
            }
            try await store.setContact(wanted.isEmpty ? nil : wanted, of: site.id)
        }
        let contact = try await store.contact(of: site.id)
        return .done(
            "\(site.name): \(contact ?? "no contact")",
            [AdminField("name", .text(site.name)), AdminField("contact", .optional(contact))])
    }

    private static func isContact(_ text: String) -> Bool {
        guard text.utf8.count <= 300 else { return false }
        return text.hasPrefix("http://") || text.hasPrefix("https://")
            ? WebAddress.complete(text) == text : (try? PrivateEmail(text)) != nil  // malformed is what is asked about
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
