import Foundation
import Moderation
import Store

extension AdminDesk {
    /// Lessons handed on at once by `lessons`.
    static let lessonPage = 500

    func learn(site: String, _ lines: [LessonLine]) async throws -> AdminAnswer {
        let site = try await self.site(site)
        let lessons = try lines.map { line in
            guard let lesson = line.lesson else { throw Refusal(why: "a lesson is malformed") }
            return (id: name(of: line.id, site: site), lesson: lesson)
        }
        try await store.learn(lessons, site: site.id)
        return .done("\(lessons.count)", [AdminField("learned", .integer(lessons.count))])
    }

    func learned(site: String) async throws -> AdminAnswer {
        let site = try await self.site(site)
        let learning = try await store.learning(of: site.id)
        var fields = [AdminField("site", .text(site.name)), AdminField("lessons", .integer(learning.lessons))]
        fields += Lesson.Label.allCases.map { AdminField($0.text, .integer(learning.lessons($0))) }
        fields.append(AdminField("digest", .text(learning.digest)))
        return .done(fields.map { "\($0.key): \($0.value.cell)" }.joined(separator: "\n"), fields)
    }

    func lessons(site: String, after: String) async throws -> AdminAnswer {
        let site = try await self.site(site)
        let columns = ["id", "label", "source", "at", "places"].map { AdminColumn($0, $0.uppercased()) }
        return .table(
            columns,
            try await store.lessons(site: site.id, after: after, limit: Self.lessonPage).map { kept in
                let line = LessonLine(id: kept.id, lesson: kept.lesson)
                return [
                    .text(line.id), .text(line.label), .optional(line.source), .text(kept.at.rfc3339),
                    .text(line.places),
                ]
            })
    }

    func forgetLessons(site: String) async throws -> AdminAnswer {
        let site = try await self.site(site)
        let count = try await store.forgetLessons(site: site.id)
        return .done("\(count) lessons forgotten", [AdminField("forgotten", .integer(count))])
    }

    /// Comments and what was exported keep their names. Anything else may say whatever it likes, an address too, and only a
    /// keyed code of it is kept.
    private func name(of id: String, site: Site) -> String {
        let isOurs = id.hasPrefix("row_") && id.dropFirst(4).allSatisfy { $0.isHexDigit } && id.utf8.count == 36
        if CommentID(id) != nil || isOurs { return id }
        return store.lessonName(of: id, site: site.id)
    }
}
