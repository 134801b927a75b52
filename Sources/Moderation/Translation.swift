/// One text in every language we speak to readers in.
package struct Translation: Sendable, Equatable {
    package let fr: String
    package let en: String
    package let ar: String

    package init(fr: String, en: String, ar: String) {
        self.fr = fr
        self.en = en
        self.ar = ar
    }

    package subscript(language: PageLanguage) -> String {
        switch language {
        case .fr: fr
        case .en: en
        case .ar: ar
        }
    }
}
