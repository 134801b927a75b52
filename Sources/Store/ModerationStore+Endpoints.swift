package import Moderation
import Privacy

extension ModerationStore {
    /// Adds an endpoint with the keys its deliveries are signed with; `publicKey` belongs to the seed.
    package func addEndpoint(
        site: SiteID, url: String, types: Set<EventType>, wantsBody: Bool, keys: SigningKeys,
        publicKey: [UInt8]? = nil, headers: [CustomHeader] = [], pace: EndpointPace = .standard
    ) async throws -> Endpoint {
        let endpoint = Endpoint(
            id: .random(), site: site, url: url, types: types, wantsBody: wantsBody, state: .active, createdAt: now(),
            publicKey: publicKey, pace: pace, headerNames: headers.map(\.name))
        let sealed = try SealedKeys(keys, of: endpoint.id, vault)
        let sealedHeaders = try Self.sealed(headers, of: endpoint.id, vault)
        try await database.write { session in
            try session.execute(
                EndpointSQL.insert, .text(endpoint.id.text), .text(site.text), .text(url), .blob(sealed.secret),
                .text(Self.column(types)), .integer(wantsBody ? 1 : 0), .text(endpoint.state.rawValue),
                .time(endpoint.createdAt), .optional(sealed.seed), .optional(publicKey), .integer(pace.atOnce),
                .integer(pace.perMinute), .text(Self.column(headers)), .optional(sealedHeaders))
        }
        return endpoint
    }

    /// Changes what `change` names and returns the endpoint as it is then; nil when there is none. Deliveries that wait
    /// go out as it says now; how a receiver at another URL did is forgotten.
    package func change(_ id: EndpointID, _ change: EndpointChange) async throws -> Endpoint? {
        let sealedHeaders = try change.headers.flatMap { try Self.sealed($0, of: id, vault) }
        let changed = try await database.write { session -> Endpoint? in
            if let url = change.url { try session.execute(EndpointSQL.setURL, .text(url), .text(id.text)) }
            if let types = change.types {
                try session.execute(EndpointSQL.setTypes, .text(Self.column(types)), .text(id.text))
            }
            if let wantsBody = change.wantsBody {
                try session.execute(EndpointSQL.setBody, .integer(wantsBody ? 1 : 0), .text(id.text))
            }
            if let headers = change.headers {
                try session.execute(
                    EndpointSQL.setHeaders, .text(Self.column(headers)), .optional(sealedHeaders), .text(id.text))
            }
            if let pace = change.pace {
                try session.execute(
                    EndpointSQL.setPace, .integer(pace.atOnce), .integer(pace.perMinute), .text(id.text))
            }
            return try session.row(EndpointSQL.one, .text(id.text)).map(Self.endpoint)
        }
        wakeDeliveries()
        return changed
    }

    package func endpoints(site: SiteID?) async throws -> [Endpoint] {
        try await database.read { session in
            try session.rows(EndpointSQL.all, .optional(site?.text)).map(Self.endpoint)
        }
    }

    package func endpoint(_ id: EndpointID, site: SiteID?) async throws -> Endpoint? {
        try await database.read { session in
            guard let endpoint = try session.row(EndpointSQL.one, .text(id.text)).map(Self.endpoint) else { return nil }
            return site == nil || endpoint.site == site ? endpoint : nil
        }
    }

    /// False when there is no such endpoint. What is due when it becomes active again is sent at once, and how it did
    /// before is forgotten.
    package func setState(_ state: Endpoint.State, of id: EndpointID) async throws -> Bool {
        let changed = try await database.write {
            try $0.execute(EndpointSQL.setState, .text(state.rawValue), .text(id.text))
        }
        if state == .active { wakeDeliveries() }
        return changed > 0
    }

    /// Puts an event of no comment into the outbox of one endpoint, to try it.
    package func addTestDelivery(to endpoint: Endpoint, site: String) async throws -> DeliveryID {
        let at = now()
        let id = DeliveryID.timeOrdered(at: at)
        // A callback's test names no comment.
        let key = try await database.read { try $0.row(CallbackSQL.keyOf, .text(endpoint.id.text))?.blob(0) }
        let payload =
            if let key {
                AkismetCallback.form(
                    key: try vault.openSecret(key, purpose: Self.callbackPurpose(endpoint.id)), event: nil)
            } else {
                Self.testPayload(endpoint, site: site, at: at)
            }
        let sealed = try vault.seal(Secret(payload), purpose: Self.testPurpose(id))
        try await database.write { session in
            try session.execute(
                EndpointSQL.insertTest, .text(id.text), .text(endpoint.id.text),
                .text(EventID.timeOrdered(at: at).text),
                .text(EventType.endpointTest.rawValue), .blob(sealed), .time(at))
        }
        wakeDeliveries()
        return id
    }

