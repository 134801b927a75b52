extension Migration {
    /// What doors for other services' clients need: which comment an Akismet check was, and the secrets Coral signs with.
    static let doors = Migration(
        number: 8, name: "doors",
        steps: [
            // What a key looks like: a bearer token, or the 12 letters Akismet's clients know.
            .both("ALTER TABLE api_keys ADD COLUMN is_akismet SMALLINT NOT NULL DEFAULT 0"),
            // A keyed code of what was checked: who gives feedback sends the same words again, and no id of ours.
            .keyedTable(
                """
                CREATE TABLE checks (
                    site TEXT NOT NULL REFERENCES sites (id),
                    digest BYTEA NOT NULL,
                    comment TEXT NOT NULL REFERENCES comments (id),
                    PRIMARY KEY (site, digest)
                )
                """),
            .both("CREATE INDEX checks_by_comment ON checks (comment)"),
            .keyedTable(
                """
                CREATE TABLE coral_secrets (
                    id TEXT PRIMARY KEY,
                    site TEXT NOT NULL REFERENCES sites (id),
                    sealed_secret BYTEA NOT NULL,
                    created_at BIGINT NOT NULL
                )
                """),
        ])
}
