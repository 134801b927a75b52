/// A visitor's text without what a terminal would obey.
enum PlainText {
    /// Controls are dropped, and so is what turns the reading direction of the rest: both can make a line say what it
    /// does not.
    static func of(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter { scalar in
                    scalar == "\n"
                        || scalar.properties.generalCategory != .control
                            && !(0x202A...0x202E).contains(scalar.value) && !(0x2066...0x2069).contains(scalar.value)
                }))
    }

    /// The same on one line, at most `limit` characters.
    static func line(_ text: String, limit: Int) -> String {
        let line = String(of(text).map { $0.isNewline ? " " : $0 })
        return line.count > limit ? line.prefix(limit - 1) + "…" : line
    }
}
