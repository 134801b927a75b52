extension FoldCode {
    /// A folded text in letters again: what all its spellings have in common, `*` for a hidden letter.
    static func shown(_ codes: some Sequence<UInt8>, runs: some Sequence<UInt8>) -> String {
        var text = String.UnicodeScalarView()
        for (code, run) in zip(codes, runs) {
            text.append(contentsOf: repeatElement(scalar(of: code), count: code == space ? 1 : max(1, Int(run))))
        }
        return String(text)
    }

    private static func scalar(of code: UInt8) -> Unicode.Scalar {
        if isLatin(code) { return Unicode.Scalar(0x61 + (code - a)) }
        if isDigit(code) { return Unicode.Scalar(0x30 + (code - zero)) }
        if isArabic(code) { return arabicScalars[Int(code - firstArabic)] }
        return code == hidden ? "*" : " "
    }

    /// The plain form of each Arabic letter, found by its name.
    private static let arabicScalars: [Unicode.Scalar] = arabicLetters.map { name in
        (UInt32(0x621)...0x64A).lazy.compactMap(Unicode.Scalar.init)
            .first { $0.properties.name == "ARABIC LETTER " + name } ?? " "
    }
}
