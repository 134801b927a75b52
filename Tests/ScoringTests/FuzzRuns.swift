import Foundation

/// How many random texts each test tries; `TAMIS_FUZZ_RUNS` asks for more.
enum FuzzRuns {
    static let count = ProcessInfo.processInfo.environment["TAMIS_FUZZ_RUNS"].flatMap { Int($0) } ?? 800
}
