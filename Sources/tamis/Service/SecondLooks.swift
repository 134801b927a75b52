import CommentIntake
import Logging
import ServiceLifecycle
import Store

/// Looks once more at what Akismet's clients were told to wait for. Asking every second costs one look into an index.
struct SecondLooks: Service {
    let store: ModerationStore
    let intake: IntakeDesk
    let logger: Logger

    /// Most that are looked at in one go.
    private static let atOnce = 50

    func run() async throws {
        try await cancelWhenGracefulShutdown {
            while (try? await Task.sleep(for: .seconds(1))) != nil {
                do {
                    for look in try await store.dueSecondLooks(limit: Self.atOnce) { try await take(look) }
                } catch let error as StoreError {
                    // It stays due; the next round tries again.
                    logger.warning("second look failed", metadata: ["error": "\(error)"])
                } catch is CancellationError {
                    return
                }
            }
        }
    }

    private func take(_ look: SecondLook) async throws {
        do {
            try await intake.lookAgain(look)
        } catch let error where !(error is StoreError || error is CancellationError) {
            // Such as a row that no key opens: it would fail for ever. The client decides by itself when it hears nothing.
            logger.error(
                "second look given up", metadata: ["comment": "\(look.comment)", "error": "\(type(of: error))"])
            try await store.dropSecondLook(look.comment)
        }
    }
}
