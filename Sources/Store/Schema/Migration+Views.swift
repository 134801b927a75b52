extension Migration {
    /// Parts of the queue a moderator named, the queue of one campaign, and where an author may object.
    static let views = Migration(
        number: 17, name: "saved views, queue of a campaign, contact of a site",
        steps: [
            .keyedTable(
                """
                CREATE TABLE views (
                    moderator TEXT NOT NULL REFERENCES moderators (id),
                    id TEXT NOT NULL,
                    name TEXT NOT NULL,
                    filter TEXT NOT NULL,
                    PRIMARY KEY (moderator, id)
                )
                """),
            .both(
                """
                CREATE INDEX comments_queue_of_campaign ON comments (campaign, urgency DESC, id)
                WHERE status = 'flagged' AND campaign IS NOT NULL
                """),
            .both("ALTER TABLE sites ADD COLUMN contact TEXT"),
        ])
}
