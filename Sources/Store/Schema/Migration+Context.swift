extension Migration {
    /// What scoring may know around a comment, and what receipts need of policies that are no longer in force.
    static let context = Migration(
        number: 2, name: "thread languages, link hosts, policies",
        steps: [
            // The queue was ordered by a share that grew with points; now it is by points.
            .both(
                "UPDATE comments SET urgency = CASE WHEN spam_points > abuse_points THEN spam_points ELSE abuse_points END"
            ),
            // Holds what the look-up of a thread's language reads, so that it never goes to the comments themselves.
            .both(
                """
                CREATE INDEX comments_of_thread ON comments (site, thread_id, id, language, status)
                    WHERE status = 'approved'
                """),
            // Hosts stand here as keyed digests only.
            .keyedTable(
                """
                CREATE TABLE link_hosts (
                    site TEXT NOT NULL REFERENCES sites (id),
                    digest BYTEA NOT NULL,
                    approved BIGINT NOT NULL CHECK (approved >= 0),
                    rejected BIGINT NOT NULL CHECK (rejected >= 0),
                    PRIMARY KEY (site, digest)
                )
                """),
            // Which counts a comment is in, so that an undo takes back just those. Who erases a comment drops its rows.
            .keyedTable(
                """
                CREATE TABLE link_votes (
                    comment TEXT NOT NULL REFERENCES comments (id),
                    digest BYTEA NOT NULL,
                    approves SMALLINT NOT NULL CHECK (approves IN (0, 1)),
                    PRIMARY KEY (comment, digest)
                )
                """),
            .keyedTable(
                """
                CREATE TABLE policies (
                    version TEXT PRIMARY KEY,
                    terms TEXT NOT NULL
                )
                """),
        ])
}
