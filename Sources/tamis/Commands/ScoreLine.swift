import Foundation
import Moderation

/// One line that `tamis score --jsonl` reads. Members that scoring may not see are not read at all.
struct ScoreInput {
    /// The id as JSON, text or number, given back as it came.
    var id: ID?
    var content: CommentContent

    enum ID {
        case text(String)
        case number(Int)
    }

    struct Problem: Error, CustomStringConvertible {
        var description: String
    }

    init(line: String) throws(Problem) {
        let wire: Wire
        do {
            wire = try JSONDecoder().decode(Wire.self, from: Data(line.utf8))
        } catch {
            throw Problem(
                description:
                    "not a JSON object with a \"text\" and, if any, texts as \"id\", \"lang\", \"author\", \"url\"")
        }
        id = wire.id
        content = CommentContent(
            body: wire.text, authorName: wire.author ?? "", authorURL: wire.url, languageHint: wire.lang)
    }

    private struct Wire: Decodable {
        var id: ID?
        var text: String
        var lang: String?
        var author: String?
        var url: String?

        enum Key: String, CodingKey { case id, text, lang, author, url }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            if container.contains(.id), try !container.decodeNil(forKey: .id) {
                do {
                    id = .number(try container.decode(Int.self, forKey: .id))
                } catch {
                    id = .text(try container.decode(String.self, forKey: .id))
                }
            }
            text = try container.decode(String.self, forKey: .text)
            lang = try container.decodeIfPresent(String.self, forKey: .lang)
            author = try container.decodeIfPresent(String.self, forKey: .author)
            url = try container.decodeIfPresent(String.self, forKey: .url)
        }
    }
}

/// One line that it writes.
struct ScoreLine {
    var id: ScoreInput.ID?
    var score: Score
    var policy: Policy

    var json: [UInt8] {
        JSONWriter.object { json in
            switch id {
            case .text(let text): json.member("id", text)
            case .number(let number): json.member("id", number)
            case nil: break
            }
            let record = policy.decide(score, at: Instant(milliseconds: 0))
            json.member("decision", record.decision.rawValue)
            json.member("spam", policy.probability(.spam, points: score.spamPoints), decimals: 6)
            json.member("abuse", policy.probability(.abuse, points: score.abusePoints), decimals: 6)
            json.member("language", score.language)
            json.array("signals") { list in
                for signal in score.signals { list.object { signal.write(into: &$0) } }
            }
        }
    }
}

extension Signal {
    fileprivate func write(into json: inout JSONWriter) {
        json.member("name", name)
        json.member("label", label.rawValue)
        json.member("points", points)
        if shadow { json.member("shadow", true) }
        json.array("evidence") { list in
            for piece in evidence {
                list.object { span in
                    if piece.field != .body { span.member("field", piece.field.rawValue) }
                    span.member("begin", piece.begin)
                    span.member("end", piece.end)
                }
            }
        }
    }
}
