package import Moderation
package import Privacy
import Synchronization

/// Everything Tamis keeps. Decisions and their outbox rows are written by `submit` and `decide` alone, each in one
/// transaction; nothing is answered before it is durable.
package final class ModerationStore: Sendable {
    package let database: any SQLDatabase
    let vault: EmailVault
    let isReader: Bool
    package let now: WallClock
    let knownKeys = Mutex(KnownKeys())
    let formSites = Mutex(FormSites())
    let threadLanguages = Mutex(ThreadLanguages())
    let learnings = SiteLearnings()
    let leases = DeliveryLeases()
    let ownTerms = Mutex<[SiteID: OwnTerms]>([:])
    /// Versions of policies whose terms are kept already.
    let keptPolicies = Mutex(Set<String>())
    /// What everybody who works with this store counts.
    package let measures: Measures

    /// A value arrives when deliveries have been committed: a worker that sleeps should look.
    package let deliveryWakeups: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation
    /// A value arrives when somebody was erased, and one at the start: comments may wait to be marked.
    package let erasureWakeups: AsyncStream<Void>
    private let wakeErasing: AsyncStream<Void>.Continuation
    /// Rings when what waits for review may be another, and when a session ends: after the commit.
    package let queueChanges = Bells()

    /// Opens the store over a database, bringing its schema up to date. A reader changes nothing and wants it so.
    package init(
        database: any SQLDatabase, vault: EmailVault, isReader: Bool = false,
        now: @escaping WallClock = Instant.systemNow
    ) async throws {
        self.database = database
        measures = Measures(database: database.measures)
        self.vault = vault
        self.isReader = isReader
        self.now = now
        (deliveryWakeups, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        (erasureWakeups, wakeErasing) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        wakeErasing.yield()
        if isReader {
            try await Migration.check(database)
        } else {
            try await Migration.run(on: database, now: now())
        }
    }

    /// Whether the vault's keys open what is sealed here: other keys would open no address and mix two kinds of seal.
    package func keysFit() async throws -> Bool {
        let (key, secret) = try await database.read {
            (try $0.row(CommentSQL.anyAuthorKey), try $0.row(EndpointSQL.anySecret))
        }
        do {
            if let key { _ = try vault.unwrap(WrappedAuthorKey(stored: try key.blob(1)), author: try key.text(0)) }
            if let secret {
                let purpose = Self.secretPurpose(EndpointID(stored: try secret.text(0)))
                _ = try vault.openSecret(try secret.blob(1), purpose: purpose)
            }
            return true
        } catch {
            return false
        }
    }

    func wakeDeliveries() {
        wake.yield()
    }

    func wakeErasures() {
        wakeErasing.yield()
    }

    package func close() async throws {
        wake.finish()
        wakeErasing.finish()
        queueChanges.close()
        try await database.close()
    }
}
