import Moderation
import Privacy
import ReviewUI

/// The comment form under the article: what was typed stays, and what is wrong stands beside its field.
struct ArticleForm: Sendable {
    var typed = FormFields.none
    var errors: [FieldError] = []
    /// The form came back.
    var isRefused = false

    var html: HTML {
        """
        <section id="respond" aria-labelledby="respond-title">
        <h2 id="respond-title">Laisser un commentaire</h2>
        <p class="hint">Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec \
        <span class="star">*</span></p>
        \(summary)
        <form method="post" action="/demo/comment#respond" novalidate>
        <input type="hidden" name="form" value="\(formID)">
        \(field("comment", "body", "Commentaire", needed: true, control: comment))
        <div class="row">
        \(field("author", "author.name", "Nom", needed: true, control: author))
        \(field("email", "author.email", "E-mail", needed: true, control: address))
        </div>
        \(field("url", "author.url", "Site web", needed: false, control: website))
        <button>Laisser un commentaire</button>
        </form>
        </section>
        """
    }

    // `more` is what ties a control to the words about it.

    private func comment(more: HTML) -> HTML {
        // The line feed after the tag is not part of the text.
        """
        <textarea id="comment" name="comment" rows="7" maxlength="65525" dir="auto"\(more)>
        \(typed["comment"])</textarea>
        """
    }

    private func author(more: HTML) -> HTML {
        """
        <input id="author" name="author" value="\(typed["author"])" autocomplete="name" maxlength="245" dir="auto"\(more)>
        """
    }

    private func address(more: HTML) -> HTML {
        """
        <input id="email" name="email" type="email" value="\(typed["email"])" autocomplete="email" maxlength="254" \
        dir="ltr"\(more)>
        """
    }

    private func website(more: HTML) -> HTML {
        """
        <input id="url" name="url" type="url" value="\(typed["url"])" autocomplete="url" maxlength="200" dir="ltr"\(more)>
        """
    }

    /// Names this form, so that sending it twice counts once. A new one for each page.
    private var formID: String {
        typed["form"].isEmpty ? OpaqueToken.random(prefix: "").text : typed["form"]
    }

    private var summary: HTML {
        guard isRefused else { return .nothing }
        let fields = ["body", "author.name", "author.email", "author.url"]
        // Wrong with what our backend added, or no answer at all: nothing the reader can mend.
        guard !errors.isEmpty, errors.allSatisfy({ fields.contains($0.field) }) else {
            return """
                <p class="notice bad" role="alert">Votre commentaire n’a pas pu être enregistré. Rien n’est \
                perdu&#8239;: réessayez dans un instant.</p>
                """
        }
        let count: HTML = errors.count == 1 ? "Un champ est" : "\(errors.count) champs sont"
        return """
            <p class="notice bad" role="alert">\(count) à corriger. Rien n’est perdu.</p>
            """
    }

    /// A label, its control and what is wrong with it. `control` is given the attributes that tie them together.
    private func field(
        _ name: String, _ wireName: String, _ label: HTML, needed: Bool, control: (HTML) -> HTML
    ) -> HTML {
        let messages = errors.filter { $0.field == wireName }.map(\.message)
        let required: HTML = needed ? " required" : ""
        let wrong: HTML =
            messages.isEmpty ? "" : " aria-invalid=\"true\" aria-describedby=\"\(name)-error\""
        let error: HTML =
            messages.isEmpty
            ? "" : "<p class=\"error\" id=\"\(name)-error\">\(messages.joined(separator: " "))</p>"
        let star: HTML = needed ? " <span class=\"star\" aria-hidden=\"true\">*</span>" : ""
        return """
            <div class="field">
            <label for="\(name)">\(label)\(star)</label>
            \(control("\(required)\(wrong)"))
            \(error)
            </div>
            """
    }
}
