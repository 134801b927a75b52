import Foundation

/// Whether a password is among those that are tried first, told from its shape: one word or number with digits around it,
/// a walk over the keyboard, something said twice, or the name of its owner with little beside it. Stands for a list of
/// common passwords (OWASP ASVS 5.0.0, 6.2.4 and 6.2.11): nothing to ship, to keep up to date or to ask anybody about.
enum FirstGuesses {
    /// From so many characters on, one word is long enough to be a phrase.
    private static let phrase = 12
    /// So many characters beside a known part make it a password of its own.
    private static let ownPart = 8

    /// `known`: what anybody knows of the owner, as their name. Case, and digits or signs written for letters, change
    /// nothing.
    static func contain(_ password: String, known: [String]) -> Bool {
        let typed = Array(password.lowercased().unicodeScalars)
        return (typed.count < phrase && isOneWord(password)) || isWalk(typed) || isRepeated(typed)
            || known.contains { isNearly(typed, Array($0.lowercased().unicodeScalars)) }
    }

    /// Digits and signs alone, or a word with digits or signs before and after it: `123-456`, `Word99!`, `p@ssw0rd1`.
    /// Capitals in its midst, or many signs, are no word's.
    private static func isOneWord(_ password: String) -> Bool {
        let core = password.unicodeScalars.drop { !$0.properties.isAlphabetic }.reversed()
            .drop { !$0.properties.isAlphabetic }.reversed()
        let letters = core.filter(\.properties.isAlphabetic)
        let signs = core.filter { !$0.properties.isAlphabetic }
        let isCased = letters.dropFirst().contains(where: \.properties.isUppercase)
        return signs.count <= 2 && signs.allSatisfy(letterSigns.contains)
            && (!isCased || letters.allSatisfy(\.properties.isUppercase))
    }

    /// Written for letters within a word.
    private static let letterSigns = Set("0134578@$!".unicodeScalars)

    /// Three keys or more on from each other for each that is not: along the rows of a keyboard, across them, or along
    /// the alphabet; by every second character as well, as `a1b2c3d4` is typed.
    private static func isWalk(_ typed: [Unicode.Scalar]) -> Bool {
        guard typed.count >= 4 else { return false }
        let halves = (0...1).map { half in typed.indices.filter { $0 % 2 == half }.map { typed[$0] } }
        return hasFewSteps(typed) || halves.allSatisfy { $0.count >= 4 && hasFewSteps($0) }
    }

    private static func hasFewSteps(_ typed: [Unicode.Scalar]) -> Bool {
        let jumps = zip(typed, typed.dropFirst()).count { !isNext($0, $1) }
        return (jumps + 1) * 3 <= typed.count
    }

    private static func isNext(_ left: Unicode.Scalar, _ right: Unicode.Scalar) -> Bool {
        if abs(Int(left.value) - Int(right.value)) <= 1 { return true }
        return keyboards.contains { keys in
            guard let left = keys[left], let right = keys[right] else { return false }
            return abs(left.row - right.row) <= 1 && abs(left.column - right.column) <= 1
        }
    }

    private struct Key {
        let row: Int
        let column: Int
    }

    /// QWERTY, AZERTY and the letters of an Arabic keyboard, row by row from the digits down.
    private static let keyboards: [[Unicode.Scalar: Key]] = [
        ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"], ["1234567890", "azertyuiop", "qsdfghjklm", "wxcvbn"],
        ["1234567890", "ضصثقفغعهخحج", "شسيبلاتنمكط", "ئءؤر·ىةوزظ"],
    ].map { rows in
        var keys: [Unicode.Scalar: Key] = [:]
        for (row, line) in rows.enumerated() {
            for (column, key) in line.unicodeScalars.enumerated() { keys[key] = Key(row: row, column: column) }
        }
        return keys
    }

    /// A piece shorter than a password said again and again: `asdfasdf`, `rain-rain-rain`.
    private static func isRepeated(_ typed: [Unicode.Scalar]) -> Bool {
        (1..<max(2, min(ownPart, typed.count / 2 + 1))).contains { length in
            typed.count >= 2 * length && typed.indices.dropFirst(length).allSatisfy { typed[$0] == typed[$0 - length] }
        }
    }

    private static func isNearly(_ typed: [Unicode.Scalar], _ known: [Unicode.Scalar]) -> Bool {
        guard known.count >= 3, typed.count - known.count < ownPart, typed.count >= known.count else { return false }
        return (0...typed.count - known.count).contains { typed[$0..<$0 + known.count].elementsEqual(known) }
    }
}
