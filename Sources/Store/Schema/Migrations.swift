extension Migration {
    /// Every step of the schema in order; the number of a step is its place, from 1.
    package static let all: [Migration] = [
        first, context, signingKeys, endpointHealth, redelivery, endpointPace, lessons, doors, walks, person, audit,
        origins, callbacks, people, campaigns, terms, views, retention, queueLengths, deliveryLeases,
    ]

    private static let first = Migration(
        number: 1, name: "sites, comments, decisions, outbox",
        steps: sitesAndPeople + comments + decisions + outbox)

    private static let sitesAndPeople: [Step] = [
        .both(
            """
            CREATE TABLE sites (
                id TEXT PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                language TEXT NOT NULL,
                created_at BIGINT NOT NULL
            )
            """),
        .both(
            """
            CREATE TABLE api_keys (
                id TEXT PRIMARY KEY,
                site TEXT NOT NULL REFERENCES sites (id),
                name TEXT NOT NULL,
                digest BYTEA NOT NULL UNIQUE,
                scopes TEXT NOT NULL,
                created_at BIGINT NOT NULL,
                disabled_at BIGINT
            )
            """),
        .both(
            """
            CREATE TABLE moderators (
                id TEXT PRIMARY KEY,
                name TEXT NOT NULL UNIQUE,
                role TEXT NOT NULL CHECK (role IN ('admin', 'moderator', 'viewer')),
                language TEXT NOT NULL,
                password TEXT,
                created_at BIGINT NOT NULL,
                disabled_at BIGINT
            )
            """),
        .keyedTable(
            """
            CREATE TABLE moderator_links (
                digest BYTEA PRIMARY KEY,
                moderator TEXT NOT NULL REFERENCES moderators (id),
                expires_at BIGINT NOT NULL
            )
            """),
        .keyedTable(
            """
            CREATE TABLE sessions (
                digest BYTEA PRIMARY KEY,
                moderator TEXT NOT NULL REFERENCES moderators (id),
                created_at BIGINT NOT NULL,
                seen_at BIGINT NOT NULL,
                expires_at BIGINT NOT NULL
            )
            """),
        .keyedTable(
            """
            CREATE TABLE authors (
                id TEXT PRIMARY KEY,
                site TEXT NOT NULL REFERENCES sites (id),
                digest BYTEA,
                sealed_email BYTEA,
                created_at BIGINT NOT NULL
            )
            """),
        .both("CREATE UNIQUE INDEX authors_by_digest ON authors (site, digest) WHERE digest IS NOT NULL"),
        .keyedTable(
            """
            CREATE TABLE author_keys (
                author TEXT PRIMARY KEY REFERENCES authors (id),
                wrapped BYTEA NOT NULL
            )
            """),
    ]

    private static let comments: [Step] = [
        .both(
            """
            CREATE TABLE comments (
                id TEXT PRIMARY KEY,
                site TEXT NOT NULL REFERENCES sites (id),
                thread_id TEXT NOT NULL,
                thread_url TEXT,
                thread_title TEXT,
                parent TEXT,
                external_id TEXT,
                author TEXT NOT NULL REFERENCES authors (id),
                sealed_details BYTEA NOT NULL,
                body TEXT NOT NULL,
                language TEXT NOT NULL,
                status TEXT NOT NULL CHECK (status IN ('approved', 'flagged', 'rejected', 'erased')),
                version BIGINT NOT NULL CHECK (version > 0),
                spam_points BIGINT NOT NULL,
                abuse_points BIGINT NOT NULL,
                spam BIGINT NOT NULL,
                abuse BIGINT NOT NULL,
                urgency BIGINT NOT NULL,
                signals TEXT NOT NULL,
                engine TEXT NOT NULL,
                policy TEXT NOT NULL,
                lists TEXT NOT NULL,
                model TEXT NOT NULL,
                written_at BIGINT,
                received_at BIGINT NOT NULL
            )
            """),
        .both("CREATE INDEX comments_by_site ON comments (site, id)"),
        .both("CREATE INDEX comments_queue_of_site ON comments (site, urgency DESC, id) WHERE status = 'flagged'"),
        .both("CREATE INDEX comments_queue ON comments (urgency DESC, id) WHERE status = 'flagged'"),
        .keyedTable(
            """
            CREATE TABLE claims (
                comment TEXT PRIMARY KEY REFERENCES comments (id),
                holder TEXT NOT NULL,
                expires_at BIGINT NOT NULL
            )
            """),
        .both(
            """
            CREATE TABLE reveals (
                id TEXT PRIMARY KEY,
                comment TEXT NOT NULL REFERENCES comments (id),
                author TEXT NOT NULL REFERENCES authors (id),
                revealed_by TEXT NOT NULL,
                reason TEXT NOT NULL,
                at BIGINT NOT NULL
            )
            """),
        .both("CREATE INDEX reveals_by_comment ON reveals (comment, at)"),
        .keyedTable(
            """
            CREATE TABLE idempotency (
                key_id TEXT NOT NULL REFERENCES api_keys (id),
                value TEXT NOT NULL,
                fingerprint BYTEA NOT NULL,
                location TEXT NOT NULL,
                answer BYTEA NOT NULL,
                at BIGINT NOT NULL,
                PRIMARY KEY (key_id, value)
            )
            """),
        .both("CREATE INDEX idempotency_by_age ON idempotency (at)"),
    ]

    private static let decisions: [Step] = [
        .keyedTable(
            """
            CREATE TABLE decisions (
                comment TEXT NOT NULL REFERENCES comments (id),
                version BIGINT NOT NULL,
                decision TEXT NOT NULL CHECK (decision IN ('approve', 'flag', 'reject')),
                cause TEXT NOT NULL,
                reasons TEXT NOT NULL,
                note TEXT,
                undoes BIGINT,
                event TEXT NOT NULL,
                at BIGINT NOT NULL,
                PRIMARY KEY (comment, version)
            )
            """),
        .sqlite(
            """
            CREATE TRIGGER decisions_never_change BEFORE UPDATE ON decisions
            BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END
            """),
        .sqlite(
            """
            CREATE TRIGGER decisions_never_go BEFORE DELETE ON decisions
            BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END
            """),
        .postgres(
            """
            CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN RAISE EXCEPTION ''decisions are append-only''; END'
            """),
        .postgres(
            """
            CREATE TRIGGER decisions_never_change BEFORE UPDATE OR DELETE ON decisions
            FOR EACH ROW EXECUTE FUNCTION refuse_change()
            """),
        // A comment with its latest decision and its author's key: what every reading of comments goes through.
        .both(
            """
            CREATE VIEW comments_now AS
            SELECT c.id, c.site, c.thread_id, c.thread_url, c.thread_title, c.parent, c.external_id, c.author, k.wrapped,
                c.sealed_details, c.body, c.language, c.status, c.version, c.spam_points, c.abuse_points, c.spam,
                c.abuse, c.signals, c.engine, c.policy, c.lists, c.model, c.written_at, c.received_at,
                d.decision, d.cause, d.reasons, d.note, d.at, c.urgency
            FROM comments c JOIN decisions d ON d.comment = c.id AND d.version = c.version
                LEFT JOIN author_keys k ON k.author = c.author
            """),
    ]

    private static let outbox: [Step] = [
        .both(
            """
            CREATE TABLE endpoints (
                id TEXT PRIMARY KEY,
                site TEXT NOT NULL REFERENCES sites (id),
                url TEXT NOT NULL,
                sealed_secret BYTEA NOT NULL,
                types TEXT NOT NULL,
                wants_body SMALLINT NOT NULL CHECK (wants_body IN (0, 1)),
                state TEXT NOT NULL CHECK (state IN ('active', 'paused', 'disabled')),
                created_at BIGINT NOT NULL
            )
            """),
        .both("CREATE INDEX endpoints_by_site ON endpoints (site)"),
        .both(
            """
            CREATE TABLE deliveries (
                id TEXT PRIMARY KEY,
                endpoint TEXT NOT NULL REFERENCES endpoints (id),
                event TEXT NOT NULL,
                event_type TEXT NOT NULL,
                comment TEXT REFERENCES comments (id),
                sealed_payload BYTEA NOT NULL,
                state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'dead')),
                attempts BIGINT NOT NULL,
                due_at BIGINT NOT NULL,
                lease_token TEXT,
                created_at BIGINT NOT NULL
            )
            """),
        .both("CREATE INDEX deliveries_due ON deliveries (endpoint, due_at, id) WHERE state = 'waiting'"),
        .both(
            """
            CREATE INDEX deliveries_held ON deliveries (endpoint, due_at)
                WHERE lease_token IS NOT NULL AND state = 'waiting'
            """),
        .both("CREATE INDEX deliveries_by_comment ON deliveries (comment, id)"),
        .both("CREATE INDEX deliveries_by_endpoint ON deliveries (endpoint, id)"),
        .keyedTable(
            """
            CREATE TABLE delivery_attempts (
                delivery TEXT NOT NULL REFERENCES deliveries (id),
                number BIGINT NOT NULL,
                at BIGINT NOT NULL,
                duration_milliseconds BIGINT NOT NULL,
                http_status BIGINT,
                problem TEXT,
                answer BYTEA NOT NULL,
                PRIMARY KEY (delivery, number)
            )
            """),
    ]
}
