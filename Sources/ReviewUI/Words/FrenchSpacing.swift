/// French puts a narrow no-break space (U+202F) before `; : ? !` and inside `« »`, so that none of them is left alone
/// at the end or the beginning of a line.
enum FrenchSpacing {
    /// Every plain space in such a place made narrow.
    static func narrowed(_ text: String) -> String {
        let narrow: [UInt8] = [0xE2, 0x80, 0xAF]
        let opening: [UInt8] = [0xC2, 0xAB]
        let closing: [UInt8] = [0xC2, 0xBB]
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count + 8)
        for (place, byte) in bytes.enumerated() {
            let rest = bytes[(place + 1)...]
            let isBefore =
                rest.first.map { ":;?!".utf8.contains($0) } == true || rest.starts(with: closing)
            let isInside = result.suffix(2).elementsEqual(opening)
            if byte == UInt8(ascii: " "), isBefore || isInside {
                result += narrow
            } else {
                result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
