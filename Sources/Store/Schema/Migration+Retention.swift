extension Migration {
    /// Which comments have had their time, found by how they stand and how old they are. What counted them by how they
    /// stand counts along the same index.
    static let retention = Migration(
        number: 18, name: "retention",
        steps: [
            .both("ALTER TABLE comments ADD COLUMN retired BIGINT NOT NULL DEFAULT 0"),
            .both(
                """
                CREATE INDEX comments_kept ON comments (site, status, retired, id) WHERE status <> 'flagged'
                """),
            .both("DROP INDEX comments_decided"),
        ])
}
