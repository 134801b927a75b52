/// One character of a folded text: equal neighbours stand in one cell, so that stretched words are found by one scan.
struct Cell {
    var code: UInt8
    /// How many equal characters stand here, at most 255.
    var run: UInt8
    /// The glyphs they are.
    var first: UInt32
    var last: UInt32
}

/// A text as it is scanned: it begins and ends with a border, and one border stands between words.
///
/// How folding works, from the bytes of a comment to the place of a match:
///
/// 1. `Glyphs` decodes the bytes once and gives each character a small code (`FoldTable`): case, accents, alphabets drawn
///    alike, digits of all scripts and the forms of Arabic letters are one code; marks and what shows nothing are dropped.
///    Beside each code stands the byte it began at.
/// 2. A view puts codes into cells, equal neighbours into one with their number, so that `fuuuck` is read like `fuck`.
///    The plain view reads letters as they are written. Four more read what people hide, each only where `Glyphs` or the
///    words give reason: signs and digits as letters (`leet`, and once more with the rarer readings), letters pulled
///    apart (`joined`), words cut by a space (`split`).
/// 3. The words of a view are looked up among those of all lists at once. A match then looks at the cells: whether
///    letters stand as often as in the term, whether only particles stand in front and endings behind (`Affixes`).
/// 4. The first and last cell name their glyphs, these their bytes: evidence is the piece as it was written.
struct FoldedText {
    private(set) var cells: [Cell] = []

    /// Empty, for a view that appends.
    init(capacity: Int) {
        cells.reserveCapacity(capacity + 2)
    }

    /// Letters as they are written; a star between letters is a hidden letter.
    init(plain glyphs: borrowing Glyphs) {
        let codes = glyphs.codes.span
        var cells = [Cell](repeating: Cell(code: FoldCode.space, run: 1, first: 0, last: 0), count: codes.count + 2)
        let count = Self.read(codes, into: &cells)
        cells.removeLast(cells.count - count)
        self.cells = cells
    }

    /// Fills cells that are large enough, the first of them a border; how many it needs.
    private static func read(_ codes: Span<UInt8>, into filled: inout [Cell]) -> Int {
        var cells = filled.mutableSpan
        var count = 0
        // What `border` and `append` do, with the last cell at hand.
        var last = cells[0]
        for index in 0..<codes.count {
            let code = plainCode(codes, index)
            let glyph = UInt32(truncatingIfNeeded: index)
            if last.code == code, code != FoldCode.otherLetter {
                last.last = glyph
                if last.run < 255 { last.run += 1 }
            } else {
                cells[count] = last
                count += 1
                last = Cell(code: code, run: 1, first: glyph, last: glyph)
            }
        }
        cells[count] = last
        count += 1
        if last.code != FoldCode.space {
            let glyph = UInt32(truncatingIfNeeded: codes.count - 1)
            cells[count] = Cell(code: FoldCode.space, run: 1, first: glyph, last: glyph)
            count += 1
        }
        return count
    }

    /// Keeps what was put together apart from what stands before it in the view: no phrase may go across.
    mutating func barrier(_ glyph: Int) {
        border(glyph)
        append(FoldCode.otherLetter, glyph)
    }

    mutating func border(_ glyph: Int) {
        let glyph = UInt32(max(0, glyph))
        if cells.last?.code == FoldCode.space { return }
        cells.append(Cell(code: FoldCode.space, run: 1, first: glyph, last: glyph))
    }

    @inline(__always)
    mutating func append(_ code: UInt8, _ glyph: Int) {
        let last = cells.count - 1
        if last >= 0, cells[last].code == code, code != FoldCode.otherLetter {
            cells[last].last = UInt32(truncatingIfNeeded: glyph)
            if cells[last].run < 255 { cells[last].run += 1 }
        } else {
            let glyph = UInt32(truncatingIfNeeded: glyph)
            cells.append(Cell(code: code, run: 1, first: glyph, last: glyph))
        }
    }

    /// A letter that several glyphs draw.
    mutating func append(_ code: UInt8, _ first: Int, through last: Int) {
        append(code, first)
        cells[cells.count - 1].last = UInt32(truncatingIfNeeded: last)
    }

    /// What the glyph at `index` is to the plain view: itself, a border, or a hidden letter.
    @inline(__always)
    static func plainCode(_ codes: Span<UInt8>, _ index: Int) -> UInt8 {
        let code = codes[index]
        if code >= FoldCode.punctuation { return hides(codes, index) ? FoldCode.hidden : FoldCode.space }
        return code == FoldCode.lineEnd ? FoldCode.space : code
    }

    /// A star, hash, percent or ampersand that stands for a letter: inside a word, in a row of at most five.
    private static func hides(_ codes: Span<UInt8>, _ index: Int) -> Bool {
        guard isHiding(codes[index]) else { return false }
        var before = index
        while before >= 0, index - before < 6, isHiding(codes[before]) { before -= 1 }
        guard before >= 0, FoldCode.isWord(codes[before]) else { return false }
        var after = index
        while after < codes.count, after - index < 6, isHiding(codes[after]) { after += 1 }
        return after < codes.count && FoldCode.isWord(codes[after])
    }

    private static func isHiding(_ code: UInt8) -> Bool {
        switch code & 0x7F {
        case UInt8(ascii: "*"), UInt8(ascii: "#"), UInt8(ascii: "%"), UInt8(ascii: "&"): code >= FoldCode.punctuation
        default: false
        }
    }
}
