extension Migration {
    /// How endpoints are doing, for the circuit breaker and for giving up those that take nothing for days.
    static let endpointHealth = Migration(
        number: 4, name: "endpoint health",
        steps: [
            .both("ALTER TABLE endpoints ADD COLUMN failures BIGINT NOT NULL DEFAULT 0"),
            .both("ALTER TABLE endpoints ADD COLUMN failing_since BIGINT"),
            .both("ALTER TABLE endpoints ADD COLUMN warned_at BIGINT"),
            .both("ALTER TABLE endpoints ADD COLUMN held_until BIGINT"),
            .both(
                """
                ALTER TABLE endpoints ADD COLUMN disabled_because TEXT
                    CHECK (disabled_because IN ('asked', 'failing'))
                """),
        ])
}
