package import Moderation

/// A part of the queue that a moderator named, to come back to.
package struct SavedView: Sendable, Equatable {
    package var id: ViewID
    package var name: String
    /// As the pages encode what the queue is narrowed to.
    package var filter: String

    package init(id: ViewID, name: String, filter: String) {
        self.id = id
        self.name = name
        self.filter = filter
    }
}

extension ModerationStore {
    /// Most views of one moderator.
    package static let viewLimit = 12

    /// In the order in which they were saved.
    package func views(of moderator: ModeratorID) async throws -> [SavedView] {
        try await database.read { try Self.views(of: moderator, $0) }
    }

    /// Saves a view; one of the same name narrows to something else from now on. False when there are too many.
    package func save(_ view: SavedView, of moderator: ModeratorID) async throws -> Bool {
        try await database.write { session in
            let views = try Self.views(of: moderator, session)
            for old in views where old.name == view.name {
                try session.execute(ViewSQL.drop, .text(moderator.text), .text(old.id.text))
            }
            guard views.count(where: { $0.name != view.name }) < Self.viewLimit else { return false }
            try session.execute(
                ViewSQL.insert, .text(moderator.text), .text(view.id.text), .text(view.name), .text(view.filter))
            return true
        }
    }

    package func dropView(_ id: ViewID, of moderator: ModeratorID) async throws {
        try await database.write { _ = try $0.execute(ViewSQL.drop, .text(moderator.text), .text(id.text)) }
    }

    private static func views(of moderator: ModeratorID, _ session: SQLSession) throws -> [SavedView] {
        try session.rows(ViewSQL.all, .text(moderator.text)).map { row in
            SavedView(id: ViewID(stored: try row.text(0)), name: try row.text(1), filter: try row.text(2))
        }
    }
}

package enum ViewSQL: String, SQLText {
    case all = "SELECT id, name, filter FROM views WHERE moderator = $1 ORDER BY id"
    case insert = "INSERT INTO views (moderator, id, name, filter) VALUES ($1, $2, $3, $4)"
    case drop = "DELETE FROM views WHERE moderator = $1 AND id = $2"
}
