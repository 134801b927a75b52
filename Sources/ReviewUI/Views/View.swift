import Moderation

/// What every page is drawn with: for whom, in which language, and the token its forms carry.
struct View: Sendable {
    var language: PageLanguage
    /// Where the same page is found in another language.
    var place: Place
    var moderator: Moderator?
    var formToken: String
    var now: Instant
    /// How many comments wait; nil before login.
    var waiting: Int?
    var settings = PageSettings.standard

    func say(_ phrase: some Phrase) -> String { language(phrase) }

    var canDecide: Bool { moderator?.role.includes(.moderator) ?? false }

    /// The whole document around the content of one page.
    func document(_ title: String, kind: HTML = "page", _ main: HTML) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="\(language.rawValue)" dir="\(language.direction)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(title) · Tamis</title>
        <link rel="icon" href="\(Asset.path("icon.svg"))" type="image/svg+xml">
        <link rel="stylesheet" href="\(Asset.path("review.css"))">
        <script src="\(Asset.path("review.js"))" defer></script>
        </head>
        <body class="\(kind)">
        <a class="skip" href="#main">\(say(FrameText.skip))</a>
        \(top)
        <main id="main" tabindex="-1">
        \(main)
        </main>
        \(foot)
        </body>
        </html>

        """
    }

    /// A page that says one thing.
    func message(_ title: String, _ text: String, more: HTML = .nothing) -> HTML {
        document(
            title, kind: "single",
            """
            <section class="sheet narrow">
            <h1>\(title)</h1>
            <p>\(text)</p>
            \(more)
            </section>
            """)
    }

    var tokenField: HTML { "<input type=\"hidden\" name=\"csrf\" value=\"\(formToken)\">" }
}
