package import Moderation
import Synchronization

/// What sites have learned, in memory: the sums of their lessons. Changed only as writes commit, in their order, so that a sum
/// and the rows it is made of never come apart.
final class SiteLearnings: Sendable {
    /// Sites whose sums are held: 400 KB each.
    private static let most = 32

    private struct State {
        var known: [SiteID: SiteLearning] = [:]
        /// The one asked last stands last.
        var order: [SiteID] = []
    }

    private let state = Mutex(State())

    func known(_ site: SiteID) -> SiteLearning? {
        state.withLock { state in
            guard let learning = state.known[site] else { return nil }
            if state.order.last != site {
                state.order.removeAll { $0 == site }
                state.order.append(site)
            }
            return learning
        }
    }

    /// The rows are as they stand at this place in the order of the writes.
    func keep(_ learning: SiteLearning, of site: SiteID) {
        state.withLock { state in
            state.known[site] = learning
            state.order.removeAll { $0 == site }
            state.order.append(site)
            if state.order.count > Self.most { state.known[state.order.removeFirst()] = nil }
        }
    }

    func apply(_ change: LessonChange?) {
        // A site that is not held is read with this change in it.
        guard let change, let learning = state.withLock({ $0.known[change.site] }) else { return }
        for lesson in change.dropped { learning.remove(lesson) }
        for lesson in change.added { learning.add(lesson) }
    }
}

/// What a write did to a site's lessons.
struct LessonChange: Sendable {
    let site: SiteID
    var dropped: [Lesson] = []
    var added: [Lesson] = []
}

/// A lesson as it is kept.
package struct KeptLesson: Sendable, Equatable {
    /// The comment it was learned from, or a name of the row of a file.
    package var id: String
    package var lesson: Lesson
    package var at: Instant

    package init(id: String, lesson: Lesson, at: Instant) {
        self.id = id
        self.lesson = lesson
        self.at = at
    }
}

extension ModerationStore {
    /// What a site has learned so far; the same object from one comment to the next.
    package func learning(of site: SiteID) async throws -> SiteLearning {
        if let known = learnings.known(site) { return known }
        let learnings = learnings
        return try await database.write { session in
            let learning = SiteLearning()
            for row in try session.rows(LessonSQL.all, .text(site.text)) { learning.add(try Self.lesson(row).lesson) }
            return learning
        } committed: { learning in
            learnings.keep(learning, of: site)
        }
    }

    /// Learns from labelled texts, each under a name of its own: one that was learned under that name before is replaced.
    package func learn(_ lessons: [(id: String, lesson: Lesson)], site: SiteID) async throws {
        let at = now()
        let learnings = learnings
        try await database.write { session in
            var change = LessonChange(site: site)
            for (id, lesson) in lessons {
                try Self.teach(lesson, id: id, at: at, &change, session)
            }
            try Self.forgetOldest(&change, learnings, session)
            return change
        } committed: { change in
            learnings.apply(change)
        }
    }

    /// What a lesson is called that was learned from no comment here: a keyed code of whatever names it.
    package func lessonName(of text: String, site: SiteID) -> String {
        let code = fingerprint(of: Array("lesson:\(site.text):\(text)".utf8))
        return "row_" + code.prefix(16).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// Forgets all that a site has learned; how many lessons that were.
    package func forgetLessons(site: SiteID) async throws -> Int {
        let learnings = learnings
        return try await database.write { session in
            try session.execute(LessonSQL.dropAll, .text(site.text))
        } committed: { _ in
            learnings.keep(SiteLearning(), of: site)
        }
    }

    /// Lessons behind `after`, by their names.
    package func lessons(site: SiteID, after: String, limit: Int) async throws -> [KeptLesson] {
        try await database.read { session in
            try session.rows(LessonSQL.page, .text(site.text), .text(after), .integer(limit)).map(Self.lesson)
        }
    }

    /// Writes the lesson that stands now for `id` down, or takes the earlier one back when there is none any more, and notes
    /// what that changes.
    static func teach(
        _ lesson: Lesson?, id: String, at: Instant, _ change: inout LessonChange, _ session: SQLSession
    ) throws {
        let site = change.site
        let before = try session.row(LessonSQL.one, .text(site.text), .text(id)).map(self.lesson)
        guard before?.lesson != lesson else { return }
        if let before {
            try session.execute(LessonSQL.drop, .text(site.text), .text(id))
            change.dropped.append(before.lesson)
        }
        guard let lesson else { return }
        try session.execute(
            LessonSQL.insert, .text(site.text), .text(id), .integer(lesson.label.rawValue),
            .text(lesson.source.rawValue),
            .blob(lesson.bytes), .time(at))
        change.added.append(lesson)
    }

    /// Forgets the oldest lessons beyond `SiteLearning.mostLessons`. Counting takes a while, so it is done only where the bound
    /// may be reached.
    static func forgetOldest(
        _ change: inout LessonChange, _ learnings: SiteLearnings, _ session: SQLSession
    ) throws {
        let site = change.site
        let known = learnings.known(site).map { $0.lessons + change.added.count - change.dropped.count }
        guard !change.added.isEmpty, known ?? SiteLearning.mostLessons >= SiteLearning.mostLessons else { return }
        for row in try session.rows(LessonSQL.beyond, .text(site.text), .integer(SiteLearning.mostLessons)) {
            let old = try lesson(row)
            try session.execute(LessonSQL.drop, .text(site.text), .text(old.id))
            change.dropped.append(old.lesson)
        }
    }

    private static func lesson(_ row: SQLRow) throws -> KeptLesson {
        guard let label = Lesson.Label(rawValue: Int(try row.integer(1))) else {
            throw StoreError.malformedRow(column: 1)
        }
        guard let source = Lesson.Source(rawValue: try row.text(2)) else { throw StoreError.malformedRow(column: 2) }
        guard let lesson = Lesson(label, bytes: try row.blob(3), source: source) else {
            throw StoreError.malformedRow(column: 3)
        }
        return KeptLesson(id: try row.text(0), lesson: lesson, at: try row.time(4))
    }
}

package enum LessonSQL: String, SQLText {
    case all = "SELECT id, label, source, places, at FROM lessons WHERE site = $1"
    case one = "SELECT id, label, source, places, at FROM lessons WHERE site = $1 AND id = $2"
    case page = """
        SELECT id, label, source, places, at FROM lessons WHERE site = $1 AND id > $2 ORDER BY id LIMIT $3
        """
    case beyond = """
        SELECT id, label, source, places, at FROM lessons WHERE site = $1 ORDER BY at DESC, id DESC
        LIMIT 1000 OFFSET $2
        """
    case insert = "INSERT INTO lessons (site, id, label, source, places, at) VALUES ($1, $2, $3, $4, $5, $6)"
    case drop = "DELETE FROM lessons WHERE site = $1 AND id = $2"
    case dropAll = "DELETE FROM lessons WHERE site = $1"
}
