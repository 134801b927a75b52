extension Migration {
    /// How many comments of each site wait, known without counting them: each queue page and each live count says it.
    /// SQLite has one writer, whose triggers keep a row for each site; a comment is emptied, never deleted. On PostgreSQL,
    /// whose many writers would wait for each other at that row, the same name counts.
    static let queueLengths = Migration(
        number: 19, name: "queue lengths",
        steps: [
            .sqlite(
                """
                CREATE TABLE queue_lengths (site TEXT NOT NULL PRIMARY KEY, waiting BIGINT NOT NULL) WITHOUT ROWID
                """),
            .sqlite(
                """
                INSERT INTO queue_lengths (site, waiting)
                SELECT site, COUNT(*) FROM comments WHERE status = 'flagged' GROUP BY site
                """),
            .sqlite(
                """
                CREATE TRIGGER comments_arrive_waiting AFTER INSERT ON comments WHEN NEW.status = 'flagged'
                BEGIN
                    INSERT INTO queue_lengths (site, waiting) VALUES (NEW.site, 1)
                    ON CONFLICT (site) DO UPDATE SET waiting = waiting + 1;
                END
                """),
            .sqlite(
                """
                CREATE TRIGGER comments_wait_again AFTER UPDATE OF status ON comments
                WHEN NEW.status = 'flagged' AND OLD.status <> 'flagged'
                BEGIN
                    INSERT INTO queue_lengths (site, waiting) VALUES (NEW.site, 1)
                    ON CONFLICT (site) DO UPDATE SET waiting = waiting + 1;
                END
                """),
            .sqlite(
                """
                CREATE TRIGGER comments_wait_no_longer AFTER UPDATE OF status ON comments
                WHEN OLD.status = 'flagged' AND NEW.status <> 'flagged'
                BEGIN UPDATE queue_lengths SET waiting = waiting - 1 WHERE site = OLD.site; END
                """),
            .postgres(
                """
                CREATE VIEW queue_lengths AS
                SELECT site, COUNT(*) AS waiting FROM comments WHERE status = 'flagged' GROUP BY site
                """),
        ])
}
