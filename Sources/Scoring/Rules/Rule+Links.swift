import Moderation

/// How many links, and of what kind.
extension Rule {
    static let links: [Rule] = [
        spam("links.any") { $0.links.count > 0 ? evidence($0.links.ranges) : nil },
        spam("links.several") { $0.links.count >= 3 ? evidence($0.links.ranges) : nil },
        spam("links.many") { $0.links.count >= 6 ? evidence($0.links.ranges) : nil },
        spam("links.dense") { facts in
            let isDense = facts.links.count > 0 && facts.links.byteCount * 10 > facts.bytes.count * 4
            return isDense ? evidence(facts.links.ranges) : nil
        },
        links("links.shortener", .shortener), links("links.address", .address), links("links.punycode", .punycode),
        links("links.odd_host", .oddHost), links("links.top_level", .cheapTopLevel),
        links("links.referral", .referral),
        // What moderators of this site made of comments that link there.
        spam("links.rejected") { facts in
            let found = facts.links(
                to: facts.context.hostHistory.filter { $0.rejected >= 2 && $0.rejected > 2 * $0.approved })
            return found.isEmpty ? nil : evidence(found)
        },
        spam("links.approved") { facts in
            let found = facts.links(to: facts.context.hostHistory.filter { $0.approved >= 3 && $0.rejected == 0 })
            return found.isEmpty || found.count < facts.links.count ? nil : evidence(found)
        },
    ]

    static let hiddenLinks: [Rule] = [
        // `example . com`, `example [dot] com`, `/watch?v=`: written so that no filter sees a link.
        spam("links.hidden") { facts in
            let found = Links.hidden(facts.bytes.span).filter { piece in
                !facts.links.ranges.contains { $0.overlaps(piece) }
            }
            return found.isEmpty ? nil : evidence(found)
        }
    ]

    private static func links(_ name: String, _ trait: Links.Traits) -> Rule {
        spam(name) { facts in
            guard facts.links.traits.contains(trait) else { return nil }
            return evidence(
                facts.links.ranges.indices.filter { facts.links.kinds[$0].contains(trait) }.map {
                    facts.links.ranges[$0]
                })
        }
    }
}

extension Facts {
    fileprivate func links(to hosts: [HostHistory]) -> [Range<Int>] {
        guard !hosts.isEmpty, links.count > 0 else { return [] }
        return links.hosts.indices.filter { number in
            hosts.contains { history in
                bytes[links.hosts[number]].elementsEqual(history.host.utf8) { Links.lowered($0) == $1 }
            }
        }.map { links.ranges[$0] }
    }
}
