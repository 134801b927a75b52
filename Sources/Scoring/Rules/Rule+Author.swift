import Moderation

/// The author's name and site, held against the text.
extension Rule {
    static let author: [Rule] = [
        spam("author.link") { facts in
            facts.authorName.isEmpty || Links(facts.authorName.span).count == 0 ? nil : [wholeName(facts)]
        },
        spam("author.keywords") { facts in
            guard !facts.authorName.isEmpty, facts.presence.hasSpam else { return nil }
            let found = facts.matches.filter { $0.field == .authorName && facts.category(of: $0).label == "spam" }
            return found.isEmpty ? nil : evidence(found.map(\.bytes), .authorName)
        },
        // People have at most a handful of names.
        spam("author.phrase") { facts in
            guard facts.authorName.count >= 20 else { return nil }
            let spaces = facts.authorName.reduce(0) { $0 + ($1 == 0x20 ? 1 : 0) }
            return spaces >= 6 ? [wholeName(facts)] : nil
        },
        // Who links to his own site in the text wants visitors, whatever he says.
        spam("author.host") { facts in
            guard facts.links.count > 0, !facts.authorURL.isEmpty,
                let own = Links(facts.authorURL.span).hosts.first.map({ facts.authorURL[$0] })
            else { return nil }
            let found = facts.links.hosts.indices.filter { number in
                facts.bytes[facts.links.hosts[number]].elementsEqual(own) { $0 | 0x20 == $1 | 0x20 }
            }
            return found.isEmpty ? nil : evidence(found.map { facts.links.ranges[$0] })
        },
    ]

    private static func wholeName(_ facts: Facts) -> Evidence {
        Evidence(field: .authorName, begin: 0, end: facts.authorName.count)
    }
}
