/// Cuts a `multipart/form-data` body (RFC 7578) into its parts: one pass, nothing copied, bounded.
///
/// Lines end with CRLF, or all of them with LF: the first boundary's line says which. So bytes that only look like
/// a boundary stay where they are, in a text: after the other line end, or with more on their line.
struct MultipartReader {
    /// Most bytes of one part's headers.
    static let headerLimitBytes = 4096

    private let bytes: [UInt8]
    private let dashed: [UInt8]
    private var usesCRLF = true
    private var position = 0
    private var parts = 0
    private var isAtEnd = false

    /// Passes over the preamble, to the first boundary.
    init(_ bytes: [UInt8], boundary: MultipartBoundary) throws(FormError) {
        self.bytes = bytes
        dashed = boundary.dashed
        var line = 0
        while line < bytes.count {
            if let delimiter = delimiter(at: line, anyLineEnd: true) {
                pass(delimiter)
                usesCRLF = !delimiter.isLast && bytes[delimiter.end - 2] == 0x0D
                return
            }
            guard let end = lineFeed(from: line) else { break }
            line = end + 1
        }
        throw .malformedMultipart(byteOffset: bytes.count)
    }

    /// The next part, nil behind the last one. A body that ends without its last boundary was cut off, and is refused.
    mutating func next() throws(FormError) -> MultipartPart? {
        if isAtEnd { return nil }
        parts += 1
        guard parts <= CommentForm.mostFields else { throw .tooManyFields(limit: CommentForm.mostFields) }
        let begin = position
        var part = try MultipartPart(bytes, lines: headerLines(), begin: begin)
        part.content = try content()
        return part
    }

    /// Where each header stands, without its line end; one that goes on on the next line as a whole. Ends behind the
    /// empty line.
    private mutating func headerLines() throws(FormError) -> [Range<Int>] {
        var lines: [Range<Int>] = []
        let limit = position + Self.headerLimitBytes
        while true {
            guard let feed = lineFeed(from: position), feed < limit else {
                throw .malformedMultipart(byteOffset: min(limit, bytes.count))
            }
            let end = usesCRLF ? feed - 1 : feed
            guard end >= position, !usesCRLF || bytes[end] == 0x0D else { throw .malformedMultipart(byteOffset: feed) }
            let line = position..<end
            position = feed + 1
            if line.isEmpty { return lines }
            if bytes[line.lowerBound] == 0x20 || bytes[line.lowerBound] == 0x09, let last = lines.popLast() {
                lines.append(last.lowerBound..<line.upperBound)
            } else {
                lines.append(line)
            }
        }
    }

    /// What stands before the next boundary and its line end.
    private mutating func content() throws(FormError) -> Range<Int> {
        let begin = position
        // The empty line may be the one before the boundary too: a part with headers and nothing else.
        if let delimiter = delimiter(at: begin) {
            pass(delimiter)
            return begin..<begin
        }
        var search = begin
        while let feed = lineFeed(from: search) {
            search = feed + 1
            let end = usesCRLF ? feed - 1 : feed
            if end >= begin, !usesCRLF || bytes[end] == 0x0D, let delimiter = delimiter(at: search) {
                pass(delimiter)
                return begin..<end
            }
        }
        throw .malformedMultipart(byteOffset: bytes.count)
    }

    private struct Delimiter {
        let isLast: Bool
        /// Behind its line.
        let end: Int
    }

    private mutating func pass(_ delimiter: Delimiter) {
        position = delimiter.end
        isAtEnd = delimiter.isLast
    }

    /// The boundary whose line begins at `index`: with nothing but spaces behind it, or behind its closing `--`.
    private func delimiter(at index: Int, anyLineEnd: Bool = false) -> Delimiter? {
        guard bytes[index...].starts(with: dashed) else { return nil }
        var end = index + dashed.count
        let isLast = bytes[end...].starts(with: [0x2D, 0x2D])
        if isLast { end += 2 }
        while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
        // What follows the last boundary is nobody's, so any line end will do, or none.
        if isLast, end == bytes.count { return Delimiter(isLast: true, end: end) }
        guard end < bytes.count else { return nil }
        if bytes[end] == 0x0A, isLast || anyLineEnd || !usesCRLF { return Delimiter(isLast: isLast, end: end + 1) }
        guard bytes[end] == 0x0D, end + 1 < bytes.count, bytes[end + 1] == 0x0A,
            isLast || anyLineEnd || usesCRLF
        else { return nil }
        return Delimiter(isLast: isLast, end: end + 2)
    }

    private func lineFeed(from index: Int) -> Int? { bytes[index...].firstIndex(of: 0x0A) }
}
