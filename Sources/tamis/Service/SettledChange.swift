/// Decides when changed files are worth reading: once two looks in a row see the same new content, so that a set that
/// is still being written is left alone.
struct SettledChange<Content: Equatable & Sendable>: Sendable {
    /// What was taken last, whether it was right or refused.
    private(set) var taken: Content
    private var waiting: Content?

    init(taken: Content) {
        self.taken = taken
    }

    /// What to take now; nil when nothing changed or it is not settled yet.
    mutating func look(_ seen: Content) -> Content? {
        if seen == taken {
            waiting = nil
        } else if seen == waiting {
            take(seen)
            return seen
        } else {
            waiting = seen
        }
        return nil
    }

    /// Somebody said that it is whole as it stands.
    mutating func take(_ seen: Content) {
        taken = seen
        waiting = nil
    }
}
