extension Migration {
    /// What sites have learned, one row a lesson: its sum is what scoring asks. No word stands in it, only which places of a
    /// hashed table a text has.
    static let lessons = Migration(
        number: 7, name: "lessons",
        steps: [
            .keyedTable(
                """
                CREATE TABLE lessons (
                    site TEXT NOT NULL REFERENCES sites (id),
                    id TEXT NOT NULL,
                    label SMALLINT NOT NULL CHECK (label IN (0, 1, 2)),
                    source TEXT NOT NULL CHECK (source IN ('decision', 'feedback', 'file')),
                    places BYTEA NOT NULL,
                    at BIGINT NOT NULL,
                    PRIMARY KEY (site, id)
                )
                """),
            .both("CREATE INDEX lessons_by_age ON lessons (site, at, id)"),
        ])
}
