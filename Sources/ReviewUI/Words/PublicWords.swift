package import Moderation

/// The pages' words for who writes to readers elsewhere.
package enum PublicWords {
    /// A signal in plain words.
    package static func signal(_ name: String, _ language: PageLanguage) -> String {
        SignalText.sentence(for: name, language)
    }

    /// A stored reason in words; one that we do not know stands as it is.
    package static func reason(_ stored: String, _ language: PageLanguage) -> String { language.reason(stored) }
}
