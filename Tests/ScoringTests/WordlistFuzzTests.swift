import Foundation
import Moderation
import Testing

@testable import Scoring

/// Pieces of the shipped lists, damaged and read. The numbers are the same in every run; `TAMIS_FUZZ_RUNS` asks for more
/// of them.
struct `A damaged wordlist` {
    static let runs = ProcessInfo.processInfo.environment["TAMIS_FUZZ_RUNS"].flatMap { Int($0) } ?? 1_000

    @Test func `is read or refused by line, and what is read is written and read again the same`() throws {
        let lines = try Self.shippedLines()
        try #require(lines.count > 1_000)
        var random = FuzzNumbers(seed: 11)
        var accepted = 0
        for run in 0..<Self.runs {
            var bytes = Self.piece(of: lines, using: &random)
            FuzzDamage.damage(&bytes, telling: Self.telling, using: &random)
            // A file that is not UTF-8 is refused before it is parsed.
            let text = String(decoding: bytes, as: UTF8.self)
            let lineCount = text.utf8.count { $0 == 10 } + 1
            let reading = WordlistReading(text, file: "fuzz.txt")
            for problem in reading.problems where !(0...lineCount).contains(problem.line) || problem.what.isEmpty {
                Issue.record("run \(run): line \(problem.line) of \(lineCount): \(problem.what)\n\(text)")
                return
            }
            guard let list = reading.list else {
                if reading.problems.isEmpty { Issue.record("run \(run): refused without a word\n\(text)") }
                continue
            }
            guard list.terms.allSatisfy({ (1...lineCount).contains($0.line) }) else {
                Issue.record("run \(run): a term stands on no line\n\(text)")
                return
            }
            // With a bad header it is only good for telling more problems.
            guard reading.problems.isEmpty else { continue }
            accepted += list.terms.isEmpty ? 0 : 1
            guard Self.isSame(list, run, text) else { return }
        }
        // Without this the damage might refuse everything and nothing would have been compared.
        #expect(accepted > Self.runs / 10)
    }

    /// What a list says, in words that compare.
    private static func content(_ list: Wordlist) -> [String] {
        var content = [list.language, list.label, list.category, "\(list.shadow)"]
        for term in list.terms {
            content += [term.text, "\(term.points)", term.flags.words.joined(separator: " "), term.why]
            content.append("\(term.spellings.count)")
            for exception in term.exceptions { content.append("!" + exception.text) }
            for example in term.mustMatch { content.append("+" + example.text) }
            for example in term.mustNotMatch { content.append("-" + example.text) }
        }
        return content
    }

    private static func isSame(_ list: Wordlist, _ run: Int, _ text: String) -> Bool {
        let written = list.text
        // A line gets longer by what the header said for it; past the bound it can be written but not read.
        if written.utf8.split(separator: 10).contains(where: { $0.count > Wordlist.mostLineBytes }) { return true }
        let again = WordlistReading(written, file: "again.txt")
        guard again.problems.isEmpty, let read = again.list, content(read) == content(list) else {
            Issue.record("run \(run): written and read again it differs: \(again.problems)\n\(text)\n---\n\(written)")
            return false
        }
        return true
    }

    private static let telling = Array("\t\n\r #!+-*{},:.0123é".utf8) + Array("قح\u{200F}".utf8)

    private static func shippedLines() throws -> [[UInt8]] {
        let folder = Shipped.folder("wordlists")
        var lines: [[UInt8]] = []
        for language in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
            guard let files = FileManager.default.enumerator(atPath: folder + "/" + language) else { continue }
            for case let file as String in files where file.hasSuffix(".txt") {
                let data = try #require(FileManager.default.contents(atPath: "\(folder)/\(language)/\(file)"))
                lines += data.split(separator: 10).map(Array.init)
            }
        }
        return lines.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// A header and a few lines from anywhere, so that a run is short.
    private static func piece(of lines: [[UInt8]], using random: inout FuzzNumbers) -> [UInt8] {
        var bytes = Array("language: fr\nlabel: abuse\ncategory: insult\npoints: 3\n".utf8)
        if Int.random(in: 0..<8, using: &random) == 0 { bytes += Array("arabizi: true\n".utf8) }
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            guard let line = lines.randomElement(using: &random), line.count < 300 else { continue }
            bytes += line + [10]
        }
        return bytes
    }
}

/// Numbers that look random and are the same in every run (SplitMix64, Steele, Lea and Flood, 2014).
struct FuzzNumbers: RandomNumberGenerator {
    var seed: UInt64

    mutating func next() -> UInt64 {
        seed &+= 0x9E37_79B9_7F4A_7C15
        var mixed = seed
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

enum FuzzDamage {
    /// A few bytes changed, lost, put in or repeated, or the end cut off; one text in eight stays whole.
    static func damage(_ bytes: inout [UInt8], telling: [UInt8], using random: inout FuzzNumbers) {
        for _ in 0..<Int.random(in: 0...7, using: &random) {
            guard !bytes.isEmpty else { return }
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<7, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1, 2: bytes[place] = telling.randomElement(using: &random) ?? 0
            case 3: bytes.remove(at: place)
            case 4: bytes.insert(telling.randomElement(using: &random) ?? 0, at: place)
            case 5:
                let end = min(bytes.count, place + Int.random(in: 1...40, using: &random))
                bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
            default: bytes.removeSubrange(min(bytes.count - 1, place + bytes.count / 2)...)
            }
        }
    }
}
