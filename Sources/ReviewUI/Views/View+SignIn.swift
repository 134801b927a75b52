extension View {
    /// What is wrong with a form before login, and where.
    enum SignInProblem {
        case general(String)
        /// Name and password, or a new password.
        case wrong(String)
        /// The repetition of a new password.
        case again(String)

        var text: String {
            switch self {
            case .general(let text), .wrong(let text), .again(let text): text
            }
        }
    }

    func login(name: String, next: String, status: SignInText? = nil, problem: SignInProblem? = nil) -> HTML {
        let isWrong = if case .wrong = problem { true } else { false }
        let marked: HTML = isWrong ? " aria-invalid=\"true\" aria-describedby=\"problem\"" : .nothing
        return document(
            title(SignInText.loginTitle, problem), kind: "single",
            """
            <section class="sheet narrow">
            <h1>\(say(SignInText.loginTitle))</h1>
            \(notice(status.map { say($0) }, problem: problem?.text))
            <form method="post" action="/review/login" class="stack">
            \(tokenField)
            <input type="hidden" name="next" value="\(next)">
            <label for="name">\(say(SignInText.name))</label>
            <input id="name" name="name" value="\(name)" autocomplete="username" autocapitalize="none" \
            spellcheck="false" dir="auto" required maxlength="200"\(marked)\(" autofocus", if: name.isEmpty)>
            <label for="password">\(say(SignInText.password))</label>
            <input id="password" name="password" type="password" autocomplete="current-password" dir="ltr" required \
            maxlength="256"\(marked)\(" autofocus", if: !name.isEmpty)>
            <button class="primary">\(say(SignInText.logIn))</button>
            </form>
            <p class="hint">\(say(SignInText.forgotten))</p>
            </section>
            """)
    }

    func setup(name: String, token: String, problem: SignInProblem? = nil) -> HTML {
        let isWrong = if case .wrong = problem { true } else { false }
        let isDifferent = if case .again = problem { true } else { false }
        return document(
            title(SignInText.setupTitle, problem), kind: "single",
            """
            <section class="sheet narrow">
            <h1>\(say(SignInText.setupTitle))</h1>
            <p>\(say(SignInText.setupFor)) <strong><bdi>\(name)</bdi></strong></p>
            \(notice(nil, problem: problem?.text))
            <form method="post" action="/review/setup" class="stack">
            \(tokenField)
            <input type="hidden" name="token" value="\(token)">
            <input class="unseen" name="username" value="\(name)" autocomplete="username" readonly tabindex="-1" \
            aria-hidden="true">
            <label for="password">\(say(SignInText.newPassword))</label>
            <input id="password" name="password" type="password" autocomplete="new-password" dir="ltr" required \
            minlength="8" maxlength="256" aria-describedby="advice\(" problem", if: isWrong)"\
            \(" aria-invalid=\"true\"", if: isWrong) autofocus>
            <p id="advice" class="hint">\(say(SignInText.passwordAdvice))</p>
            <label for="again">\(say(SignInText.again))</label>
            <input id="again" name="again" type="password" autocomplete="new-password" dir="ltr" required \
            minlength="8" maxlength="256"\(" aria-invalid=\"true\" aria-describedby=\"problem\"", if: isDifferent)>
            <button class="primary">\(say(SignInText.choose))</button>
            </form>
            </section>
            """)
    }

    /// A browser tab and a screen reader say first that something is wrong.
    private func title(_ phrase: SignInText, _ problem: SignInProblem?) -> String {
        problem == nil ? say(phrase) : language(FrameText.errorTitle, say(phrase))
    }

    /// What happened, or what is wrong, read out by a screen reader.
    func notice(_ status: String?, problem: String?) -> HTML {
        if let problem { return "<p class=\"notice bad\" id=\"problem\" role=\"alert\">\(problem)</p>" }
        return status.map { "<p class=\"notice good\" role=\"status\">\($0)</p>" } ?? .nothing
    }
}
