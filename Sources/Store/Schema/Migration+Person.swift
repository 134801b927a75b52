extension Migration {
    /// What persons asked for: looks at all that is held of somebody, and erasures with how far they have come.
    static let person = Migration(
        number: 10, name: "access and erasure",
        steps: [
            .keyedTable(
                """
                CREATE TABLE person_requests (
                    id TEXT PRIMARY KEY,
                    author TEXT NOT NULL REFERENCES authors (id),
                    kind TEXT NOT NULL CHECK (kind IN ('access', 'erasure')),
                    asked_by TEXT NOT NULL,
                    keeps_body BIGINT NOT NULL CHECK (keeps_body IN (0, 1)),
                    at BIGINT NOT NULL,
                    finished_at BIGINT
                )
                """),
            .both("CREATE INDEX erasures_unfinished ON person_requests (id) WHERE finished_at IS NULL"),
        ])
}
