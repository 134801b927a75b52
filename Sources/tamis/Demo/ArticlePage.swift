import Moderation
import ReviewUI

/// The article with the comments that readers see and the form for another one.
struct ArticlePage: Sendable {
    let comments: [KeptComments.Kept]
    /// The comment that whoever looks has just sent.
    let posted: KeptComments.Kept?
    let form: ArticleForm
    /// Where the demo's other two pages are.
    let review: String
    let inbox: String
    let now: Instant

    var html: HTML {
        """
        <!DOCTYPE html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(titlePrefix)\(Article.title) – La Feuille de Lorme</title>
        <link rel="icon" href="/demo/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/demo/demo.css">
        </head>
        <body class="paper">
        <a class="skip" href="#main">Aller à l’article</a>
        \(guide)
        <header class="masthead">
        <p class="name"><a href="/demo/">La Feuille de Lorme</a></p>
        <p class="motto">Le journal des deux rives</p>
        </header>
        <main id="main" tabindex="-1">
        \(Article.html)
        <section id="comments" aria-labelledby="comments-title">
        <h2 id="comments-title">\(heading)</h2>
        <ol class="comments">
        \(comments.map(comment))
        </ol>
        \(waiting)
        </section>
        \(form.html)
        </main>
        <footer class="foot">
        <p>La ville, le journal et la passerelle sont inventés pour la démonstration de Tamis. Rien de ce que vous écrivez \
        ici ne quitte votre machine.</p>
        </footer>
        </body>
        </html>

        """
    }

    private var titlePrefix: HTML { form.isRefused ? "Erreur&#160;: " : "" }

    private var heading: HTML {
        switch comments.count {
        case 0: "Aucun commentaire pour l’instant"
        case 1: "Un commentaire"
        case let count: "\(count) commentaires"
        }
    }

    private var elsewhere: HTML { " <span class=\"quiet\">(nouvel onglet)</span>" }

    /// What to do in which order. The last step has another address each time: else it would lead to this same page,
    /// which the browser then does not ask for again.
    private var guide: HTML {
        """
        <aside class="guide" aria-label="Démonstration">
        <p class="tag">Démonstration</p>
        <ol>
        <li><a href="#respond">Écrivez un commentaire</a></li>
        <li><a href="\(review)" target="_blank" rel="noopener">Décidez sur la page de modération\(elsewhere)</a></li>
        <li><a href="\(inbox)" target="_blank" rel="noopener">Voyez arriver le webhook\(elsewhere)</a></li>
        <li><a href="/demo/?at=\(Int(now.milliseconds))#comments">Retrouvez-le sous l’article</a></li>
        </ol>
        </aside>
        """
    }

    /// What became of the comment just sent, for its writer alone; while it waits, with its text.
    private var waiting: HTML {
        guard let posted else { return .nothing }
        switch posted.status {
        case "approved":
            return """
                <p class="notice good" id="posted" role="status">Merci&#8239;! Votre commentaire est \
                <a href="#\(posted.id)">publié</a>.</p>
                """
        case "flagged":
            return """
                <div class="notice" id="posted" role="status">
                <p>Votre commentaire est en attente de modération. Vous seul le voyez&#8239;; il paraîtra ici dès qu’il aura \
                été approuvé.</p>
                <ol class="comments">\(comment(posted))</ol>
                </div>
                """
        default:
            return """
                <p class="notice bad" id="posted" role="status">Votre commentaire n’a pas été retenu par la modération.</p>
                """
        }
    }

    private func comment(_ kept: KeptComments.Kept) -> HTML {
        let initial = kept.name.first.map { String($0).uppercased() } ?? "?"
        return """
            <li class="comment" id="\(kept.id)">
            <article>
            <header><span class="avatar" aria-hidden="true">\(initial)</span>
            <p class="by"><bdi>\(kept.name)</bdi></p>
            <p class="date"><time datetime="\(kept.at.rfc3339)">\(FrenchDate.text(of: kept.at))</time></p></header>
            <p class="said" dir="auto">\(kept.text)</p>
            </article>
            </li>
            """
    }
}
