/// What stands between quotation marks in a text that also says something outside of them.
struct QuotationMarks {
    /// Bytes between the marks.
    private(set) var ranges: [Range<Int>] = []

    private static let most = 16
    /// Longer pieces are whole texts, not something somebody said.
    private static let longest = 400
    /// Bytes outside of all marks that make a comment more than a quotation.
    private static let leastOutside = 24

    init(_ bytes: Span<UInt8>) {
        var open: (mark: Int, begin: Int)?
        var inside = 0
        var index = 0
        while index < bytes.count {
            guard bytes[index] == 0x22 || bytes[index] >= 0xC2, let (mark, width) = Self.mark(bytes, index) else {
                index += 1
                continue
            }
            if let one = open, Self.closes(one.mark, mark), index - one.begin <= Self.longest {
                if ranges.count < Self.most { ranges.append(one.begin..<index) }
                inside += index - one.begin
                open = nil
            } else if Self.opens(mark) {
                open = (mark, index + width)
            }
            index += width
        }
        if bytes.count - inside < Self.leastOutside { ranges = [] }
    }

    /// Whether one of them holds all these bytes.
    func hold(_ bytes: Range<Int>) -> Bool {
        ranges.contains { $0.lowerBound <= bytes.lowerBound && bytes.upperBound <= $0.upperBound }
    }

    /// The scalar value of the mark at `index`, and its width in bytes.
    private static func mark(_ bytes: Span<UInt8>, _ index: Int) -> (Int, Int)? {
        if bytes[index] == 0x22 { return (0x22, 1) }
        if bytes[index] == 0xC2, bytes[index + 1] == 0xAB || bytes[index + 1] == 0xBB {
            return (Int(bytes[index + 1]), 2)
        }
        guard bytes[index] == 0xE2, bytes[index + 1] == 0x80 else { return nil }
        switch bytes[index + 2] {
        case 0x9C, 0x9D, 0x9E, 0xB9, 0xBA: return (0x2000 + Int(bytes[index + 2]) - 0x80, 3)
        default: return nil
        }
    }

    private static func opens(_ mark: Int) -> Bool {
        mark != 0x201D && mark != 0x203A
    }

    /// French and German writers turn the same marks in opposite directions.
    private static func closes(_ open: Int, _ mark: Int) -> Bool {
        switch open {
        case 0x22: mark == 0x22
        case 0xAB: mark == 0xBB
        case 0xBB: mark == 0xAB
        case 0x201C: mark == 0x201D || mark == 0x201C
        case 0x201E: mark == 0x201C || mark == 0x201D
        case 0x2039: mark == 0x203A
        default: false
        }
    }
}
