import CommentIntake
import Crypto
import Foundation
import Moderation

/// What a reader sees when the public form could not take a comment: what to mend, and the form as it was filled in. The e-mail
/// address is not shown: no page of ours shows one, so it is typed again.
struct FormPage {
    let site: Site
    let title: String
    let problems: [FieldProblem]
    /// Nil when nothing could be read.
    let form: CommentForm?
    let required: Set<Policy.RequiredField>
    let language: PageLanguage

    var html: String {
        """
        <!doctype html>
        <html lang="\(language.rawValue)" dir="\(language == .ar ? "rtl" : "ltr")">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(Self.escaped(title))</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        <main>
        <h1>\(Self.escaped(title))</h1>
        \(summary)\(fields)
        </main>
        </body>
        </html>

        """
    }

    private var summary: String {
        guard !problems.isEmpty else { return "" }
        let items = problems.map { problem in
            let text = Self.escaped(problem.message(language: language))
            return Self.ids[problem.field].map { "<li><a href=\"#\($0)\">\(text)</a></li>" } ?? "<li>\(text)</li>"
        }
        return "<ul role=\"alert\">\(items.joined())</ul>\n"
    }

    private var fields: String {
        guard let form else { return "" }
        let hidden: [(String, String?)] = [
            ("thread.id", form.threadID), ("thread.url", form.threadURL), ("thread.title", form.threadTitle),
            ("parent_id", form.parentID), ("language", form.language), ("tamis_back", form.door[.back]),
            ("tamis_token", form.door[.token]),
        ]
        return """
            <form method="post" action="/f/\(Self.escaped(site.name))">
            \(hidden.compactMap { name, value in value.map {
                "<input type=\"hidden\" name=\"\(name)\" value=\"\(Self.escaped($0))\">" } }.joined())
            \(row(.authorName, .authorName, form.authorName, "type=\"text\" autocomplete=\"name\""))
            \(row(.authorEmail, .authorEmail, nil, "type=\"email\" autocomplete=\"email\" dir=\"ltr\""))
            \(row(.authorURL, .authorURL, form.authorURL, "type=\"url\" autocomplete=\"url\" dir=\"ltr\""))
            \(row(.body, .body, form.body, nil))
            <p class="apart" aria-hidden="true"><label>\(Self.leaveEmpty[language])
            <input type="text" name="website2" tabindex="-1" autocomplete="off"></label></p>
            <p><button type="submit">\(Self.send[language])</button></p>
            </form>
            """
    }

    /// A field with its label, and what is wrong with it. Without `attributes` it is a text of several lines.
    private func row(
        _ field: FormField, _ need: Policy.RequiredField, _ value: String?, _ attributes: String?
    ) -> String {
        let id = Self.ids[field] ?? field.rawValue
        let wrong = problems.filter { $0.field == field }.map { Self.escaped($0.message(language: language)) }
        let isNeeded = required.contains(need)
        var notes = wrong.joined(separator: " ")
        if field == .authorEmail, wrong.isEmpty { notes = Self.typeAgain[language] }
        let more =
            (isNeeded ? " required" : "") + (wrong.isEmpty ? "" : " aria-invalid=\"true\"")
            + (notes.isEmpty ? "" : " aria-describedby=\"\(id)-note\"")
        let name = "id=\"\(id)\" name=\"\(field.rawValue)\"\(more)"
        let text = Self.escaped(value ?? "")
        let control =
            attributes.map { "<input \($0) \(name) value=\"\(text)\">" }
            // A line break right after the tag is not part of the text.
            ?? "<textarea rows=\"8\" dir=\"auto\" \(name)>\n\(text)</textarea>"
        let note =
            notes.isEmpty ? "" : "<span id=\"\(id)-note\"\(wrong.isEmpty ? "" : " class=\"bad\"")>\(notes)</span>"
        let mark = isNeeded ? "" : " " + Self.optional[language]
        return "<p><label for=\"\(id)\">\(field.label[language])\(mark)</label>\(control)\(note)</p>"
    }

    private static let ids: [FormField: String] = [
        .authorName: "name", .authorEmail: "email", .authorURL: "url", .body: "body",
    ]
    private static let send = Translation(fr: "Envoyer", en: "Send", ar: "إرسال")
    private static let optional = Translation(fr: "(facultatif)", en: "(optional)", ar: "(اختياري)")
    private static let leaveEmpty = Translation(
        fr: "Laissez ce champ vide", en: "Leave this field empty", ar: "اترك هذا الحقل فارغًا")
    private static let typeAgain = Translation(
        fr: "Saisissez-la de nouveau\u{202F}: nous ne réaffichons jamais une adresse.",
        en: "Please type it again: we never show an address.",
        ar: "اكتبه من جديد: لا نعرض أي عنوان أبدًا.")

    static let style = """
        :root{color-scheme:light dark}body{font:1.0625rem/1.6 system-ui,sans-serif;margin:0;padding:1.5rem}\
        main{max-width:38rem;margin:0 auto}h1{font-size:1.375rem;line-height:1.3}label{display:block;font-weight:600}\
        input,textarea{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;border:1px solid #767676;border-radius:.25rem}\
        [aria-invalid]{border:2px solid #c0392b}.bad{font-weight:600}button{font:inherit;font-weight:600;padding:.5rem 1.25rem}\
        .apart{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        """
    static let styleHash = "sha256-" + Data(SHA256.hash(data: Data(style.utf8))).base64EncodedString()

    /// Text that stays text, in HTML and inside quoted attributes.
    static func escaped(_ text: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): result += Array("&amp;".utf8)
            case UInt8(ascii: "<"): result += Array("&lt;".utf8)
            case UInt8(ascii: ">"): result += Array("&gt;".utf8)
            case UInt8(ascii: "\""): result += Array("&quot;".utf8)
            case UInt8(ascii: "'"): result += Array("&#39;".utf8)
            default: result.append(byte)
            }
        }
        return String(decoding: result, as: UTF8.self)
    }
}
