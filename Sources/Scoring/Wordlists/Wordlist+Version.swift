import Moderation

extension Wordlist {
    /// Names a set of lists by all that scoring takes from them; examples and reasons do not count.
    package static func version(of lists: [Wordlist]) -> String {
        var bytes: [UInt8] = []
        func add(_ text: String) {
            bytes.append(contentsOf: text.utf8)
            bytes.append(0)
        }
        for list in lists where list.role != .innocent {
            for part in [list.language, list.label, list.category, list.shadow ? "shadow" : ""] { add(part) }
            for term in list.terms {
                for part in [term.text, "\(term.points)", "\(term.flags.rawValue)"] { add(part) }
                for exception in term.exceptions { add(exception.text) }
                add("")
            }
            add("")
        }
        return Fingerprint.of(bytes)
    }
}
