import Moderation
import Privacy
import Store

extension AdminDesk {
    func access(email text: String, site: String?, after: String?) async throws -> AdminAnswer {
        let email = try address(text)
        let sites = try await asked(site)
        let cursor = after?.split(separator: " ").map(String.init) ?? []
        let first = cursor.first.flatMap { name in sites.firstIndex { $0.name == name } } ?? 0
        guard first < sites.count else { return Self.page([], next: nil) }
        let site = sites[first]
        let last = cursor.count > 1 ? CommentID(cursor[1]) : nil
        var lines: [String] = []
        if last == nil {
            let line = try await store.openPerson(email, site: site.id, by: .commandLine) { author, since, email in
                let shown = email.show()
                return JSONWriter.object { json in
                    json.member("site", site.name)
                    json.object("author") {
                        $0.member("id", author.text)
                        $0.member("email", shown)
                        $0.member("since", since.rfc3339)
                    }
                }
            }
            if let line { lines.append(String(decoding: line, as: UTF8.self)) }
        }
        let page = try await store.personComments(
            email, site: site.id, after: last, limit: ModerationStore.pageLimit)
        lines += page.items.map { comment in
            let line = JSONWriter.object { json in
                json.member("site", site.name)
                json.object("comment") { comment.write(into: &$0) }
            }
            return String(decoding: line, as: UTF8.self)
        }
        let following = first + 1 < sites.count ? sites[first + 1].name : nil
        return Self.page(lines, next: page.next.map { "\(site.name) \($0)" } ?? following)
    }

    private static func page(_ lines: [String], next: String?) -> AdminAnswer {
        .done(lines.joined(separator: "\n"), [AdminField("next", .optional(next))])
    }

    /// Says the same whether anybody had this address.
    func erase(
        email text: String, site: String?, keepBodies: Bool, _ progress: @escaping ProgressTeller
    ) async throws -> AdminAnswer {
        let email = try address(text)
        for site in try await asked(site) {
            try await store.erase(email, site: site.id, by: .commandLine, keepingBodies: keepBodies)
        }
        try await store.finishErasures {
            progress(AdminProgress(what: "marking comments", done: $0, total: nil))
        }
        return .done(
            "erased: no key here opens anything of whoever had this address",
            [AdminField("status", .text("erased"))])
    }

    private func asked(_ name: String?) async throws -> [Site] {
        guard let name else { return try await store.sites() }
        return [try await site(name)]
    }

    private func address(_ text: String) throws -> PrivateEmail {
        do { return try PrivateEmail(text) } catch { throw Refusal(why: "--email is no e-mail address") }
    }
}
