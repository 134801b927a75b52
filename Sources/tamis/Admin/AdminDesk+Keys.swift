import Moderation
import Privacy
import Store

extension AdminDesk {
    func addKey(site: String, name: String, scopes: [String]) async throws -> AdminAnswer {
        guard (1...80).contains(name.utf8.count), PlainText.of(name) == name, !name.contains("\n"),
            !name.contains("@")
        else { throw Refusal(why: "a key's name is one line of 1 to 80 bytes and no address") }
        let known = Set(scopes.compactMap(Scope.init(rawValue:)))
        guard !scopes.isEmpty, known.count == Set(scopes).count else {
            throw Refusal(why: "scopes are \(Scope.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let (key, token) = try await store.addKey(site: try await self.site(site), name: name, scopes: known)
        return .done(
            "\(token.text)  \(key.id)  (shown once)",
            [
                AdminField("id", .text(key.id.text)), AdminField("site", .text(site)), AdminField("name", .text(name)),
                AdminField("scopes", Self.value(known)), AdminField("token", .text(token.text)),
            ])
    }

    /// A key only the Akismet door takes, which asks it to check and to say what a check was.
    func addAkismetKey(site: String, name: String) async throws -> AdminAnswer {
        let (key, token) = try await store.addKey(
            site: try await self.site(site), name: name, scopes: [.submit, .moderate], isAkismet: true)
        return .done(
            "\(token.text)  \(key.id)  (shown once)",
            [
                AdminField("id", .text(key.id.text)), AdminField("site", .text(site)), AdminField("name", .text(name)),
                AdminField("scopes", Self.value(key.scopes)), AdminField("token", .text(token.text)),
            ])
    }

    func addCoralSecret(_ secret: String, site: String) async throws -> AdminAnswer {
        guard (16...500).contains(secret.utf8.count) else { throw Refusal(why: "Coral's secrets have 16 to 500 bytes") }
        guard let id = try await store.addCoralSecret(Secret(Array(secret.utf8)), site: try await self.site(site).id)
        else {
            throw Refusal(
                why: "there are \(ModerationStore.coralSecretLimit) secrets already; drop one that was rolled")
        }
        return .done("\(id)", [AdminField("id", .text(id)), AdminField("site", .text(site))])
    }

    func dropCoralSecret(_ id: String) async throws -> AdminAnswer {
        guard try await store.dropCoralSecret(id) else { throw Refusal(why: "no such secret") }
        return .done("dropped", [AdminField("id", .text(id)), AdminField("state", .text("dropped"))])
    }

    func listKeys(site: String?) async throws -> AdminAnswer {
        let names = try await siteNames()
        var bound: SiteID?
        if let site { bound = try await self.site(site).id }
        return .table(
            [
                AdminColumn("id", "ID"), AdminColumn("site", "SITE"), AdminColumn("name", "NAME", shrinks: true),
                AdminColumn("scopes", "SCOPES", shrinks: true), AdminColumn("state", "STATE"),
            ],
            try await store.keys(site: bound).map { key, isDisabled in
                [
                    .text(key.id.text), .optional(names[key.site]), .text(key.name), Self.value(key.scopes),
                    .text(isDisabled ? "disabled" : "active"),
                ]
            })
    }

    func rotateKey(_ id: String) async throws -> AdminAnswer {
        guard let id = KeyID(id), let token = try await store.rotateKey(id) else { throw Refusal(why: "no such key") }
        return .done(token.text, [AdminField("id", .text(id.text)), AdminField("token", .text(token.text))])
    }

    func disableKey(_ id: String) async throws -> AdminAnswer {
        guard let id = KeyID(id), try await store.disableKey(id) else { throw Refusal(why: "no such key in use") }
        return .done("disabled", [AdminField("id", .text(id.text)), AdminField("state", .text("disabled"))])
    }

    private static func value(_ scopes: Set<Scope>) -> AdminValue {
        .texts(Scope.allCases.filter(scopes.contains).map(\.rawValue))
    }
}
