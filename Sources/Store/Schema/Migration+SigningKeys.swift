extension Migration {
    /// Ed25519 keys of endpoints, and the keys a rotation replaced for as long as they still sign.
    static let signingKeys = Migration(
        number: 3, name: "signing keys",
        steps: [
            // Nothing stands in them for an endpoint from before, until its secret is rotated.
            .both("ALTER TABLE endpoints ADD COLUMN sealed_seed BYTEA"),
            .both("ALTER TABLE endpoints ADD COLUMN public_key BYTEA"),
            .keyedTable(
                """
                CREATE TABLE endpoint_old_keys (
                    endpoint TEXT NOT NULL REFERENCES endpoints (id),
                    number BIGINT NOT NULL,
                    sealed_secret BYTEA NOT NULL,
                    sealed_seed BYTEA,
                    expires_at BIGINT NOT NULL,
                    PRIMARY KEY (endpoint, number)
                )
                """),
        ])
}
