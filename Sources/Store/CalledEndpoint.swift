import Moderation
import Privacy

/// What a claim reads of an endpoint once for all its deliveries.
struct CalledEndpoint: Sendable {
    let id: EndpointID
    let url: String
    /// Those in force first.
    let keys: [SealedKeys]
    let health: EndpointHealth
    let pace: EndpointPace
    /// Of an Akismet client: what it hears is a form.
    let isCallback: Bool
    private let sealedHeaders: [UInt8]?

    /// Nil when it is gone meanwhile.
    init?(_ id: String, at now: Instant, _ session: SQLSession) throws {
        guard let row = try session.row(DeliverySQL.endpointToCall, .text(id)) else { return nil }
        self.id = EndpointID(stored: id)
        url = try row.text(0)
        let old = try session.rows(SigningKeySQL.old, .text(id), .time(now))
        health = try EndpointHealth(row, at: 3)
        guard let pace = EndpointPace(atOnce: Int(try row.integer(7)), perMinute: Int(try row.integer(8))) else {
            throw StoreError.malformedRow(column: 7)
        }
        self.pace = pace
        sealedHeaders = try row.optionalBlob(9)
        isCallback = try row.integer(10) == 1
        keys = [try SealedKeys(row, at: 1)] + (try old.map { try SealedKeys($0, at: 0) })
    }

    func headers(_ vault: EmailVault) throws -> [CustomHeader] {
        guard let sealedHeaders else { return [] }
        let lines = try vault.openSecret(sealedHeaders, purpose: ModerationStore.headersPurpose(id)).bytes
        guard let headers = CustomHeader.parse(lines: String(decoding: lines, as: UTF8.self)) else {
            throw StoreError.malformedRow(column: 9)
        }
        return headers
    }
}
