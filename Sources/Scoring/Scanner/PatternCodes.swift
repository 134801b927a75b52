/// The codes of many patterns in one flat table: there are ten times as many as terms, too many for an array each.
struct PatternCodes {
    private var codes: [UInt8] = []
    /// Where each pattern begins; one entry more marks the end of the last.
    private var begins: [UInt32] = [0]

    var count: Int { begins.count - 1 }

    mutating func append(_ pattern: some Sequence<UInt8>) {
        codes.append(contentsOf: pattern)
        begins.append(UInt32(codes.count))
    }

    func length(_ pattern: UInt32) -> Int { Int(begins[Int(pattern) + 1] - begins[Int(pattern)]) }

    func code(_ pattern: UInt32, at place: Int) -> UInt8 { codes[Int(begins[Int(pattern)]) + place] }

    /// The numbers of all patterns, shorter before longer, equal ones in the order they came in.
    func sorted() -> [UInt32] {
        (0..<UInt32(count)).sorted { one, other in
            let (left, right) = (length(one), length(other))
            for place in 0..<min(left, right) {
                let (first, second) = (code(one, at: place), code(other, at: place))
                if first != second { return first < second }
            }
            return left != right ? left < right : one < other
        }
    }
}
