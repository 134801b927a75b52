/// A rule made of what others found, as `composites:` of a policy says it. It holds when every pattern of `all`, one
/// of `any` (if there are some) and none of `none` is held by a signal.
package struct Composite: Sendable, Equatable {
    /// Dotted like every signal's: the part before the first dot is its group.
    package var name: String
    package var label: Label
    /// The reason its signal gives; nil takes that of the weightiest signal it rests on.
    package var reason: String?
    package var points: Double
    /// Recorded, never counted. Only such a one may rest on signals that are not counted themselves.
    package var shadow: Bool
    package var all: [SignalPattern]
    package var any: [SignalPattern]
    package var none: [SignalPattern]

    package init(
        name: String, label: Label, reason: String? = nil, points: Double = 0, shadow: Bool = false,
        all: [SignalPattern] = [], any: [SignalPattern] = [], none: [SignalPattern] = []
    ) {
        self.name = name
        self.label = label
        self.reason = reason
        self.points = points
        self.shadow = shadow
        self.all = all
        self.any = any
        self.none = none
    }
}

/// A signal by its name, or with `*` behind the dot all of a group: `links.many`, `wordlist.*`.
package struct SignalPattern: Sendable, Equatable {
    package let text: String
    /// `wordlist.` of `wordlist.*`.
    private let group: String?

    package init(_ text: String) {
        self.text = text
        group = text.hasSuffix(".*") ? String(text.dropLast()) : nil
    }

    package func holds(_ name: String) -> Bool {
        group.map(name.hasPrefix) ?? (name == text)
    }
}
