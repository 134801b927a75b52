import Moderation

/// A page that can be gone to by its address. Links back are made from it, so that nothing else of a request, a
/// stranger's query above all, is ever written into a page or a redirect.
enum Place: Sendable, Equatable {
    case queue
    case settings
    case login(next: CommentID?)
    case setup(token: String)
    case comment(CommentID)

    /// Where to find again what a request asked for, or the page its form stood in.
    init(of act: PageAct, _ request: PageRequest) {
        let fields = request.form
        switch act {
        case .showLogin: self = .login(next: Place(path: request.query["next"])?.comment)
        case .logIn: self = .login(next: Place(path: fields["next"])?.comment)
        case .showSetup: self = Self.setup(request.query["token"])
        case .setUp: self = Self.setup(fields["token"])
        case .showComment, .approve, .reject, .undo, .revealAddress, .pass, .sayOfAuthor, .showReceipt,
            .showCampaign, .decideCampaign, .showTerms, .changeTerms, .showStatement:
            self = request.comment.map(Place.comment) ?? .queue
        case .showSettings, .saveSettings: self = .settings
        case .logOut, .showQueue, .showEvents, .decideMany, .showView, .changeViews, .chooseLanguage, .asset, .nothing:
            self = .queue
        }
    }

    /// One of our own addresses; nil for any other.
    init?(path: String) {
        let comments = "/review/comments/"
        let setup = "/review/setup?token="
        let next = "/review/login?next="
        if path == "/review" {
            self = .queue
        } else if path == "/review/settings" {
            self = .settings
        } else if path == "/review/login" {
            self = .login(next: nil)
        } else if path.hasPrefix(next), let comment = Place(path: String(path.dropFirst(next.count)))?.comment {
            self = .login(next: comment)
        } else if path.hasPrefix(setup), Self.isToken(path.dropFirst(setup.count)) {
            self = .setup(token: String(path.dropFirst(setup.count)))
        } else if path.hasPrefix(comments), let id = CommentID(String(path.dropFirst(comments.count))) {
            self = .comment(id)
        } else {
            return nil
        }
    }

    var path: String {
        switch self {
        case .queue: "/review"
        case .settings: "/review/settings"
        case .login(nil): "/review/login"
        case .login(let next?): "/review/login?next=/review/comments/" + next.text
        case .setup(let token): "/review/setup?token=" + token
        case .comment(let id): "/review/comments/" + id.text
        }
    }

    /// The path with one more field in its query.
    func path(with name: String, _ value: String) -> String {
        path + (path.contains("?") ? "&" : "?") + name + "=" + FormFields.encode(value)
    }

    var comment: CommentID? {
        if case .comment(let id) = self { id } else { nil }
    }

    private static func setup(_ token: String) -> Place { isToken(token) ? .setup(token: token) : .login(next: nil) }

    private static func isToken(_ text: some StringProtocol) -> Bool {
        (1...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                    true
                default: false
                }
            }
    }
}
