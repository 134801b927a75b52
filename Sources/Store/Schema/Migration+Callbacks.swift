extension Migration {
    /// Where Akismet's clients hear again of what they asked about, and which comments are looked at once more.
    static let callbacks = Migration(
        number: 13, name: "callbacks of Akismet's clients",
        steps: [
            // An endpoint that is one: `sealed_key` is the key its owner knows us by.
            .keyedTable(
                """
                CREATE TABLE akismet_callbacks (
                    endpoint TEXT PRIMARY KEY REFERENCES endpoints (id),
                    sealed_key BYTEA NOT NULL
                )
                """),
            .both("ALTER TABLE checks ADD COLUMN callback TEXT REFERENCES endpoints (id)"),
            .keyedTable(
                """
                CREATE TABLE second_looks (
                    comment TEXT PRIMARY KEY REFERENCES comments (id),
                    due_at BIGINT NOT NULL
                )
                """),
            .both("CREATE INDEX second_looks_due ON second_looks (due_at)"),
        ])
}
