import Foundation
import Glibc

/// Runs long work on a thread of its own that gives way to everybody else: requests go first.
func aside<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        let thread = Thread {
            // Of this thread alone, as Linux has it; who may not be nice is merely not nice.
            _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
            continuation.resume(with: Result(catching: work))
        }
        thread.name = "tamis.aside"
        // As deep as a main thread: a nested YAML text is read here too.
        thread.stackSize = 8 << 20
        thread.start()
    }
}
