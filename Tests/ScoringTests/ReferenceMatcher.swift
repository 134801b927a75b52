import Moderation

@testable import Scoring

/// What `wordlists/README.md` says a list finds, done the slow way: every spelling of every term held against every place
/// of every view, cell by cell. No hashes, no tables beside it.
struct ReferenceMatcher {
    struct Found: Hashable, Comparable, CustomStringConvertible {
        /// Place of the term among the terms of all lists.
        var term: Int
        var first: Int
        var last: Int

        var description: String { "term \(term) at \(first)...\(last)" }
        static func < (one: Found, other: Found) -> Bool {
            (one.first, one.last, one.term) < (other.first, other.last, other.term)
        }
    }

    let lists: [Wordlist]

    func matches(in text: String) -> Set<Found> {
        let glyphs = Glyphs(text.utf8Span.span)
        var views: [(cells: [Cell], view: Matches.View)] = [(FoldedText(plain: glyphs).cells, .plain)]
        if let view = FoldedText(leet: glyphs) { views.append((view.cells, .leet)) }
        if let view = FoldedText(leet: glyphs, alternate: true) { views.append((view.cells, .leet)) }
        if let view = FoldedText(joined: glyphs) { views.append((view.cells, .joined)) }
        if let view = FoldedText(split: glyphs) { views.append((view.cells, .split)) }
        var found = Set<Found>()
        var excuses: [(term: Int?, first: Int, last: Int)] = []
        for (cells, view) in views {
            var number = 0
            for list in lists {
                for term in list.terms {
                    defer { number += 1 }
                    let isExact = term.flags.contains(.exact)
                    for spelling in spellings(of: term, list) where !(isExact && view != .plain) {
                        for (first, last) in places(spelling, cells, term, view, isExact: isExact, isTerm: true)
                        where view == .plain || hasLetter(glyphs, first, last) {
                            if list.role == .allowlist {
                                excuses.append((nil, first, last))
                            } else {
                                found.insert(Found(term: number, first: first, last: last))
                            }
                        }
                    }
                    for spelling in term.exceptions.flatMap({ Array($0.spellings) }) {
                        for (first, last) in places(spelling, cells, term, view, isExact: false, isTerm: false)
                        where view == .plain || hasLetter(glyphs, first, last) {
                            excuses.append((number, first, last))
                        }
                    }
                }
            }
        }
        return found.filter { match in
            !excuses.contains { excuse in
                (excuse.term == nil || excuse.term == match.term) && excuse.first <= match.first
                    && excuse.last >= match.last
            }
        }
    }

    private func spellings(of term: Wordlist.Term, _ list: Wordlist) -> [TermSpelling] {
        var all = Array(term.spellings)
        if list.role == .points, term.points >= 2.5, !term.flags.contains(.exact) {
            all += all.flatMap { $0.hiddenSpellings(anyLetter: term.points >= 5) }
        }
        return all
    }

    /// Glyphs of each place at which a spelling stands.
    private func places(
        _ spelling: TermSpelling, _ cells: [Cell], _ term: Wordlist.Term, _ view: Matches.View, isExact: Bool,
        isTerm: Bool
    ) -> [(Int, Int)] {
        let count = spelling.codes.count
        guard cells.count >= count else { return [] }
        let isArabic = FoldCode.isArabic(spelling.codes[0])
        let takesParticles = isArabic && !spelling.isOpenBefore && !term.flags.contains(.bare)
        let isClosed = !spelling.isOpenBefore && !spelling.isOpenBehind && !takesParticles
        if view == .split, isTerm, !isClosed || term.points < Matches.leastOfSplit { return [] }
        let isLong = isTerm && spelling.runs.reduce(0) { $0 + Int($1) } >= 5
        return (0...cells.count - count).compactMap { begin in
            for (offset, code) in spelling.codes.enumerated() {
                let cell = cells[begin + offset]
                guard cell.code == code, stands(cell, as: spelling.runs[offset], isExact, isLong) else { return nil }
            }
            let end = begin + count - 1
            if !spelling.isOpenBehind, end + 1 == cells.count || cells[end + 1].code != FoldCode.space { return nil }
            if !spelling.isOpenBefore {
                let border = cells[..<begin].lastIndex { $0.code == FoldCode.space }
                guard let border else { return nil }
                let before = cells[(border + 1)..<begin].map(\.code)
                if !(before.isEmpty || takesParticles && Self.particles.contains(before)) { return nil }
            }
            return (Int(cells[begin].first), Int(cells[end].last))
        }
    }

    /// A letter as often as the term has it, or stretched: three times and more, twice in words of five letters and more.
    private func stands(_ cell: Cell, as wanted: UInt8, _ isExact: Bool, _ isLong: Bool) -> Bool {
        if cell.run == wanted || cell.code == FoldCode.space { return true }
        if isExact || FoldCode.isDigit(cell.code) || cell.code == FoldCode.hidden || cell.run < wanted { return false }
        return cell.run > 2 || isLong || cell.code == FoldCode.latin("u") || cell.code == FoldCode.latin("i")
    }

    private func hasLetter(_ glyphs: borrowing Glyphs, _ first: Int, _ last: Int) -> Bool {
        (first...last).contains { FoldCode.isLetter(glyphs.codes[$0]) }
    }

    /// Squeezed, as cells are.
    private static let particles: Set<[UInt8]> = {
        var all: [String] = ["يا"]
        for one in ["", "و", "ف"] {
            for other in ["", "ب", "ك", "ل"] { all += [one + other, one + other + "ال"] }
        }
        return Set(all.map { text in Glyphs(text.utf8Span.span).codes })
    }()
}
