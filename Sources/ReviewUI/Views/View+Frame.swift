import Moderation

extension View {
    var top: HTML {
        guard let moderator else {
            return """
                <header class="top"><p class="brand">\(logo)Tamis</p>\
                <p class="quiet tagline">\(say(FrameText.tagline))</p>\(languages)</header>
                """
        }
        let waiting = self.waiting ?? 0
        let count: HTML = waiting > 0 ? " <span class=\"count\">\(language.number(waiting))</span>" : .nothing
        let here: HTML = place == .queue ? " aria-current=\"page\"" : .nothing
        return """
            <header class="top">
            <p class="brand"><a href="/review">\(logo)Tamis</a></p>
            <nav class="places" aria-label="Tamis"><a href="/review"\(here)>\(say(QueueText.queue))\(count)</a></nav>
            \(languages)
            <form method="post" action="/review/logout" class="who">
            \(tokenField)
            <p><bdi>\(moderator.name)</bdi> <span class="quiet">· \(language.role(moderator.role))</span></p>
            <button class="plain">\(say(FrameText.logOut))</button>
            </form>
            </header>
            """
    }

    var foot: HTML {
        guard moderator != nil else { return .nothing }
        return """
            <p id="said" class="unseen" aria-live="polite"></p>
            <footer class="foot"><a href="/review/settings">\(say(SettingsText.settings))</a> <button type="button" class="plain" id="show-keys" hidden>\(say(FrameText.keys)) \
            <kbd>?</kbd></button></footer>
            \(keys)
            """
    }

    private var logo: HTML {
        "<img src=\"\(Asset.path("icon.svg"))\" width=\"26\" height=\"26\" alt=\"\">"
    }

    /// Links, since they must work before login, on every page and without a script.
    private var languages: HTML {
        let links = PageLanguage.offered.map { offered -> HTML in
            let current: HTML = offered == language ? " aria-current=\"true\"" : .nothing
            let back = FormFields.encode(place.path)
            return """
                <a href="/review/language?to=\(offered.rawValue)&amp;back=\(back)" lang="\(offered.rawValue)" \
                dir="\(offered.direction)"\(current)>\(offered.ownName)</a>
                """
        }
        return "<nav class=\"languages\" aria-label=\"\(say(FrameText.language))\">\(links)</nav>"
    }

    private var keys: HTML {
        let all =
            PageSettings.Act.allCases.map { (settings.key(of: $0), say(SettingsText($0))) }
            + [("?", say(FrameText.keyHelp))]
        let rows = all.map { key, what -> HTML in
            "<div><dt><kbd dir=\"ltr\">\(key)</kbd></dt><dd>\(what)</dd></div>"
        }
        return """
            <dialog class="keys" id="keys" data-keys="\(String(settings.keys))" aria-labelledby="keys-title" hidden>
            <h2 id="keys-title">\(say(FrameText.keys))</h2>
            <p class="quiet">\(say(FrameText.keysHint))</p>
            <dl>\(rows)</dl>
            <form method="dialog">
            <button type="button" data-off="\(say(FrameText.keysOff))" data-on="\(say(FrameText.keysOn))" \
            data-now-off="\(say(FrameText.keysNowOff))" data-now-on="\(say(FrameText.keysNowOn))">\
            \(say(FrameText.keysOff))</button>
            <button class="primary" autofocus>\(say(FrameText.close))</button>
            </form>
            </dialog>
            """
    }
}
