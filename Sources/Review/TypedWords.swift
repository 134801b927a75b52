/// What a moderator typed, without the characters that command a terminal or turn the letters around them: it stands
/// in histories, tables and events beside words of others.
package enum TypedWords {
    package static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { scalar in
                    switch scalar.value {
                    case 0x09, 0x0A: true
                    case 0..<0x20, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069: false
                    default: true
                    }
                }))
    }

    /// The same on one line, without blanks around it.
    package static func name(_ text: String) -> String {
        plain(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
