import Foundation
import Moderation
import Scoring

/// A lesson as a line of a file gives it and an export writes it: which places of a table a text has, never a word of it.
struct LessonLine: Codable, Sendable {
    var id: String
    /// `clean`, `spam` or `abuse`.
    var label: String
    /// Base64 of `Lesson.bytes`.
    var places: String
    /// `decision` or `file`; a file when absent.
    var source: String?

    /// What one line of a labelled file teaches; nil when there is nothing in it to learn.
    init?(_ row: LabelledRow) {
        guard let lesson = Lesson(.init(row.label), places: SiteFeatures.places(of: row.content.body), source: .file)
        else { return nil }
        self.init(id: row.id, lesson: lesson)
    }

    init(id: String, lesson: Lesson) {
        self.id = id
        label = lesson.label.text
        places = Data(lesson.bytes).base64EncodedString()
        source = lesson.source.rawValue
    }

    /// Nil when it is none.
    var lesson: Lesson? {
        guard let label = Lesson.Label(text: label), let bytes = Data(base64Encoded: places),
            let source = source.map(Lesson.Source.init(rawValue:)) ?? .file
        else { return nil }
        return Lesson(label, bytes: Array(bytes), source: source)
    }
}
