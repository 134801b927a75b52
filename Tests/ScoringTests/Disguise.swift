@testable import Scoring

/// Hides a word the way people do, by random numbers. The result is what a match must point at, no more and no less.
struct Disguise {
    var random: SplitMix

    mutating func hide(_ word: String) -> String {
        let letters = word.map { String($0) }
        switch random.below(8) {
        case 0: return letters.map { letter in either(letter.uppercased(), letter) }.joined()
        case 1: return letters.map { letter in lookAlike(letter) }.joined()
        case 2: return letters.map { letter in letter + marks() }.joined()
        case 3: return stretched(letters)
        case 4: return letters.joined(separator: [" ", ".", "-", "🍆", "_", " . "][random.below(6)])
        case 5: return starred(letters)
        case 6: return leet(letters)
        default: return letters.map { letter in lookAlike(letter) + marks() }.joined()
        }
    }

    private mutating func either(_ one: String, _ other: String) -> String { random.below(2) == 0 ? one : other }

    /// Fullwidth, mathematical, circled and Cyrillic twins.
    private mutating func lookAlike(_ letter: String) -> String {
        guard let scalar = letter.unicodeScalars.first, scalar.value >= 0x61, scalar.value < 0x7B else { return letter }
        let place = scalar.value - 0x61
        let twins: [UInt32] = [0xFF41 + place, 0x1D41A + place, 0x24D0 + place, 0x1F1E6 + place, 0x1F130 + place]
        if random.below(6) == 0, let twin = ["a": "а", "o": "о", "e": "е", "p": "р", "c": "с"][letter] { return twin }
        return Unicode.Scalar(twins[random.below(twins.count)]).map { String($0) } ?? letter
    }

    private mutating func marks() -> String {
        let marks = ["\u{301}", "\u{327}", "\u{336}", "\u{20DD}", "\u{200B}", "\u{200D}", "\u{AD}", "\u{FE0F}"]
        return (0..<random.below(4)).map { _ in marks[random.below(marks.count)] }.joined()
    }

    private mutating func stretched(_ letters: [String]) -> String {
        letters.map { letter in String(repeating: letter, count: random.below(3) == 0 ? 3 + random.below(6) : 1) }
            .joined()
    }

    private mutating func starred(_ letters: [String]) -> String {
        let sign = ["*", "#", "%"][random.below(3)]
        var hidden = letters
        let places = letters.indices.dropFirst().dropLast().filter { "aeiou".contains(letters[$0]) }
        // A row of more than five signs hides no word.
        if letters.count > 7 || random.below(2) == 0, let place = places.first {
            hidden[place] = sign
        } else {
            for place in letters.indices.dropFirst().dropLast() { hidden[place] = sign }
        }
        return hidden.joined()
    }

    private mutating func leet(_ letters: [String]) -> String {
        // A line is read as i or as l, the same in all of a word.
        let line = random.below(2) == 0 ? "i" : "l"
        let signs = ["a": ["4", "@"], "e": ["3"], line: ["1", "!", "|"], "o": ["0", "()"], "s": ["5", "$"]]
        var written: [String] = []
        for (place, letter) in letters.enumerated() {
            let isInside = place > 0 && place + 1 < letters.count
            guard isInside, let known = signs[letter], random.below(2) == 0 else {
                written.append(letter)
                continue
            }
            written.append(known[random.below(known.count)])
        }
        return written.joined()
    }
}
