import Logging
import ServiceLifecycle
import Store

/// Holds the store open until everything that uses it has stopped, and removes what has had its time.
struct StoreService: Service {
    let store: ModerationStore
    let logger: Logger

    func run() async throws {
        try await gracefulShutdown()
        try await store.close()
        logger.info("store closed")
    }
}

/// Removes what has had its time, once an hour.
struct Housekeeping: Service {
    let store: ModerationStore
    let logger: Logger

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            while true {
                do {
                    try await store.sweep()
                } catch let error as StoreError {
                    // Nothing depends on it; the next round tries again.
                    logger.warning("sweep failed", metadata: ["error": "\(error)"])
                }
                guard (try? await Task.sleep(for: .seconds(3600))) != nil else { return }  // cancelled: we stop
            }
        }
    }
}
