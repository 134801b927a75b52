import Moderation
import ReviewUI
import WebhookNotifier

/// What the demo's receiver got, for a developer who wants to see what a webhook is like.
struct InboxPage: Sendable {
    let entries: [Inbox.Entry]
    /// Where the article is.
    let article: String

    var html: HTML {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Webhook inbox · Tamis demo</title>
        <noscript><meta http-equiv="refresh" content="2"></noscript>
        <link rel="icon" href="/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/demo.css">
        <script src="/inbox.js" defer></script>
        </head>
        <body class="tool">
        <a class="skip" href="#main">Skip to the events</a>
        <header class="bar">
        <p class="name">Webhook inbox <span class="tag">Demo</span></p>
        <p><a href="\(article)">Article</a></p>
        </header>
        <main id="main" tabindex="-1">
        <div class="intro">
        <div>
        <h1>What your systems are told</h1>
        <p class="hint">This page stands for a system of yours, on a port of its own. Tamis posts every decision to it, \
        signed as <a href="https://www.standardwebhooks.com">Standard Webhooks</a> 1.0.0 say. It checks the signature and the \
        time before it believes a word; the article’s comments follow from what it believes.</p>
        </div>
        <form method="post" action="/forge"><button>Send a forged event</button></form>
        </div>
        <div id="inbox">
        \(list)
        </div>
        </main>
        </body>
        </html>

        """
    }

    /// The part that changes; the script asks for it alone.
    var list: HTML {
        """
        <p class="count" id="count" role="status">\(count)</p>
        <ol class="events" id="events">
        \(entries.map(row))
        </ol>
        """
    }

    private var count: HTML {
        guard !entries.isEmpty else { return "No event yet. Post a comment under the article, or decide one." }
        let refused = entries.count { $0.refusal != nil }
        let verified = entries.count - refused
        let more: HTML = refused == 0 ? "" : ", \(refused) refused"
        return "\(verified) verified\(more). Newest first, as they come."
    }

    private func row(_ entry: Inbox.Entry) -> HTML {
        let isVerified = entry.refusal == nil
        let seal: HTML = isVerified ? "✓ Verified" : "✕ Refused"
        let type = entry.event?.type ?? (isVerified ? "no event" : "unverified")
        let facts: HTML = entry.refusal.map { "<p class=\"why\">\(words($0))</p>" } ?? self.facts(entry.event?.data)
        let status = entry.event?.data?.status ?? ""
        return """
            <li class="event \(isVerified ? HTML("verified") : HTML("refused"))" id="event-\(entry.number)">
            <header>
            <h2>\(type)</h2>
            <span class="state \(status)">\(status)</span>
            <span class="seal">\(seal)</span>
            </header>
            \(facts)
            <p class="meta"><time datetime="\(entry.at.rfc3339)">\(entry.at.rfc3339)</time> · <code>\(entry.id)</code></p>
            <details><summary>Body as it came, indented</summary>
            <pre tabindex="0" dir="ltr">\(JSONIndent.text(of: entry.body))</pre></details>
            </li>
            """
    }

    private func facts(_ data: ReceivedEvent.Content?) -> HTML {
        guard let data, let version = data.version, let decision = data.decision else { return .nothing }
        let reasons = decision.reasons.isEmpty ? "none" : decision.reasons.joined(separator: ", ")
        let before: HTML = data.previousStatus.map { "<div><dt>Before</dt><dd>\($0)</dd></div>" } ?? .nothing
        let said: HTML = data.body.map { "<p class=\"said\" dir=\"auto\">\($0)</p>" } ?? .nothing
        return """
            <dl>
            <div><dt>Version</dt><dd>\(version)</dd></div>
            <div><dt>Decision</dt><dd>\(decision.decision)</dd></div>
            <div><dt>By</dt><dd>\(decision.by == "policy" ? "policy" : "moderator")</dd></div>
            <div><dt>Reasons</dt><dd>\(reasons)</dd></div>
            \(before)
            <div><dt>Author</dt><dd><bdi>\(data.author?.name ?? "")</bdi></dd></div>
            </dl>
            \(said)
            """
    }

    private func words(_ refusal: WebhookSignature.Refusal) -> String {
        switch refusal {
        case .missingHeader: "A webhook header is missing: nothing to check it by. Answered 401 and not believed."
        case .malformedTimestamp: "Its timestamp is no number. Answered 401 and not believed."
        case .tooOld: "It was signed more than five minutes ago. Answered 401 and not believed."
        case .tooNew: "It was signed more than five minutes in the future. Answered 401 and not believed."
        case .noMatchingSignature: "No signature matches the secret. Answered 401 and not believed."
        }
    }
}
