import Foundation
import Moderation
import Scoring

/// One labelled comment, as a line of a set gives it.
struct LabelledRow {
    var id: String
    /// The set it belongs to; nil when only the file's name says it.
    var source: String?
    var language: String
    var label: GoldLabel
    var sublabel: String
    var content: CommentContent

    struct Problem: Error, CustomStringConvertible {
        var description: String
    }

    init(line: Data) throws {
        let wire: Wire
        do {
            wire = try JSONDecoder().decode(Wire.self, from: Data(try InputLines.text(line).utf8))
        } catch let problem as InputLines.Problem {
            throw problem
        } catch {
            throw Problem(
                description:
                    "not a JSON object with \"id\", \"text\", \"label\" and, if any, texts as \"lang\", \"source\", \"sublabel\", \"author\", \"url\""
            )
        }
        guard let label = GoldLabel(rawValue: wire.label) else {
            throw Problem(description: "the label must be spam, abuse or clean")
        }
        id = wire.id
        source = wire.source.flatMap { $0.isEmpty ? nil : $0 }
        language = wire.lang.flatMap { $0.isEmpty ? nil : $0 } ?? "und"
        self.label = label
        sublabel = wire.sublabel ?? ""
        // As `tamis score --jsonl` reads it: the set's language is a hint as the site's would be.
        content = CommentContent(
            body: wire.text, authorName: wire.author ?? "", authorURL: wire.url, languageHint: wire.lang)
    }

    private struct Wire: Decodable {
        var id: String
        var text: String
        var label: String
        var lang: String?
        var source: String?
        var sublabel: String?
        var author: String?
        var url: String?

        enum Key: String, CodingKey { case id, text, label, lang, source, sublabel, author, url }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            do {
                id = try container.decode(String.self, forKey: .id)
            } catch {
                id = String(try container.decode(Int.self, forKey: .id))
            }
            text = try container.decode(String.self, forKey: .text)
            label = try container.decode(String.self, forKey: .label)
            lang = try container.decodeIfPresent(String.self, forKey: .lang)
            source = try container.decodeIfPresent(String.self, forKey: .source)
            sublabel = try container.decodeIfPresent(String.self, forKey: .sublabel)
            author = try container.decodeIfPresent(String.self, forKey: .author)
            url = try container.decodeIfPresent(String.self, forKey: .url)
        }
    }
}
