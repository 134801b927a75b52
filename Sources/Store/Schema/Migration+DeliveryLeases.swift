extension Migration {
    /// Leases are no longer rows; what an earlier version held is due again. A comment's deliveries to one endpoint lie side by
    /// side, because each asks whether an earlier one waits.
    static let deliveryLeases = Migration(
        number: 20, name: "delivery leases",
        steps: [
            .both("UPDATE deliveries SET due_at = created_at WHERE lease_token IS NOT NULL AND state = 'waiting'"),
            .both("DROP INDEX deliveries_held"),
            .both("ALTER TABLE deliveries DROP COLUMN lease_token"),
            .both("DROP INDEX deliveries_by_comment"),
            .both("CREATE INDEX deliveries_of_comment ON deliveries (comment, endpoint, id)"),
        ])
}
