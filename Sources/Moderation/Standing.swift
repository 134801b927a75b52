/// What a site's moderators have said of an author.
package enum Standing: String, Sendable, CaseIterable {
    case banned, trusted
}

/// An author's past at a site, as far as scoring may know it.
package struct AuthorPast: Sendable, Equatable {
    /// Of the newest comments under the typed address: how many stand, and how many were turned down.
    package var approved: Int
    package var rejected: Int
    /// Said of the typed address, which anybody can type.
    package var typed: Standing?
    /// Said of the key the form's backend vouches for.
    package var vouched: Standing?

    package init(approved: Int = 0, rejected: Int = 0, typed: Standing? = nil, vouched: Standing? = nil) {
        self.approved = approved
        self.rejected = rejected
        self.typed = typed
        self.vouched = vouched
    }

    /// A ban holds whichever of the two it was said of: nobody gains by borrowing it.
    package var isBanned: Bool { typed == .banned || vouched == .banned }
}
