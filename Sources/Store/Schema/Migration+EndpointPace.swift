extension Migration {
    /// How fast an endpoint may be called, headers its owner wants, and how long answers were.
    static let endpointPace = Migration(
        number: 6, name: "endpoint pace and headers",
        steps: [
            .both("ALTER TABLE endpoints ADD COLUMN at_once BIGINT NOT NULL DEFAULT 8"),
            .both("ALTER TABLE endpoints ADD COLUMN per_minute BIGINT NOT NULL DEFAULT 0"),
            // Until then its rate lets nothing more be sent.
            .both("ALTER TABLE endpoints ADD COLUMN rate_until BIGINT"),
            .both("ALTER TABLE endpoints ADD COLUMN header_names TEXT NOT NULL DEFAULT ''"),
            .both("ALTER TABLE endpoints ADD COLUMN sealed_headers BYTEA"),
            .both("ALTER TABLE delivery_attempts ADD COLUMN answer_bytes BIGINT NOT NULL DEFAULT 0"),
        ])
}
