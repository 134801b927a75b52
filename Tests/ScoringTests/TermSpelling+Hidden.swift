@testable import Scoring

extension TermSpelling {
    /// The ways this word is written with letters hidden: each vowel alone, and all between the first and the last letter;
    /// with `anyLetter` each inner letter alone, and the middle of a root with its ending left (`f***ing`).
    func hiddenSpellings(anyLetter: Bool) -> [TermSpelling] {
        guard !isOpenBefore, !isOpenBehind, codes.allSatisfy(FoldCode.isLatin), codes.count >= 4 else { return [] }
        let letters = zip(codes, runs).flatMap { code, run in Array(repeating: code, count: Int(run)) }
        var result = Set<TermSpelling>()
        let vowels = Set("aeiouy".unicodeScalars.map(FoldCode.latin))
        func hide(_ range: Range<Int>) {
            var codes: [UInt8] = []
            var runs: [UInt8] = []
            for (index, letter) in letters.enumerated() {
                let code = range.contains(index) ? FoldCode.hidden : letter
                if codes.last == code {
                    runs[runs.count - 1] += 1
                } else {
                    codes.append(code)
                    runs.append(1)
                }
            }
            result.insert(TermSpelling(codes: codes, runs: runs))
        }
        // Longer words are told by the letters that are left.
        if anyLetter, letters.count <= 7 {
            for index in 1..<letters.count - 1 where !vowels.contains(letters[index]) { hide(index..<index + 1) }
            if letters.count >= 6 { hide(1..<4) }
        }
        for index in 1..<letters.count - 1 where vowels.contains(letters[index]) {
            hide(index..<index + 1)
            if index + 2 < letters.count { hide(index..<index + 2) }
        }
        for first in 1...2 where first + 1 < letters.count - 1 { hide(first..<letters.count - 1) }
        return result.sorted { $0.codes.lexicographicallyPrecedes($1.codes) }
    }
}
