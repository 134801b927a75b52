import Moderation
import Synchronization

/// The sites that take comments of an archive in at this moment. Two imports at once could each find that a comment is not
/// there yet: a command that was cut off may still be carried out when it is started again.
final class SiteImports: Sendable {
    private let underWay = Mutex<Set<SiteID>>([])

    /// False when the site takes some in already.
    func enter(_ site: SiteID) -> Bool { underWay.withLock { $0.insert(site).inserted } }

    func leave(_ site: SiteID) { underWay.withLock { _ = $0.remove(site) } }
}
