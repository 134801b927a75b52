extension Migration {
    /// The walks that filtered lists take: by thread, by author, by the site's own id; and who was handed a comment.
    static let walks = Migration(
        number: 9, name: "lists by thread and author, comments handed on",
        steps: [
            .both("CREATE INDEX comments_by_thread ON comments (site, thread_id, id)"),
            .both("CREATE INDEX comments_by_author ON comments (author, id)"),
            .both(
                """
                CREATE INDEX comments_by_external_id ON comments (site, external_id, id)
                    WHERE external_id IS NOT NULL
                """),
            .both("ALTER TABLE claims ADD COLUMN handed_by TEXT"),
            .both("CREATE INDEX claims_by_holder ON claims (holder)"),
        ])
}
