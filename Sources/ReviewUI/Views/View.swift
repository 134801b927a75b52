import Moderation

/// What every page is drawn with: for whom, in which language, and the token its forms carry.
struct View: Sendable {
    var language: PageLanguage
    var moderator: Moderator?
    var formToken: String
    var now: Instant
    /// How many comments wait; nil before login.
    var waiting: Int?

    func say(_ phrase: some Phrase) -> String { language(phrase) }

    var canDecide: Bool { moderator?.role.includes(.moderator) ?? false }

    /// The whole document around the content of one page.
    func document(_ title: String, _ main: HTML) -> HTML {
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
        <body>
        <a class="skip" href="#main">\(say(QueueText.skip))</a>
        \(header)
        <main id="main" tabindex="-1">
        \(main)
        </main>
        \(keys, if: moderator != nil)
        </body>
        </html>

        """
    }

    /// A page that says one thing.
    func message(_ title: String, _ text: String, more: HTML = .nothing) -> HTML {
        document(
            title,
            """
            <section class="sheet narrow">
            <h1>\(title)</h1>
            <p>\(text)</p>
            \(more)
            </section>
            """)
    }

    private var header: HTML {
        guard let moderator else {
            return """
                <header class="top"><p class="brand"><span class="sieve" aria-hidden="true"></span>Tamis \
                <span class="quiet">\(say(SignInText.tagline))</span></p></header>
                """
        }
        let count: HTML = waiting.map { "<span class=\"count\">\($0)</span>" } ?? .nothing
        return """
            <header class="top">
            <p class="brand"><a href="/review"><span class="sieve" aria-hidden="true"></span>Tamis</a></p>
            <nav><a href="/review">\(say(QueueText.queue))</a> \(count)</nav>
            <form method="post" action="/review/logout" class="who">
            \(tokenField)
            <span><bdi>\(moderator.name)</bdi> <span class="quiet">\(language.role(moderator.role))</span></span>
            <button class="plain">\(say(QueueText.logOut))</button>
            </form>
            </header>
            """
    }

    private var keys: HTML {
        let all: [(String, QueueText)] = [
            ("j", .keyNext), ("k", .keyPrevious), ("a", .keyApprove), ("r", .keyReject), ("u", .keyUndo),
            ("?", .keyHelp),
        ]
        let rows = all.map { key, what -> HTML in "<div><dt><kbd>\(key)</kbd></dt><dd>\(say(what))</dd></div>" }
        return """
            <details class="keys" id="keys" hidden>
            <summary>\(say(QueueText.keys))</summary>
            <p>\(say(QueueText.keysHint))</p>
            <dl>\(rows)</dl>
            <button type="button" class="plain" data-off="\(say(QueueText.keysOff))" data-on="\(say(QueueText.keysOn))">\
            \(say(QueueText.keysOff))</button>
            </details>
            """
    }

    var tokenField: HTML { "<input type=\"hidden\" name=\"csrf\" value=\"\(formToken)\">" }
}
