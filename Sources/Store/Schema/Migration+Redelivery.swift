extension Migration {
    /// Sending again by hand: the schedule begins anew while attempts count on.
    static let redelivery = Migration(
        number: 5, name: "redelivery",
        steps: [
            .both("ALTER TABLE deliveries ADD COLUMN attempts_before BIGINT NOT NULL DEFAULT 0"),
            .both("CREATE INDEX deliveries_dead ON deliveries (endpoint, id) WHERE state = 'dead'"),
        ])
}
