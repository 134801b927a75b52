import Moderation

extension View {
    /// What the author is told, in each language; nothing when the comment is shown to readers.
    func statement(of comment: Comment, _ texts: [(PageLanguage, String)]) -> HTML {
        let title = say(CommentText.statement)
        let parts = texts.map { language, text -> HTML in
            """
            <section class="sheet" lang="\(language.rawValue)" dir="\(language.direction)" \
            aria-labelledby="in-\(language.rawValue)">
            <h2 id="in-\(language.rawValue)">\(language.ownName)</h2>
            <p class="told">\(text)</p>
            </section>
            """
        }
        let none: HTML = "<p class=\"sheet\">\(say(CommentText.statementNone))</p>"
        return document(
            title, kind: "comment",
            """
            <p class="back"><a href="\(Place.comment(comment.id).path)">\
            \(language(CommentText.title, comment.authorName))</a></p>
            <div class="heading"><h1>\(title)</h1>
            <p class="quiet">\(say(CommentText.statementHint))</p></div>
            <div class="told-all">\(texts.isEmpty ? [none] : parts)</div>
            """)
    }
}
