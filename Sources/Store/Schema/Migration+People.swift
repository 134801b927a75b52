extension Migration {
    /// Which sites a moderator may see, what people did that is no decision, and what they said of authors.
    static let people = Migration(
        number: 14, name: "sites of moderators, their acts, standing of authors, arrivals",
        steps: [
            .keyedTable(
                """
                CREATE TABLE moderator_sites (
                    moderator TEXT NOT NULL REFERENCES moderators (id),
                    site TEXT NOT NULL REFERENCES sites (id),
                    PRIMARY KEY (moderator, site)
                )
                """),
            // `moderator` is whom it was done to.
            .keyedTable(
                """
                CREATE TABLE acts (
                    id TEXT PRIMARY KEY,
                    kind TEXT NOT NULL,
                    site TEXT REFERENCES sites (id),
                    acted_by TEXT NOT NULL,
                    at BIGINT NOT NULL,
                    comment TEXT REFERENCES comments (id),
                    author TEXT REFERENCES authors (id),
                    moderator TEXT,
                    note TEXT
                )
                """),
            .both("CREATE INDEX acts_of_comment ON acts (comment, id) WHERE comment IS NOT NULL"),
            // `subject` is the id of an author, or the code of a key a form's backend vouches for.
            .keyedTable(
                """
                CREATE TABLE standings (
                    subject TEXT PRIMARY KEY,
                    site TEXT NOT NULL REFERENCES sites (id),
                    author TEXT NOT NULL REFERENCES authors (id),
                    standing TEXT NOT NULL CHECK (standing IN ('banned', 'trusted')),
                    ends_at BIGINT,
                    set_by TEXT NOT NULL,
                    at BIGINT NOT NULL
                )
                """),
            .both("CREATE INDEX standings_of_author ON standings (author)"),
            .both("CREATE INDEX standings_of_site ON standings (site, at)"),
            // Codes of networks, and of who said what where: what came lately, newest comments last.
            .keyedTable(
                """
                CREATE TABLE arrivals (
                    subject TEXT NOT NULL,
                    comment TEXT NOT NULL REFERENCES comments (id),
                    PRIMARY KEY (subject, comment)
                )
                """),
            // A keyed code of `author.key`.
            .both("ALTER TABLE comments ADD COLUMN author_key TEXT"),
            .sqlite(
                """
                CREATE TRIGGER acts_never_change BEFORE UPDATE ON acts
                BEGIN SELECT RAISE(ABORT, 'acts are append-only'); END
                """),
            .sqlite(
                """
                CREATE TRIGGER acts_never_go BEFORE DELETE ON acts
                BEGIN SELECT RAISE(ABORT, 'acts are append-only'); END
                """),
            .postgres(
                """
                CREATE FUNCTION refuse_change_of_act() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN RAISE EXCEPTION ''acts are append-only''; END'
                """),
            .postgres(
                """
                CREATE TRIGGER acts_never_change BEFORE UPDATE OR DELETE ON acts
                FOR EACH ROW EXECUTE FUNCTION refuse_change_of_act()
                """),
        ])
}