    private static func testPayload(_ endpoint: Endpoint, site: String, at: Instant) -> [UInt8] {
        JSONWriter.object { json in
            json.member("type", EventType.endpointTest.rawValue)
            json.member("timestamp", at.rfc3339)
            json.object("data") {
                $0.member("endpoint_id", endpoint.id.text)
                $0.member("site", site)
            }
        }
    }

    /// A test tells of no comment, an erasure of nobody any more: neither has an author whose key would seal it.
    static func testPurpose(_ id: DeliveryID) -> String { "deliveries.payload:\(id.text)" }

    static func column(_ types: Set<EventType>) -> String {
        EventType.allCases.filter(types.contains).map(\.rawValue).joined(separator: " ")
    }

    private static func column(_ headers: [CustomHeader]) -> String { headers.map(\.name).joined(separator: " ") }

    /// Nil without headers.
    private static func sealed(_ headers: [CustomHeader], of id: EndpointID, _ vault: EmailVault) throws -> [UInt8]? {
        guard !headers.isEmpty else { return nil }
        return try vault.seal(Secret(CustomHeader.lines(headers)), purpose: headersPurpose(id))
    }

    static func headersPurpose(_ id: EndpointID) -> String { "endpoints.headers:\(id.text)" }

    private static func endpoint(_ row: SQLRow) throws -> Endpoint {
        guard let state = Endpoint.State(rawValue: try row.text(5)) else { throw StoreError.malformedRow(column: 5) }
        var endpoint = Endpoint(
            id: EndpointID(stored: try row.text(0)), site: SiteID(stored: try row.text(1)), url: try row.text(2),
            types: Set(try row.text(3).split(separator: " ").compactMap { EventType(rawValue: String($0)) }),
            wantsBody: try row.integer(4) == 1, state: state, createdAt: try row.time(6),
            publicKey: try row.optionalBlob(7))
        endpoint.disabledBecause = try row.optionalText(8).flatMap(Endpoint.DisabledBecause.init(rawValue:))
        endpoint.health = try EndpointHealth(row, at: 9)
        guard let pace = EndpointPace(atOnce: Int(try row.integer(13)), perMinute: Int(try row.integer(14))) else {
            throw StoreError.malformedRow(column: 13)
        }
        endpoint.pace = pace
        endpoint.headerNames = try row.text(15).split(separator: " ").map(String.init)
        endpoint.isCallback = try row.integer(16) == 1
        return endpoint
    }
}

package enum EndpointSQL: String, SQLText {
    case insert = """
        INSERT INTO endpoints (id, site, url, sealed_secret, types, wants_body, state, created_at, sealed_seed,
            public_key, at_once, per_minute, header_names, sealed_headers)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """
    case all = """
        SELECT id, site, url, types, wants_body, state, created_at, public_key, disabled_because, failures,
            failing_since, warned_at, held_until, at_once, per_minute, header_names,
            CASE WHEN EXISTS (SELECT 1 FROM akismet_callbacks a WHERE a.endpoint = endpoints.id) THEN 1 ELSE 0 END
        FROM endpoints WHERE CAST($1 AS TEXT) IS NULL OR site = $1 ORDER BY created_at, id
        """
    case one = """
        SELECT id, site, url, types, wants_body, state, created_at, public_key, disabled_because, failures,
            failing_since, warned_at, held_until, at_once, per_minute, header_names,
            CASE WHEN EXISTS (SELECT 1 FROM akismet_callbacks a WHERE a.endpoint = endpoints.id) THEN 1 ELSE 0 END
        FROM endpoints WHERE id = $1
        """
    case anySecret = "SELECT id, sealed_secret FROM endpoints LIMIT 1"
    case setState = """
        UPDATE endpoints SET state = $1, disabled_because = NULL, failures = 0, failing_since = NULL, warned_at = NULL,
            held_until = NULL
        WHERE id = $2
        """
    case setURL = """
        UPDATE endpoints SET url = $1, failures = 0, failing_since = NULL, warned_at = NULL, held_until = NULL
        WHERE id = $2
        """
    case setTypes = "UPDATE endpoints SET types = $1 WHERE id = $2"
    case setBody = "UPDATE endpoints SET wants_body = $1 WHERE id = $2"
    case setHeaders = "UPDATE endpoints SET header_names = $1, sealed_headers = $2 WHERE id = $3"
    case setPace = "UPDATE endpoints SET at_once = $1, per_minute = $2, rate_until = NULL WHERE id = $3"
    case insertTest = """
        INSERT INTO deliveries (id, endpoint, event, event_type, sealed_payload, state, attempts, due_at, created_at)
        VALUES ($1, $2, $3, $4, $5, 'waiting', 0, $6, $6)
        """
}
