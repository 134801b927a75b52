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
    private var excuses: [Excuse] = []
    private var counts: [UInt8] = []

    private struct Excuse {
        /// Nil: excuses every term.
        var term: Int?
        var field: CommentField
        var glyphs: ClosedRange<Int>
    }

    /// The view of the text that is scanned: in all but the plain one, only what is not `exact` counts.
    enum View {
        case plain, leet, joined, split
    }

    /// Fewest points of a term that is looked for across a space.
    static let leastOfSplit = 4.0

    mutating func scan(
        _ scanned: borrowing ScannedText, of glyphs: borrowing Glyphs, in field: CommentField, view: View,
        lexicon: Lexicon
    ) {
        var hits: [Hit] = []
        lexicon.scan(scanned, into: &hits)
        let cells = scanned.cells.span
        for hit in hits {
            let pattern = lexicon.patterns[Int(hit.pattern)]
            let (begin, end) = (Int(hit.begin), Int(hit.end))
            if view != .plain, pattern.flags.contains(.exact) { continue }
            guard hit.isMasked || Self.hasRuns(hit, pattern, cells, lexicon.spellings) else { continue }
            if pattern.takesParticles, !Affixes.stand(before: begin, cells) { continue }
            if pattern.endings != .none {
                if !Affixes.stand(behind: end - 1, cells, pattern.endings) { continue }
            } else if !pattern.isOpenBehind, cells[end].code != FoldCode.space {
                continue
            }
            let owner = Int(pattern.owner)
            if view == .split, pattern.kind == .term {
                if !pattern.isClosed || lexicon.terms[owner].points < Self.leastOfSplit { continue }
            }
            let first = Int(cells[begin].first)
            let last = Int(cells[end - 1].last)
            if view != .plain, !Self.hasRealLetter(glyphs, first, last) { continue }
            switch pattern.kind {
            case .term:
                // Three letters are as often an abbreviation, and a hyphen before a short word is spelling.
                let isDisguised =
                    (view != .plain || hit.isMasked) && Self.isLong(cells, begin..<end)
                    && !Self.isHyphenated(glyphs, first, last)
                add(owner, first...last, glyphs, field, isDisguised, terms: lexicon.terms.count)
            case .exception: excuse(owner, first...last, field)
            case .allowed: excuse(nil, first...last, field)
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

    private static func isLong(_ cells: Span<Cell>, _ range: Range<Int>) -> Bool {
        var letters = 0
        for index in range where cells[index].code != FoldCode.space { letters += Int(cells[index].run) }
        return letters >= 4
    }

    /// Whether every letter stands as often as the pattern wants it, or was plainly stretched.
    @inline(__always)
    private static func hasRuns(
        _ hit: Hit, _ pattern: Lexicon.Pattern, _ cells: Span<Cell>, _ spellings: PatternSpellings
    ) -> Bool {
        let exact = pattern.flags.contains(.exact)
        let runs = spellings.runs.span
        var place = spellings.range(hit.pattern).lowerBound
        for index in Int(hit.begin)..<Int(hit.end) {
            let cell = cells[index]
            let wanted = runs[place]
            place += 1
            if cell.run == wanted { continue }
            if exact || !stands(cell, as: Int(wanted), pattern.toleratesDoubles) { return false }
        }
        return true
    }

    /// Whether a letter that a term has `wanted` times in a row may stand as often as it does.
    @inline(__always)
    static func stands(_ cell: Cell, as wanted: Int, _ toleratesDoubles: Bool) -> Bool {
        if cell.run == wanted || cell.code == FoldCode.space { return true }
        if cell.run < wanted || FoldCode.isDigit(cell.code) || cell.code == FoldCode.hidden { return false }
        return cell.run > 2 || toleratesDoubles || isRarelyDoubled(cell.code)
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
