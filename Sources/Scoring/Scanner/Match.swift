import Moderation

/// One occurrence of a term, in glyphs of the field it was found in.
struct Match {
    var term: Int
    var field: CommentField
    var glyphs: ClosedRange<Int>
    var bytes: Range<Int>
    /// Spelled with signs, pulled apart, or with letters hidden.
    var isDisguised: Bool
}

/// Everything the scan of one comment found.
struct Matches {
    /// Most that are kept of one term and of all exceptions; more say nothing new.
    static let mostOfOneTerm: UInt8 = 8
    static let mostExcuses = 4_096

    var found: [Match] = []
    /// Votes for the lexicon's languages, by index.
    var votes: [Double]
    private var excuses: [Excuse] = []
    private var counts: [UInt8] = []

    private struct Excuse {
        /// Nil: excuses every term.
        var term: Int?
        var field: CommentField
        var glyphs: ClosedRange<Int>
    }

    init(lexicon: borrowing Lexicon) {
        votes = Array(repeating: 0, count: lexicon.languages.count)
    }

    /// The view of the text that is scanned: in all but the plain one, only what is not `exact` counts.
    enum View {
        case plain, leet, joined, split
    }

    /// Fewest points of a term that is looked for across a space.
    static let leastOfSplit = 4.0

    mutating func scan(
        _ text: borrowing FoldedText, of glyphs: borrowing Glyphs, in field: CommentField, view: View,
        lexicon: borrowing Lexicon
    ) {
        let cells = text.cells.span
        let patterns = lexicon.patterns.span
        let runs = lexicon.runs.span
        lexicon.automaton.scan(cells) { number, end in
            let pattern = patterns[number]
            let begin = end + 1 - Int(pattern.length)
            if view != .plain, pattern.kind == .vote || pattern.flags.contains(.exact) { return }
            guard Self.hasRuns(pattern, cells, begin, runs) else { return }
            if pattern.takesParticles, !Affixes.stand(before: begin, cells) { return }
            if pattern.endings != .none, !Affixes.stand(behind: end, cells, pattern.endings) { return }
            let owner = Int(pattern.owner)
            if view == .split, pattern.kind == .term {
                let isClosed = pattern.hasLeadingBorder && pattern.hasTrailingBorder
                if !isClosed || lexicon.terms[owner].points < Self.leastOfSplit { return }
            }
            if pattern.kind == .vote {
                votes[owner] += pattern.weight
                return
            }
            let first = Int(cells[pattern.hasLeadingBorder ? begin + 1 : begin].first)
            let last = Int(cells[pattern.hasTrailingBorder ? end - 1 : end].last)
            if view != .plain, !Self.hasRealLetter(glyphs, first, last) { return }
            switch pattern.kind {
            case .term:
                // Three letters are as often an abbreviation, and a hyphen before a short word is spelling.
                let isLong = pattern.length >= 6 && last - first >= 3
                let isDisguised =
                    isLong && (view != .plain || (begin...end).contains { cells[$0].code == FoldCode.hidden })
                    && !Self.isHyphenated(glyphs, first, last)
                add(owner, first...last, glyphs, field, isDisguised, terms: lexicon.terms.count)
            case .exception: excuse(owner, first...last, field)
            case .allowed: excuse(nil, first...last, field)
            case .vote: break
            }
        }
    }

    /// Drops what stands inside an innocent word, and what several spellings or views found twice.
    mutating func applyExcuses() {
        dropTwins()
        guard !excuses.isEmpty, !found.isEmpty else { return }
        excuses.sort { $0.glyphs.lowerBound < $1.glyphs.lowerBound }
        found = found.filter { match in
            // Innocent words are short: only those that begin a little before the match can hold it.
            var index = firstExcuse(from: match.glyphs.lowerBound - 400)
            while index < excuses.count, excuses[index].glyphs.lowerBound <= match.glyphs.lowerBound {
                let excuse = excuses[index]
                if excuse.field == match.field, excuse.glyphs.upperBound >= match.glyphs.upperBound,
                    excuse.term == nil || excuse.term == match.term
                {
                    return false
                }
                index += 1
            }
            return true
        }
    }

