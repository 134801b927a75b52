extension View {
    func login(name: String, next: String, status: SignInText? = nil, problem: String? = nil) -> HTML {
        document(
            say(SignInText.loginTitle),
            """
            <section class="sheet narrow">
            <h1>\(say(SignInText.loginTitle))</h1>
            \(notice(status.map { say($0) }, problem: problem))
            <form method="post" action="/review/login" class="stack">
            \(tokenField)
            <input type="hidden" name="next" value="\(next)">
            <label for="name">\(say(SignInText.name))</label>
            <input id="name" name="name" value="\(name)" autocomplete="username" autocapitalize="none" \
            spellcheck="false" dir="auto" required maxlength="200" \("autofocus", if: name.isEmpty)>
            <label for="password">\(say(SignInText.password))</label>
            <input id="password" name="password" type="password" autocomplete="current-password" dir="ltr" required \
            maxlength="256" \("autofocus", if: !name.isEmpty)>
            <button class="primary">\(say(SignInText.logIn))</button>
            </form>
            </section>
            """)
    }

    func setup(name: String, token: String, problem: String? = nil) -> HTML {
        document(
            say(SignInText.setupTitle),
            """
            <section class="sheet narrow">
            <h1>\(say(SignInText.setupTitle))</h1>
            <p>\(say(SignInText.setupFor)) <strong><bdi>\(name)</bdi></strong></p>
            \(notice(nil, problem: problem))
            <form method="post" action="/review/setup" class="stack">
            \(tokenField)
            <input type="hidden" name="token" value="\(token)">
            <input class="hidden" name="username" value="\(name)" autocomplete="username" readonly tabindex="-1" \
            aria-hidden="true">
            <label for="password">\(say(SignInText.newPassword))</label>
            <input id="password" name="password" type="password" autocomplete="new-password" dir="ltr" required \
            minlength="8" maxlength="256" aria-describedby="advice" autofocus>
            <p id="advice" class="hint">\(say(SignInText.passwordAdvice))</p>
            <label for="again">\(say(SignInText.again))</label>
            <input id="again" name="again" type="password" autocomplete="new-password" dir="ltr" required \
            minlength="8" maxlength="256">
            <button class="primary">\(say(SignInText.choose))</button>
            </form>
            </section>
            """)
    }

    /// What happened, or what is wrong, read out by a screen reader.
    func notice(_ status: String?, problem: String?) -> HTML {
        if let problem { return "<p class=\"notice bad\" role=\"alert\">\(problem)</p>" }
        return status.map { "<p class=\"notice good\" role=\"status\">\($0)</p>" } ?? .nothing
    }
}
