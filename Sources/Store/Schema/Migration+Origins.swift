extension Migration {
    /// From which pages a site's readers may post by themselves; none, and the public form is closed.
    static let origins = Migration(
        number: 12, name: "origins of the public form",
        steps: [
            .keyedTable(
                """
                CREATE TABLE site_origins (
                    site TEXT NOT NULL REFERENCES sites (id),
                    origin TEXT NOT NULL,
                    PRIMARY KEY (site, origin)
                )
                """)
        ])
}