    private mutating func dropTwins() {
        guard found.count > 1 else { return }
        found.sort {
            if $0.field != $1.field { return $0.field.rawValue < $1.field.rawValue }
            // What is found undisguised comes first and is kept.
            return ($0.glyphs.lowerBound, $0.glyphs.upperBound, $0.term, $0.isDisguised ? 1 : 0)
                < ($1.glyphs.lowerBound, $1.glyphs.upperBound, $1.term, $1.isDisguised ? 1 : 0)
        }
        var kept: [Match] = []
        kept.reserveCapacity(found.count)
        for match in found {
            if let last = kept.last, last.term == match.term, last.glyphs == match.glyphs, last.field == match.field {
                continue
            }
            kept.append(match)
        }
        found = kept
    }

    private func firstExcuse(from glyph: Int) -> Int {
        var low = 0
        var high = excuses.count
        while low < high {
            let middle = (low + high) / 2
            if excuses[middle].glyphs.lowerBound < glyph { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func excuse(_ term: Int?, _ glyphs: ClosedRange<Int>, _ field: CommentField) {
        guard excuses.count < Self.mostExcuses else { return }
        excuses.append(Excuse(term: term, field: field, glyphs: glyphs))
    }

    private mutating func add(
        _ term: Int, _ range: ClosedRange<Int>, _ glyphs: borrowing Glyphs, _ field: CommentField,
        _ isDisguised: Bool, terms: Int
    ) {
        // Counting costs a table; only a comment with many matches needs it.
        if found.count >= 32 {
            if counts.isEmpty {
                counts = Array(repeating: 0, count: terms)
                for match in found where counts[match.term] < Self.mostOfOneTerm { counts[match.term] += 1 }
            }
            guard counts[term] < Self.mostOfOneTerm else { return }
            counts[term] += 1
        }
        found.append(
            Match(
                term: term, field: field, glyphs: range, bytes: glyphs.bytes(range.lowerBound, range.upperBound),
                isDisguised: isDisguised))
    }

    /// Whether every letter stands as often as the pattern wants it, or was plainly stretched.
    @inline(__always)
    private static func hasRuns(_ pattern: Lexicon.Pattern, _ cells: Span<Cell>, _ begin: Int, _ runs: Span<UInt8>)
        -> Bool
    {
        let exact = pattern.flags.contains(.exact)
        for offset in 0..<Int(pattern.length) {
            let cell = cells[begin + offset]
            let wanted = runs[Int(pattern.runsBegin) + offset]
            if cell.run == wanted || cell.code == FoldCode.space { continue }
            if cell.run < wanted || exact || FoldCode.isDigit(cell.code) || cell.code == FoldCode.hidden {
                return false
            }
            if cell.run == 2, !pattern.toleratesDoubles, !Self.isRarelyDoubled(cell.code) { return false }
        }
        return true
    }

    /// Vowels that no language we read writes twice: `fuuck`. Elsewhere two letters make another word.
    @inline(__always)
    private static func isRarelyDoubled(_ code: UInt8) -> Bool {
        code == FoldCode.a + 20 || code == FoldCode.a + 8
    }

    /// Letters and one hyphen between them.
    private static func isHyphenated(_ glyphs: borrowing Glyphs, _ first: Int, _ last: Int) -> Bool {
        var hyphens = 0
        for index in first...last where !FoldCode.isLetter(glyphs.codes[index]) {
            if glyphs.codes[index] != FoldCode.punctuation | UInt8(ascii: "-") { return false }
            hyphens += 1
        }
        return hyphens == 1
    }

    private static func hasRealLetter(_ glyphs: borrowing Glyphs, _ first: Int, _ last: Int) -> Bool {
        for index in first...last where FoldCode.isLetter(glyphs.codes[index]) { return true }
        return false
    }
}
