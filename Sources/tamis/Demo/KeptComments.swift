import Moderation
import Synchronization

/// The comments a site keeps of its own pages: what it posted itself, brought up to date by the webhooks it gets.
final class KeptComments: Sendable {
    /// The oldest are forgotten beyond this many.
    static let limit = 200

    struct Kept: Sendable, Equatable {
        var id: String
        var version: Int
        var status: String
        var name: String
        var text: String
        var at: Instant
    }

    private let all = Mutex<[String: Kept]>([:])
    private let now: WallClock

    init(now: @escaping WallClock = Instant.systemNow) {
        self.now = now
    }

    /// What was just posted, as Tamis judged it.
    func keep(id: String, status: String, name: String, text: String) {
        keep(
            Kept(
                id: id, version: 1, status: status, name: Redaction.hidingAddresses(in: name),
                text: Redaction.hidingAddresses(in: text), at: now()))
    }

    /// What a verified webhook tells. Events may come late or twice: what is not newer than what is known changes nothing.
    func apply(_ event: ReceivedEvent) {
        guard let data = event.data, let id = data.commentID, let version = data.version, let status = data.status,
            data.thread?.id == Article.id
        else { return }
        keep(
            Kept(
                id: id, version: version, status: status, name: data.author?.name ?? "", text: data.body ?? "",
                at: now()))
    }

    /// What readers see, oldest first.
    var approved: [Kept] {
        all.withLock { $0.values.filter { $0.status == "approved" } }.sorted { $0.id < $1.id }
    }

    subscript(id: String) -> Kept? { all.withLock { $0[id] } }

    private func keep(_ new: Kept) {
        all.withLock { all in
            if let known = all[new.id] {
                guard new.version > known.version else { return }
                all[new.id] = Kept(
                    id: new.id, version: new.version, status: new.status, name: new.name, text: new.text, at: known.at)
            } else {
                all[new.id] = new
                // Ids begin with their time.
                if all.count > Self.limit, let oldest = all.keys.min() { all[oldest] = nil }
            }
        }
    }
}
