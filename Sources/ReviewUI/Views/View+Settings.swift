extension View {
    /// The letters of the keyboard and the blur, in a form that works without a script.
    func settingsForm(_ chosen: PageSettings, problem: String?, isSaved: Bool) -> HTML {
        let fields = PageSettings.Act.allCases.map { act -> HTML in
            """
            <div><label for="key-\(act.rawValue)">\(say(SettingsText(act)))</label>
            <input id="key-\(act.rawValue)" name="\(act.rawValue)" value="\(chosen.key(of: act))" maxlength="1" \
            pattern="[A-Za-z]" required autocomplete="off" autocapitalize="none" dir="ltr" aria-describedby="keys-hint"></div>
            """
        }
        let saved: HTML = "<p class=\"notice\" role=\"status\">\(say(SettingsText.saved))</p>"
        let title = say(SettingsText.settings)
        return document(
            problem == nil ? title : language(FrameText.errorTitle, title), kind: "single",
            """
            <section class="sheet narrow">
            <h1>\(title)</h1>
            \(saved, if: isSaved)
            \("<p class=\"wrong\" role=\"alert\">\(problem ?? "")</p>", if: problem != nil)
            <form method="post" action="/review/settings" class="stack settings">
            \(tokenField)
            <p id="keys-hint" class="hint">\(say(SettingsText.hint))</p>
            \(fields)
            <label class="check"><input type="checkbox" name="blur" value="1"\(" checked", if: chosen.blurs)> \
            \(say(SettingsText.blur))</label>
            <button class="primary">\(say(SettingsText.save))</button>
            </form>
            <p class="ways"><a class="button" href="/review">\(say(CommentText.back))</a></p>
            </section>
            """)
    }
}
