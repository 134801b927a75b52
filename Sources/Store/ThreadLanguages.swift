/// What threads are written in, as far as it was asked for lately: a busy thread asks the database once.
struct ThreadLanguages {
    struct Key: Hashable, Sendable {
        let site: String
        let thread: String
    }

    /// The newest approved comments of a thread that are looked at, and how many of them must say so.
    static let window = 32
    static let fewest = 3
    /// Most threads that are remembered; then all are asked for anew.
    private static let most = 4096

    private(set) var change = 0
    private var languages: [Key: String?] = [:]

    /// What more than half of the comments with a language are written in; nil while there are too few.
    static func majority(of languages: [String]) -> String? {
        let told = languages.filter { $0 != "und" }
        guard told.count >= fewest else { return nil }
        return told.first { language in told.count { $0 == language } * 2 > told.count }
    }

    /// The outer nil: not known here.
    func language(of key: Key) -> String?? { languages[key] }

    /// Keeps what was read unless something changed since.
    mutating func keep(_ language: String?, of key: Key, readAt change: Int) {
        guard change == self.change else { return }
        if languages.count >= Self.most { languages = [:] }
        languages[key] = .some(language)
    }

    /// A comment in this language was approved at once: it changes nothing where it is the thread's own.
    mutating func add(_ language: String, to key: Key) {
        if language != "und", languages[key] != .some(language) { forget(key) }
    }

    mutating func forget(_ key: Key) {
        change += 1
        languages[key] = nil
    }
}
