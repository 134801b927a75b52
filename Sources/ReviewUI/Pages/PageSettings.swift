/// What a moderator chose in this browser, kept in one cookie: which letter does what, and whether ugly text is blurred.
struct PageSettings: Sendable, Equatable {
    /// What keys do, in the order in which the cookie and the script name them.
    enum Act: String, Sendable, CaseIterable {
        case next, previous, approve, reject, undo, select, bulk, open, term
    }

    static let standard = PageSettings()

    /// A letter for each act.
    private(set) var keys = Array("jkaruxbow")
    private(set) var blurs = true

    private init() {}

    /// Nil unless every act has one letter from a to z and no other has it.
    init?(keys: [String], blurs: Bool) {
        let letters = keys.map { $0.lowercased() }
        guard letters.count == Act.allCases.count, Set(letters).count == letters.count,
            letters.allSatisfy({ $0.utf8.count == 1 && ("a"..."z").contains($0) })
        else { return nil }
        self.keys = letters.map { Character($0) }
        self.blurs = blurs
    }

    /// As the cookie holds it: `jkaruxbow-blur`. One of an older version names fewer; the last acts then keep their own letters.
    init?(cookie: String) {
        let parts = cookie.split(separator: "-", maxSplits: 1)
        guard parts.count == 2, (8...Act.allCases.count).contains(parts[0].utf8.count) else { return nil }
        let letters = parts[0] + String(Self.standard.keys.dropFirst(parts[0].count))
        self.init(keys: letters.map { String($0) }, blurs: parts[1] == "blur")
    }

    var cookie: String { String(keys) + (blurs ? "-blur" : "-plain") }

    func key(of act: Act) -> String { Act.allCases.firstIndex(of: act).map { String(keys[$0]) } ?? "" }
}
