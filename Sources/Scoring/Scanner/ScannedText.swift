/// A view of a text with its words, each hashed: what the scan reads.
struct ScannedText {
    struct Word {
        /// Its first cell, and the border behind it.
        var begin: Int
        var end: Int
        var hash: UInt64
        /// One of its letters is hidden.
        var isMasked: Bool
    }

    let cells: [Cell]
    let words: [Word]

    /// Of a view whose cells begin and end with a border.
    init(_ text: borrowing FoldedText) {
        cells = text.cells
        words = Self.words(of: text.cells.span)
    }

    private static func words(of cells: Span<Cell>) -> [Word] {
        var words: [Word] = []
        words.reserveCapacity(cells.count / 4 + 4)
        var index = 1
        while index < cells.count {
            let begin = index
            var hash: UInt64 = 0
            var isMasked = false
            while cells[index].code != FoldCode.space {
                hash = WordFilter.step(hash, cells[index].code)
                isMasked = isMasked || cells[index].code == FoldCode.hidden
                index += 1
            }
            if index > begin { words.append(Word(begin: begin, end: index, hash: hash, isMasked: isMasked)) }
            index += 1
        }
        return words
    }
}
