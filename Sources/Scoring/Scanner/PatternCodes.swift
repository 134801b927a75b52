/// The codes of many patterns in one flat table: there are ten times as many as terms, too many for an array each.
struct PatternCodes {
    private var codes: [UInt8] = []
    /// Where each pattern begins; one entry more marks the end of the last.
    private var begins: [UInt32] = [0]
    /// The number a pattern was given; by default its place.
    private(set) var numbers: [UInt32] = []

    var count: Int { begins.count - 1 }

    mutating func append(_ pattern: some Sequence<UInt8>, number: Int? = nil) {
        numbers.append(UInt32(number ?? count))
        codes.append(contentsOf: pattern)
        begins.append(UInt32(codes.count))
    }

    @inline(__always)
    func length(_ place: UInt32) -> Int { Int(begins[Int(place) + 1] - begins[Int(place)]) }

    @inline(__always)
    func code(_ pattern: UInt32, at place: Int) -> UInt8 { codes[Int(begins[Int(pattern)]) + place] }

    /// The same patterns, shorter before longer, equal ones in the order they came in.
    func sorted() -> PatternCodes {
        var keys = (0..<UInt32(count)).map { (key: key($0), place: $0) }
        keys.sort { one, other in
            one.key != other.key ? one.key < other.key : isBefore(one.place, other.place)
        }
        var result = PatternCodes()
        result.codes.reserveCapacity(codes.count)
        for (_, place) in keys {
            result.codes.append(contentsOf: codes[Int(begins[Int(place)])..<Int(begins[Int(place) + 1])])
            result.begins.append(UInt32(result.codes.count))
            result.numbers.append(numbers[Int(place)])
        }
        return result
    }

    /// The first nine codes as one number that sorts as they do: 7 bits each and none of them 0, so that a shorter
    /// pattern sorts before one that goes on.
    private func key(_ pattern: UInt32) -> UInt64 {
        var key: UInt64 = 0
        let length = length(pattern)
        for place in 0..<9 {
            key = key << 7 | (place < length ? UInt64(code(pattern, at: place)) : 0)
        }
        return key
    }

    private func isBefore(_ one: UInt32, _ other: UInt32) -> Bool {
        let (left, right) = (length(one), length(other))
        for place in 0..<min(left, right) {
            let (first, second) = (code(one, at: place), code(other, at: place))
            if first != second { return first < second }
        }
        return left != right ? left < right : one < other
    }
}
