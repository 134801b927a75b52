extension Migration {
    /// What a site's moderators look for beside the lists.
    static let terms = Migration(
        number: 16, name: "a site's own terms",
        steps: [
            .keyedTable(
                """
                CREATE TABLE terms (
                    site TEXT NOT NULL REFERENCES sites (id),
                    id TEXT NOT NULL,
                    text TEXT NOT NULL,
                    category TEXT NOT NULL,
                    points BIGINT NOT NULL,
                    added_by TEXT NOT NULL,
                    at BIGINT NOT NULL,
                    PRIMARY KEY (site, id)
                )
                """)
        ])
}
