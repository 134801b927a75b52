import Logging
import Moderation
import ServiceLifecycle
import Store

/// Holds the store open until everything that uses it has stopped, and removes what has had its time.
struct StoreService: Service {
    let store: ModerationStore
    let logger: Logger

    func run() async throws {
        do {
            try await gracefulShutdown()
        } catch is CancellationError {
            // What uses the store was given its time to stop and is cut off: everything acknowledged is on disk.
            logger.warning("stopped before everything had ended")
        }
        try await store.close()
        logger.info("store closed")
    }
}

/// Marks the comments of who was erased, after the answer that their key is gone and after a start.
struct Erasing: Service {
    let store: ModerationStore
    let logger: Logger

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            for await _ in store.erasureWakeups {
                do {
                    try await store.finishErasures()
                } catch let error as StoreError {
                    // The key is gone already; the next round marks the rest.
                    logger.warning("erasure not finished", metadata: ["error": "\(error)"])
                } catch is CancellationError {
                    return
                }
            }
        }
    }
}

/// Removes what has had its time, once an hour.
struct Housekeeping: Service {
    let store: ModerationStore
    let retention: Retention
    let logger: Logger

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            while true {
                do {
                    try await store.sweep()
                    try await store.finishErasures()
                    let retired = try await store.retire(retention)
                    if !retired.isNone {
                        logger.info(
                            "comments retired",
                            metadata: ["emptied": "\(retired.emptied)", "unnamed": "\(retired.unnamed)"])
                    }
                    if retired.unopened > 0 {
                        logger.warning(
                            "comments could not be retired: no key opens them",
                            metadata: ["comments": "\(retired.unopened)"])
                    }
                } catch is CancellationError {
                    return
                } catch let error as StoreError {
                    // Nothing depends on it; the next round tries again.
                    logger.warning("sweep failed", metadata: ["error": "\(error)"])
                }
                guard (try? await Task.sleep(for: .seconds(3600))) != nil else { return }  // cancelled: we stop
            }
        }
    }
}
