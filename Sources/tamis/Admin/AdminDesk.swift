import Foundation
import Moderation
import Privacy
import Review
import Store
import WebhookNotifier

/// Carries out the command line's wishes on an open store.
struct AdminDesk: Sendable {
    let store: ModerationStore
    let settings: Settings
    let links: LinkBase

    private var desk: ReviewDesk { ReviewDesk(store: store) }

    /// Never throws: what goes wrong is the answer.
    func run(_ command: AdminCommand) async -> AdminAnswer {
        do {
            return try await perform(command)
        } catch let refusal as Refusal {
            return .refused(refusal.why)
        } catch StoreError.taken {
            return .refused("this name is taken")
        } catch {
            return .refused("\(error)")
        }
    }

    private struct Refusal: Error {
        let why: String
    }

    private func perform(_ command: AdminCommand) async throws -> AdminAnswer {
        switch command {
        case .addSite(let name, let language):
            guard (1...63).contains(name.utf8.count),
                name.utf8.allSatisfy({
                    (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
                })
            else { throw Refusal(why: "a site's name is 1 to 63 of a-z, 0-9 and -") }
            let site = try await store.addSite(name: name, language: language ?? settings.language)
            return .done("\(site.name)  \(site.id)")
        case .listSites:
            return .done(
                TextTable(
                    ["NAME", "LANGUAGE", "ID"], try await store.sites().map { [$0.name, $0.language, $0.id.text] }
                ).text)
        case .addKey(let site, let name, let scopes): return try await addKey(site: site, name: name, scopes: scopes)
        case .listKeys(let site): return try await listKeys(site: site)
        case .rotateKey(let id):
            guard let id = KeyID(id), let token = try await store.rotateKey(id) else {
                throw Refusal(why: "no such key")
            }
            return .done("\(token.text)")
        case .disableKey(let id):
            guard let id = KeyID(id), try await store.disableKey(id) else { throw Refusal(why: "no such key in use") }
            return .done("disabled")
        case .addModerator(let name, let role, let language):
            return try await addModerator(name: name, role: role, language: language)
        case .listModerators:
            let rows = try await store.moderators().map { account in
                [
                    account.moderator.name, account.moderator.role.rawValue, account.moderator.language,
                    account.isDisabled ? "disabled" : account.password == nil ? "no password yet" : "active",
                    account.moderator.id.text,
                ]
            }
            return .done(TextTable(["NAME", "ROLE", "LANGUAGE", "STATE", "ID"], rows).text)
        case .resetLink(let name):
            return .done(links.setup(try await store.makeLink(for: try await moderator(name).id)))
        case .disableModerator(let name):
            guard try await store.disableModerator(try await moderator(name).id) else {
                throw Refusal(why: "this moderator is disabled already")
            }
            return .done("disabled")
        case .addEndpoint(let site, let url, let types, let body):
            return try await addEndpoint(site: site, url: url, types: types, body: body)
        case .listEndpoints(let site): return try await listEndpoints(site: site)
        case .setEndpointState(let id, let state):
            guard let id = EndpointID(id), let state = Endpoint.State(rawValue: state),
                try await store.setState(state, of: id)
            else { throw Refusal(why: "no such endpoint") }
            return .done(state.rawValue)
        case .rotateEndpoint(let id):
            let secret = EndpointSecret.random()
            guard let id = EndpointID(id), try await store.setSecret(secret.key, of: id) else {
                throw Refusal(why: "no such endpoint")
            }
            return .done(secret.text)
        case .testEndpoint(let id):
            let endpoint = try await endpoint(id)
            let site = try await store.sites().first { $0.id == endpoint.site }?.name ?? ""
            return .done("queued \(try await store.addTestDelivery(to: endpoint, site: site))")
        case .endpointLog(let id, let limit): return try await endpointLog(id: id, limit: limit)
        case .queue(let site, let limit): return try await queue(site: site, limit: limit)
        case .showComment(let id): return try await show(id)
        case .decide(let ids, let decision, let reason, let note):
            return try await decide(ids: ids, decision: decision, reason: reason, note: note)
        case .undo(let id):
            guard let id = CommentID(id) else { throw Refusal(why: "no such comment") }
            return try answer(try await desk.undo(id, site: nil, expected: nil, by: .commandLine), id: id.text)
        case .doctor: return try await doctor()
        }
    }

    // MARK: Keys and moderators

    private func addKey(site: String, name: String, scopes: [String]) async throws -> AdminAnswer {
        guard (1...80).contains(name.utf8.count), TextTable.plain(name) == name, !name.contains("\n"),
            !name.contains("@")
        else { throw Refusal(why: "a key's name is one line of 1 to 80 bytes and no address") }
        let known = Set(scopes.compactMap(Scope.init(rawValue:)))
        guard !scopes.isEmpty, known.count == Set(scopes).count else {
            throw Refusal(why: "scopes are \(Scope.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let (key, token) = try await store.addKey(site: try await self.site(site), name: name, scopes: known)
        return .done("\(token.text)  \(key.id)  (shown once)")
    }

    private func listKeys(site: String?) async throws -> AdminAnswer {
        let names = Dictionary(uniqueKeysWithValues: try await store.sites().map { ($0.id, $0.name) })
        var bound: SiteID?
        if let site { bound = try await self.site(site).id }
        let rows = try await store.keys(site: bound).map { key, isDisabled in
            [
                key.id.text, names[key.site] ?? "", key.name,
                Scope.allCases.filter(key.scopes.contains).map(\.rawValue).joined(separator: ","),
                isDisabled ? "disabled" : "active",
            ]
        }
        return .done(TextTable(["ID", "SITE", "NAME", "SCOPES", "STATE"], rows).text)
    }

    private func addModerator(name: String, role: String, language: String?) async throws -> AdminAnswer {
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
        return .done(links.setup(try await store.makeLink(for: moderator.id)))
    }

    // MARK: Endpoints

    private func addEndpoint(site: String, url: String, types: [String], body: Bool) async throws -> AdminAnswer {
        let site = try await self.site(site)
        let checked: WebhookURL
        do { checked = try settings.webhookRules.check(url) } catch { throw Refusal(why: error.words) }
        let known = types.isEmpty ? Set(EventType.allCases) : Set(types.compactMap(EventType.init(rawValue:)))
        guard types.isEmpty || known.count == Set(types).count else {
            throw Refusal(why: "events are \(EventType.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let secret = EndpointSecret.random()
        let endpoint = try await store.addEndpoint(
            site: site.id, url: checked.text, types: known, wantsBody: body, secret: secret.key)
        return .done("\(endpoint.id)  \(secret.text)  (shown once)")
    }

    private func listEndpoints(site: String?) async throws -> AdminAnswer {
        var bound: SiteID?
        if let site { bound = try await self.site(site).id }
        let rows = try await store.endpoints(site: bound).map { endpoint in
            [
                endpoint.id.text, endpoint.state.rawValue, endpoint.wantsBody ? "with body" : "without body",
                EventType.allCases.filter(endpoint.types.contains).map(\.rawValue).joined(separator: ","), endpoint.url,
            ]
        }
        return .done(TextTable(["ID", "STATE", "BODY", "EVENTS", "URL"], rows).text)
    }

    private func endpointLog(id: String, limit: Int) async throws -> AdminAnswer {
        let rows = try await store.deliveries(of: try await endpoint(id).id, limit: limit).map { delivery in
            [
                delivery.createdAt.rfc3339, delivery.type, delivery.state, "\(delivery.attempts.count)",
                delivery.attempts.last?.httpStatus.map(String.init) ?? "-", delivery.attempts.last?.problem ?? "",
            ]
        }
        return .done(TextTable(["MADE", "EVENT", "STATE", "ATTEMPTS", "STATUS", "PROBLEM"], rows).text)
    }

    // MARK: Queue

    private func queue(site: String?, limit: Int) async throws -> AdminAnswer {
        var bound: SiteID?
        if let site { bound = try await self.site(site).id }
        let rows = try await desk.queue(site: bound, limit: limit).items.map { comment in
            [
                comment.id.text, String(format: "%.2f", comment.spam), String(format: "%.2f", comment.abuse),
                comment.language, comment.decision.reasons.joined(separator: ","),
                TextTable.excerpt(Redaction.hidingAddresses(in: comment.body), width: 60),
            ]
        }
        return .done(TextTable(["ID", "SPAM", "ABUSE", "LANG", "REASONS", "TEXT"], rows).text)
    }

    private func show(_ id: String) async throws -> AdminAnswer {
        guard let id = CommentID(id), let comment = try await desk.comment(id, site: nil) else {
            throw Refusal(why: "no such comment")
        }
        var lines = [
            "\(comment.id)  \(comment.status.rawValue)  version \(comment.version)  \(comment.receivedAt.rfc3339)",
            "spam \(String(format: "%.2f", comment.spam))  abuse \(String(format: "%.2f", comment.abuse))  \(comment.language)",
            "", TextTable.plain(Redaction.hidingAddresses(in: comment.body)), "",
        ]
        lines += comment.signals.map { "  \(String(format: "%+.1f", $0.points))  \($0.name)" }
        return .done(lines.joined(separator: "\n"))
    }

    private func decide(ids: [String], decision: String, reason: String?, note: String?) async throws -> AdminAnswer {
        let act: ReviewAct
        do { act = try ReviewAct(decision: decision, reason: reason, note: note) } catch {
            switch error {
            case .unknownDecision: throw Refusal(why: "decisions are approve, flag, reject")
            case .unknownReason:
                throw Refusal(why: "reasons are \(ReviewAct.reasons.map(\.rawValue).joined(separator: ", "))")
            case .reasonRequired: throw Refusal(why: "a rejection needs --reason")
            case .noteTooLong(let limit): throw Refusal(why: "a note has at most \(limit) bytes")
            }
        }
        var lines: [String] = []
        var missing: [String] = []
        for text in ids {
            guard let id = CommentID(text) else {
                missing.append(text)
                continue
            }
            let answer = try answer(
                try await desk.decide(act, on: id, site: nil, expected: nil, by: .commandLine), id: id.text)
            if let failure = answer.failure { missing.append(failure) } else { lines.append(answer.text) }
        }
        return AdminAnswer(
            text: lines.joined(separator: "\n"), failure: missing.isEmpty ? nil : missing.joined(separator: "; "))
    }

    private func answer(_ result: DecideResult, id: String) throws -> AdminAnswer {
        switch result {
        case .decided(let version, let status): .done("\(id)  \(status.rawValue)  version \(version)")
        case .notFound: .refused("\(id): no such comment")
        case .changed(let version, _): .refused("\(id): has changed, it is at version \(version)")
        case .nothingToUndo: .refused("\(id): nothing to undo")
        }
    }

    // MARK: Looking things up

    private func site(_ name: String) async throws -> Site {
        guard let site = try await store.site(named: name) else { throw Refusal(why: "there is no site \(name)") }
        return site
    }

    private func moderator(_ name: String) async throws -> Moderator {
        guard let account = try await store.moderator(named: name) else {
            throw Refusal(why: "there is no moderator \(name)")
        }
        return account.moderator
    }

    private func endpoint(_ id: String) async throws -> Endpoint {
        guard let id = EndpointID(id), let endpoint = try await store.endpoint(id, site: nil) else {
            throw Refusal(why: "no such endpoint")
        }
        return endpoint
    }
}
