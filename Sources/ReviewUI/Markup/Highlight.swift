import Moderation

/// Cuts a text at the places its signals point to.
enum Highlight {
    struct Piece: Equatable {
        var text: String
        var isMarked: Bool
    }

    /// Evidence of `field` that counted, sorted, overlapping and touching places made one, held to whole characters
    /// of `text` as UTF-8 knows them.
    static func ranges(in text: String, field: CommentField, signals: [Signal]) -> [Range<Int>] {
        let bytes = Array(text.utf8)
        let places = signals.filter { !$0.shadow }.flatMap(\.evidence).filter { $0.field == field }
        let ranges = places.compactMap { aligned($0.begin, $0.end, in: bytes) }.sorted { $0.lowerBound < $1.lowerBound }
        return ranges.reduce(into: []) { merged, range in
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
    }

    /// The whole text in order, marked where a signal points.
    static func pieces(of text: String, field: CommentField, signals: [Signal]) -> [Piece] {
        let bytes = Array(text.utf8)
        return pieces(of: bytes, from: 0, to: bytes.count, ranges: ranges(in: text, field: field, signals: signals))
    }

    /// At most `limit` bytes of the text, beginning a little before the first evidence when that lies further down.
    static func excerpt(of text: String, signals: [Signal], limit: Int) -> [Piece] {
        let bytes = Array(text.utf8)
        guard bytes.count > limit else { return pieces(of: text, field: .body, signals: signals) }
        let ranges = ranges(in: text, field: .body, signals: signals)
        var begin = 0
        if let first = ranges.first, first.lowerBound > limit * 2 / 3 {
            begin = boundary(first.lowerBound - limit / 4, in: bytes, forward: false)
        }
        let end = boundary(min(bytes.count, begin + limit), in: bytes, forward: false)
        let shown = pieces(of: bytes, from: begin, to: end, ranges: ranges)
        let gap = Piece(text: "…", isMarked: false)
        return (begin > 0 ? [gap] : []) + shown + (end < bytes.count ? [gap] : [])
    }

    private static func pieces(of bytes: [UInt8], from begin: Int, to end: Int, ranges: [Range<Int>]) -> [Piece] {
        var pieces: [Piece] = []
        var position = begin
        func add(upTo place: Int, isMarked: Bool) {
            guard place > position else { return }
            pieces.append(Piece(text: String(decoding: bytes[position..<place], as: UTF8.self), isMarked: isMarked))
            position = place
        }
        for range in ranges where range.upperBound > begin && range.lowerBound < end {
            add(upTo: max(begin, range.lowerBound), isMarked: false)
            add(upTo: min(end, range.upperBound), isMarked: true)
        }
        add(upTo: end, isMarked: false)
        return pieces
    }

    private static func aligned(_ begin: Int, _ end: Int, in bytes: [UInt8]) -> Range<Int>? {
        guard begin >= 0, begin < end, begin < bytes.count else { return nil }
        return boundary(begin, in: bytes, forward: false)..<boundary(min(end, bytes.count), in: bytes, forward: true)
    }

    /// The nearest place that does not lie inside an encoded scalar.
    private static func boundary(_ place: Int, in bytes: [UInt8], forward: Bool) -> Int {
        var place = max(0, place)
        while place > 0, place < bytes.count, bytes[place] & 0xC0 == 0x80 { place += forward ? 1 : -1 }
        return place
    }
}

extension HTML {
    /// Each piece escaped, marked ones in `<mark>`.
    static func highlighted(_ pieces: [Highlight.Piece]) -> HTML {
        .joined(pieces.map { $0.isMarked ? "<mark>\($0.text)</mark>" : "\($0.text)" })
    }
}
