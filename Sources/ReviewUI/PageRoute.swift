import Hummingbird
import Moderation

/// Who may call a route.
enum PageAccess: Sendable, Equatable {
    case open
    /// A moderator of at least this role.
    case role(Role)
}

/// What a route does.
enum PageAct: Sendable, Equatable {
    case showSetup, setUp
    case showLogin, logIn, logOut
    case showQueue, showComment, showEvents
    case approve, reject, undo
    case decideMany, pass, sayOfAuthor, showReceipt
    case showCampaign, decideCampaign
    case showTerms, changeTerms
    case showStatement
    case showView, changeViews
    case showSettings, saveSettings
    case revealAddress
    case chooseLanguage
    case asset
    /// Whatever else lies under `/review`.
    case nothing
}

/// One route of the pages. The router is built from `all`, and a test calls each with every role.
struct PageRoute: Sendable {
    let method: HTTPRequest.Method
    let path: String
    let access: PageAccess
    let act: PageAct

    init(_ method: HTTPRequest.Method, _ path: String, _ access: PageAccess, _ act: PageAct) {
        self.method = method
        self.path = path
        self.access = access
        self.act = act
    }

    static let all: [PageRoute] = [
        PageRoute(.get, "/review/setup", .open, .showSetup),
        PageRoute(.post, "/review/setup", .open, .setUp),
        PageRoute(.get, "/review/login", .open, .showLogin),
        PageRoute(.post, "/review/login", .open, .logIn),
        PageRoute(.post, "/review/logout", .role(.viewer), .logOut),
        PageRoute(.get, "/review", .role(.viewer), .showQueue),
        PageRoute(.get, "/review/events", .role(.viewer), .showEvents),
        PageRoute(.get, "/review/comments/{id}", .role(.viewer), .showComment),
        PageRoute(.post, "/review/comments/{id}/approve", .role(.moderator), .approve),
        PageRoute(.post, "/review/comments/{id}/reject", .role(.moderator), .reject),
        PageRoute(.post, "/review/comments/{id}/undo", .role(.moderator), .undo),
        PageRoute(.post, "/review/comments/{id}/pass", .role(.moderator), .pass),
        PageRoute(.get, "/review/comments/{id}/receipt", .role(.viewer), .showReceipt),
        PageRoute(.post, "/review/comments/{id}/author", .role(.moderator), .sayOfAuthor),
        PageRoute(.get, "/review/comments/{id}/campaign", .role(.viewer), .showCampaign),
        PageRoute(.post, "/review/comments/{id}/campaign", .role(.moderator), .decideCampaign),
        PageRoute(.get, "/review/comments/{id}/terms", .role(.moderator), .showTerms),
        PageRoute(.post, "/review/comments/{id}/terms", .role(.moderator), .changeTerms),
        PageRoute(.get, "/review/comments/{id}/statement", .role(.viewer), .showStatement),
        PageRoute(.get, "/review/views/{id}", .role(.viewer), .showView),
        PageRoute(.post, "/review/views", .role(.viewer), .changeViews),
        PageRoute(.post, "/review/decisions", .role(.moderator), .decideMany),
        PageRoute(.get, "/review/settings", .role(.viewer), .showSettings),
        PageRoute(.post, "/review/settings", .role(.viewer), .saveSettings),
        PageRoute(.post, "/review/comments/{id}/email", .role(.admin), .revealAddress),
        PageRoute(.get, "/review/language", .open, .chooseLanguage),
        PageRoute(.get, "/review/assets/{name}", .open, .asset),
        PageRoute(.get, "/review/**", .open, .nothing),
    ]
}

extension Role {
    /// True when this role may do what `needed` may.
    func includes(_ needed: Role) -> Bool {
        switch (self, needed) {
        case (.admin, _), (.moderator, .moderator), (.moderator, .viewer), (.viewer, .viewer): true
        case (.moderator, .admin), (.viewer, .moderator), (.viewer, .admin): false
        }
    }
}
