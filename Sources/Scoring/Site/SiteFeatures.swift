import Moderation

/// What a site learns of a text: the places of its words and runs of letters, as the shipped model reads them, folded to the
/// smaller table of a `SiteLearning`, and of the hosts it links to. Addresses give nothing.
package enum SiteFeatures {
    /// Each once, in order.
    package static func places(of body: String) -> [UInt16] {
        let bytes = Array(body.utf8)
        let glyphs = Glyphs(bytes.span)
        var reading = SiteReading()
        reading.read(bytes, glyphs, Links(bytes.span).ranges)
        return reading.places.sorted()
    }
}

/// One text's places, with the word each stands in.
struct SiteReading {
    private(set) var places: [UInt16] = []
    /// Beside each place, the index of its word; -1 for a link's host.
    private(set) var wordOfPlace: [Int] = []
    /// First and last glyph of each word.
    private(set) var words: [(first: Int, last: Int)] = []
    private var seen = [UInt64](repeating: 0, count: Lesson.tablePlaces / 64)

    mutating func read(_ bytes: [UInt8], _ glyphs: borrowing Glyphs, _ links: [Range<Int>]) {
        var passedOver = links
        if bytes.contains(UInt8(ascii: "@")) || bytes.contains(UInt8(ascii: "%")) || bytes.contains(UInt8(ascii: "&")) {
            passedOver += Redaction.addresses(in: bytes)
            passedOver.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
        }
        ModelText.forEachWord(in: glyphs, passingOver: passedOver) { word in
            words.append((word.first, word.last))
            word.forEachPlace { place in
                add(UInt16(truncatingIfNeeded: place >> (ModelText.bits - 16)), word: words.count - 1)
            }
        }
        for link in links.prefix(LinkHosts.most) {
            guard let host = LinkHosts.host(of: bytes[link]) else { continue }
            let hash = host.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 } & (1 << 56 - 1)
            add(UInt16(truncatingIfNeeded: ModelText.place(hash, kind: 10) >> (ModelText.bits - 16)), word: -1)
        }
    }

    @inline(__always)
    private mutating func add(_ place: UInt16, word: Int) {
        let bit = UInt64(1) << UInt64(place & 63)
        guard seen[Int(place >> 6)] & bit == 0, places.count < Lesson.mostPlaces else { return }
        seen[Int(place >> 6)] |= bit
        places.append(place)
        wordOfPlace.append(word)
    }
}
