/// How many columns of a terminal a text takes: two for East Asian wide characters and emoji, none for marks that
/// stand on the character before them.
enum DisplayWidth {
    static func of(_ text: String) -> Int {
        text.reduce(0) { $0 + of($1) }
    }

    /// The beginning of a text in at most `width` columns, with an ellipsis when something is left out. Never within a
    /// character, whatever marks it is made of.
    static func cut(_ text: String, to width: Int) -> String {
        if of(text) <= width { return text }
        var kept = ""
        var taken = 0
        for character in text {
            let next = of(character)
            guard taken + next <= width - 1 else { break }
            kept.append(character)
            taken += next
        }
        return kept + (width > 0 ? "…" : "")
    }

    /// One character as people see it, with all its marks.
    private static func of(_ character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        // U+FE0F asks for the picture, a joiner or a tone makes several into one.
        if first.properties.isEmojiPresentation || scalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
        if wide.contains(where: { $0.contains(first.value) }) { return 2 }
        switch first.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: return 1
        }
    }

    /// The blocks whose characters are wide or full width (Unicode Standard Annex 11).
    private static let wide: [ClosedRange<UInt32>] = [
        0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
        0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
        0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F1E6...0x1F1FF, 0x20000...0x3FFFD,
    ]
}
