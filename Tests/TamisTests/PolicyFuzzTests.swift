import Foundation
import Moderation
import Scoring
import Testing

@testable import tamis

/// The shipped policy, damaged and read. The numbers are the same in every run; `TAMIS_FUZZ_RUNS` asks for more of them.
struct `A damaged policy` {
    static let runs = ProcessInfo.processInfo.environment["TAMIS_FUZZ_RUNS"].flatMap { Int($0) } ?? 3_000

    @Test func `is read within its bounds or refused by line, twice the same`() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let shipped = try String(contentsOf: root.appendingPathComponent("config/policy.yaml"), encoding: .utf8)
        let blocks = Self.blocks(of: shipped)
        try #require(blocks.count > 5)
        var random = SeededNumbers(seed: 12)
        var accepted = 0
        for run in 0..<Self.runs {
            let text = Self.piece(of: blocks, using: &random)
            let lineCount = text.unicodeScalars.count { Self.lineBreaks.contains($0) } + 2
            let problems = PolicyFile.problems(in: text, file: "fuzz.yaml")
            for problem in problems where !(1...lineCount).contains(problem.line ?? 1) || problem.what.isEmpty {
                Issue.record("run \(run): line \(problem.line ?? -1) of \(lineCount): \(problem.what)\n\(text)")
                return
            }
            do {
                let policy = try PolicyFile.parse(text, file: "fuzz.yaml")
                accepted += 1
                guard problems.isEmpty, Self.isInBounds(policy),
                    try PolicyFile.parse(text, file: "again.yaml") == policy
                else {
                    Issue.record("run \(run): accepted, and should not be: \(policy)\n\(text)")
                    return
                }
            } catch {
                guard !problems.isEmpty else {
                    Issue.record("run \(run): refused, and no problem is told: \(error)\n\(text)")
                    return
                }
            }
        }
        // Without this the damage might refuse everything and no policy would have been looked at.
        #expect(accepted > Self.runs / 20)
    }

    private static func isInBounds(_ policy: Policy) -> Bool {
        for label in Label.allCases {
            let threshold = policy.thresholds[label]
            guard threshold.flag.isFinite, threshold.flag > 0, (threshold.reject ?? .infinity) >= threshold.flag else {
                return false
            }
            let likely = policy.probability(label, points: threshold.flag)
            guard (0...1).contains(likely) else { return false }
        }
        let limits = policy.limits
        return policy.points.rules.values.allSatisfy { abs($0) <= 100 }
            && policy.points.caps.values.allSatisfy { $0.isFinite && $0 >= 0 }
            && [limits.bodyBytes, limits.nameBytes, limits.emailBytes, limits.urlBytes].allSatisfy { $0 > 0 }
            && policy.composites.allSatisfy { $0.points.isFinite && !($0.all.isEmpty && $0.any.isEmpty) }
    }

    /// The file by its top keys.
    private static func blocks(of text: String) -> [[UInt8]] {
        var blocks: [[UInt8]] = []
        for line in text.utf8.split(separator: 10) {
            let isTop = line.first.map { $0 != 0x20 && $0 != UInt8(ascii: "#") } ?? false
            if isTop || blocks.isEmpty { blocks.append([]) }
            blocks[blocks.count - 1] += Array(line) + [10]
        }
        return blocks
    }

    /// What ends a line by YAML 1.1, which our reader follows: a place it tells is counted so.
    private static let lineBreaks: Set<Unicode.Scalar> = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]

    private static let telling = Array("\n \t:,-[]{}&*!|>'\"%@`#?~0123456789.eE".utf8)

    private static func piece(of blocks: [[UInt8]], using random: inout SeededNumbers) -> String {
        var bytes: [UInt8] = []
        for block in blocks where Int.random(in: 0..<3, using: &random) == 0 { bytes += block }
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            guard !bytes.isEmpty else { break }
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<7, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1, 2: bytes[place] = telling.randomElement(using: &random) ?? 0
            case 3: bytes.remove(at: place)
            case 4: bytes.insert(telling.randomElement(using: &random) ?? 0, at: place)
            case 5:
                let end = min(bytes.count, place + Int.random(in: 1...60, using: &random))
                bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
            default: bytes.removeSubrange(min(bytes.count - 1, place + bytes.count / 2)...)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Numbers that look random and are the same in every run (SplitMix64, Steele, Lea and Flood, 2014).
struct SeededNumbers: RandomNumberGenerator {
    var seed: UInt64

    mutating func next() -> UInt64 {
        seed &+= 0x9E37_79B9_7F4A_7C15
        var mixed = seed
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
