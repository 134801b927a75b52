/// Points and signals of one comment. Made by `Scorer`, weighed by `Policy`.
package struct Score: Sendable, Equatable {
    package var spamPoints: Double
    package var abusePoints: Double
    /// BCP 47 as far as it was found, `ar-Latn` for Arabic in Latin letters, `und` when nothing speaks for any.
    package var language: String
    package var signals: [Signal]

    package init(spamPoints: Double = 0, abusePoints: Double = 0, language: String = "und", signals: [Signal] = []) {
        self.spamPoints = spamPoints
        self.abusePoints = abusePoints
        self.language = language
        self.signals = signals
    }

    package func points(_ label: Label) -> Double {
        switch label {
        case .spam: spamPoints
        case .abuse: abusePoints
        }
    }
}
