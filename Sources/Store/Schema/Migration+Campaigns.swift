extension Migration {
    /// Comments that say nearly the same, and what was decided of all of them at once.
    static let campaigns = Migration(
        number: 15, name: "campaigns, prints of texts, acts of many decisions",
        steps: [
            // `version` counts what was decided of the whole; `act` names every decision that came of it.
            .both(
                """
                CREATE TABLE campaigns (
                    id TEXT PRIMARY KEY,
                    site TEXT NOT NULL REFERENCES sites (id),
                    members BIGINT NOT NULL,
                    begun_at BIGINT NOT NULL,
                    last_at BIGINT NOT NULL,
                    version BIGINT NOT NULL,
                    decision TEXT CHECK (decision IN ('approve', 'reject')),
                    reasons TEXT NOT NULL,
                    note TEXT,
                    decided_by TEXT,
                    decided_at BIGINT,
                    act TEXT
                )
                """),
            .both("CREATE INDEX campaigns_of_site ON campaigns (site, last_at, id)"),
            .both("ALTER TABLE comments ADD COLUMN campaign TEXT"),
            .both("CREATE INDEX comments_of_campaign ON comments (campaign, id) WHERE campaign IS NOT NULL"),
            // A fuzzy hash of a comment's text, and under which bands it is found: eight numbers of eight bytes, and one a host.
            .keyedTable(
                """
                CREATE TABLE prints (
                    comment TEXT PRIMARY KEY REFERENCES comments (id),
                    minima BYTEA NOT NULL,
                    bands BYTEA NOT NULL
                )
                """),
            .keyedTable(
                """
                CREATE TABLE bands (
                    band BIGINT NOT NULL,
                    comment TEXT NOT NULL,
                    PRIMARY KEY (band, comment)
                )
                """),
            // The act a decision came of, and what policy would have decided without it: a decision and its reasons.
            .both("ALTER TABLE decisions ADD COLUMN act TEXT"),
            .both("ALTER TABLE decisions ADD COLUMN otherwise TEXT"),
            .both("CREATE INDEX decisions_of_act ON decisions (act, comment) WHERE act IS NOT NULL"),
            .both("DROP VIEW comments_now"),
            .both(
                """
                CREATE VIEW comments_now AS
                SELECT c.id, c.site, c.thread_id, c.thread_url, c.thread_title, c.parent, c.external_id, c.author, k.wrapped,
                    c.sealed_details, c.body, c.language, c.status, c.version, c.spam_points, c.abuse_points, c.spam,
                    c.abuse, c.signals, c.engine, c.policy, c.lists, c.model, c.written_at, c.received_at,
                    d.decision, d.cause, d.reasons, d.note, d.at, c.urgency, c.campaign
                FROM comments c JOIN decisions d ON d.comment = c.id AND d.version = c.version
                    LEFT JOIN author_keys k ON k.author = c.author
                """),
        ])
}
