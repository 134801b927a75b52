import CommentIntake
import Foundation

/// A line of `tamis export`, or of anybody who writes comments as `POST /v1/comments` takes them.
struct JSONLinesArchive {
    /// The members that are not the comment's own.
    private struct Header: Decodable {
        var id: Name?
        var external_id: Name?
        var status: String?
        var label: String?
        var reasons: [String]?
        var received_at: String?
    }

    /// Sites number their comments, or name them.
    private struct Name: Decodable {
        let text: String

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if let number = try? value.decode(Int.self) {  // otherwise it must be a text
                text = String(number)
            } else {
                text = try value.decode(String.self)
            }
        }
    }

    struct Problem: Error {
        let what: String
    }

    /// Nil for what is not brought along: the place of a comment that was erased.
    static func comment(_ line: Data) throws(Problem) -> ArchivedComment? {
        guard line.count <= ArchivedComment.limitBytes else {
            throw Problem(what: "longer than \(ArchivedComment.limitBytes) bytes")
        }
        do { _ = try CommentForm(json: Array(line)) } catch {
            switch error {
            case .malformedJSON(let offset): throw Problem(what: "no JSON from byte \(offset) on")
            case .notAnObject: throw Problem(what: "no JSON object")
            default: throw Problem(what: "not UTF-8")
            }
        }
        let header: Header
        do { header = try JSONDecoder().decode(Header.self, from: line) } catch {
            throw Problem(what: "id, external_id, status, label, reasons or received_at is of a wrong type")
        }
        guard let name = header.external_id?.text ?? header.id?.text, !name.isEmpty else {
            throw Problem(what: "neither external_id nor id, which tell a comment at a second run")
        }
        let written = header.status ?? header.label
        if written == "erased" { return nil }
        let label = written.flatMap(ArchiveLabel.init(written:))
        if let written, label == nil {
            throw Problem(
                what: "status \"\(PlainText.line(written, limit: 40))\" is none of approved, pending, spam, trash")
        }
        return ArchivedComment(
            form: String(decoding: line, as: UTF8.self), externalID: name, label: label,
            reason: header.reasons?.first, writtenAt: header.received_at)
    }
}
