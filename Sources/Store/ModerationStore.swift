package import Moderation
package import Privacy
import Synchronization

/// Everything Tamis keeps. Decisions and their outbox rows are written by `submit` and `decide` alone, each in one
/// transaction; nothing is answered before it is durable.
package final class ModerationStore: Sendable {
    package let database: any SQLDatabase
    let vault: EmailVault
    let now: WallClock
    let knownKeys = Mutex(KnownKeys())

    /// A value arrives when deliveries have been committed: a worker that sleeps should look.
    package let deliveryWakeups: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation

    /// Opens the store over a database, bringing its schema up to date.
    package init(database: any SQLDatabase, vault: EmailVault, now: @escaping WallClock = Instant.systemNow)
        async throws
    {
        self.database = database
        self.vault = vault
        self.now = now
        (deliveryWakeups, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        try await Migration.run(on: database, now: now())
    }

    func wakeDeliveries() {
        wake.yield()
    }

    package func close() async throws {
        wake.finish()
        try await database.close()
    }
}
