package import Moderation

/// The names signals have: what a policy may speak of.
package struct KnownSignals: Sendable {
    package struct Name: Sendable, Equatable {
        package var name: String
        package var label: Label
    }

    /// What `points:` may name, in the order in which rules are shown.
    package let rules: [Name]
    /// One a category that gives points; nil when the lists could not be read, then every category is taken.
    package let categories: [Name]?

    package init(wordlists: [Wordlist]?) {
        rules = Rule.all.map { Name(name: $0.name, label: $0.label) }
        categories = wordlists.map { lists in
            var names: [Name] = []
            for list in lists where list.role == .points {
                let name = Name(name: "wordlist." + list.category, label: list.label == "spam" ? .spam : .abuse)
                if !names.contains(name) { names.append(name) }
            }
            // A site's own terms.
            return names + OwnTerm.Category.allCases.map { Name(name: "terms." + $0.rawValue, label: $0.label) }
        }
    }
}
