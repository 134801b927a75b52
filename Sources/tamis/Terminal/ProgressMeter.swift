import Foundation
import Synchronization

/// Shows long work on standard error: a bar that is drawn over on a terminal, a plain line every so often elsewhere.
/// What takes less than a moment shows nothing.
final class ProgressMeter: Sendable {
    private struct State {
        var begun: ContinuousClock.Instant?
        var shown: ContinuousClock.Instant?
        var isDrawn = false
    }

    private let isTerminal: Bool
    private let width: Int
    private let clock: @Sendable () -> ContinuousClock.Instant
    private let write: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// How long nothing is shown, and how long between two lines that stay.
    static let patience = Duration.milliseconds(500)
    static let plainInterval = Duration.seconds(10)
    private static let drawInterval = Duration.milliseconds(100)

    init(
        isTerminal: Bool = Terminal.errorIsTerminal, width: Int = Terminal.width(2),
        clock: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        write: @escaping @Sendable (String) -> Void = { FileHandle.standardError.write(Data($0.utf8)) }
    ) {
        self.isTerminal = isTerminal
        self.width = width
        self.clock = clock
        self.write = write
    }

    func show(_ progress: AdminProgress) {
        let now = clock()
        state.withLock { state in
            let begun = state.begun ?? now
            state.begun = begun
            guard begun.duration(to: now) >= (isTerminal ? Self.patience : Self.plainInterval) else { return }
            if let shown = state.shown,
                shown.duration(to: now) < (isTerminal ? Self.drawInterval : Self.plainInterval)
            {
                return
            }
            state.shown = now
            let line = ProgressLine(progress: progress)
            if isTerminal {
                write("\r\u{1B}[K" + line.bar(width: width))
                state.isDrawn = true
            } else {
                write(line.plain + "\n")
            }
        }
    }

    /// Takes the bar away, so that what follows stands on a line of its own.
    func end() {
        state.withLock { state in
            if state.isDrawn { write("\r\u{1B}[K") }
            state.isDrawn = false
        }
    }
}
