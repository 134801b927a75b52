import CommentIntake
import Foundation
import Logging
import Moderation
import Review
import Store

/// Carries out the command line's wishes on an open store. Each family of commands has a file of its own.
struct AdminDesk: Sendable {
    let store: ModerationStore
    let settings: Settings
    let links: LinkBase
    /// What scores at this moment; nil where nothing does, in a command that holds the folder itself.
    var scoring: LiveScoring?
    /// Of all copies of this desk.
    let imports = SiteImports()
    /// Silent in a command that holds the folder itself: its own words say what it did.
    var logger = Logger(label: "tamis") { _ in SwiftLogNoOpLogHandler() }

    struct LiveScoring: Sendable {
        let engine: LiveEngine
        let reloads: ReloadLog
    }

    /// Why a command is not carried out, in words for whoever typed it.
    struct Refusal: Error {
        let why: String
    }

    /// Never throws: what goes wrong is the answer.
    func run(_ command: AdminCommand, progress: @escaping ProgressTeller) async -> AdminAnswer {
        do {
            return try await perform(command, progress)
        } catch let refusal as Refusal {
            return .refused(refusal.why)
        } catch StoreError.taken {
            return .refused("this name is taken")
        } catch is CancellationError {
            return .refused("cut off before it was done")
        } catch {
            return .refused("\(error)")
        }
    }

    private func perform(_ command: AdminCommand, _ progress: @escaping ProgressTeller) async throws -> AdminAnswer {
        switch command {
        case .addSite(let name, let language): return try await addSite(name: name, language: language)
        case .listSites: return try await listSites()
        case .siteOrigins(let site, let origins): return try await siteOrigins(site: site, origins)
        case .siteContact(let site, let contact): return try await siteContact(site: site, contact)
        case .siteNames: return try await listSiteNames()
        case .addKey(let site, let name, let scopes): return try await addKey(site: site, name: name, scopes: scopes)
        case .addAkismetKey(let site, let name): return try await addAkismetKey(site: site, name: name)
        case .addCoralSecret(let site, let secret): return try await addCoralSecret(secret, site: site)
        case .dropCoralSecret(let id): return try await dropCoralSecret(id)
        case .listKeys(let site): return try await listKeys(site: site)
        case .rotateKey(let id): return try await rotateKey(id)
        case .disableKey(let id): return try await disableKey(id)
        case .addModerator(let name, let role, let language, let sites):
            return try await addModerator(name: name, role: role, language: language, sites: sites)
        case .listModerators: return try await listModerators()
        case .resetLink(let name): return try await resetLink(name)
        case .disableModerator(let name): return try await disableModerator(name)
        case .changeModerator(let name, let role, let language, let sites):
            return try await changeModerator(name, role: role, language: language, sites: sites)
        case .listSessions(let name): return try await listSessions(name)
        case .signOut(let name): return try await signOut(name)
        case .addEndpoint(let site, let wish): return try await addEndpoint(site: site, wish)
        case .changeEndpoint(let id, let wish): return try await changeEndpoint(id, wish)
        case .listEndpoints(let site): return try await listEndpoints(site: site)
        case .setEndpointState(let id, let state): return try await setEndpoint(id, to: state)
        case .rotateEndpoint(let id, let overlapHours):
            return try await rotateEndpoint(id, overlapHours: overlapHours)
        case .testEndpoint(let id): return try await testEndpoint(id)
        case .endpointLog(let id, let state, let limit):
            return try await endpointLog(id: id, state: state, limit: limit)
        case .showEndpoint(let id): return try await showEndpoint(id)
        case .redeliver(let id, let deliveries, let since, let until, let state, let preview):
            return try await redeliver(
                id, deliveries: deliveries, since: since, until: until, state: state, isPreview: preview)
        case .recover(let id, let since, let until, let preview):
            return try await recover(id, since: since, until: until, isPreview: preview)
        case .queue(let site, let limit): return try await queue(site: site, limit: limit)
        case .showComment(let id): return try await show(id)
        case .decide(let ids, let decision, let reason, let note):
            return try await decide(ids: ids, decision: decision, reason: reason, note: note)
        case .undo(let id): return try await undo(id)
        case .setStanding(let comment, let standing, let until, let note):
            return try await setStanding(comment: comment, standing: standing, until: until, note: note)
        case .listStandings(let site): return try await listStandings(site: site)
        case .tryTerm(let site, let text, let category, let points):
            return try await tryTerm(site: site, text: text, category: category, points: points)
        case .addTerm(let site, let text, let category, let points):
            return try await addTerm(site: site, text: text, category: category, points: points)
        case .listTerms(let site): return try await listTerms(site: site)
        case .removeTerm(let site, let id): return try await removeTerm(site: site, id: id)
        case .learn(let site, let lines): return try await learn(site: site, lines)
        case .learned(let site): return try await learned(site: site)
        case .lessons(let site, let after): return try await lessons(site: site, after: after)
        case .forgetLessons(let site): return try await forgetLessons(site: site)
        case .access(let email, let site, let after):
            return try await access(email: email, site: site, after: after)
        case .erase(let email, let site, let keepBodies):
            return try await erase(email: email, site: site, keepBodies: keepBodies, progress)
        case .export(let site, let after, let emails):
            return try await export(site: site, after: after, emails: emails)
        case .takeIn(let site, let comments, let preview, let notify):
            return try await takeIn(comments, site: site, isPreview: preview, notify: notify)
        case .audit(let wish): return try await audit(wish)
        case .doctor: return try await doctor(progress)
        case .schema: return try await schema()
        case .backup(let path, let force): return try await backup(to: path, force: force, progress)
        }
    }

    func site(_ name: String) async throws -> Site {
        guard let site = try await store.site(named: name) else { throw Refusal(why: "there is no site \(name)") }
        return site
    }

    /// The names of the sites by their ids.
    func siteNames() async throws -> [SiteID: String] {
        Dictionary(uniqueKeysWithValues: try await store.sites().map { ($0.id, $0.name) })
    }
}
