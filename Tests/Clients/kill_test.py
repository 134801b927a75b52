"""The server is killed at random moments under load and started again on the same data folder, many times.

Afterwards: what was acknowledged is there, what is there is whole, and every event was delivered at least once with
one id and the same bytes. TAMIS_KILLS (20) and TAMIS_SEED choose how often and which moments.
"""
import collections
import hashlib
import http.client
import os
import random
import threading
import time

import harness
from harness import check, say

KILLS = int(os.environ.get("TAMIS_KILLS", "20"))
SEED = int(os.environ.get("TAMIS_SEED", str(time.time_ns() % 1_000_000)))
CUT = (OSError, http.client.HTTPException)
TEXTS = ["what a fine day", "you stupid idiot", "the match was long", "buy now http://a.example http://b.example"]


class Load:
    """Clients that never stop while the server comes and goes, and what they were promised."""

    def __init__(self, server):
        self.server, self.client = server, harness.Client(server, server.key)
        self.lock = threading.Lock()
        self.up = threading.Event()
        self.over = threading.Event()
        self.turn = threading.Event()
        self.acknowledged = {}  # external id -> comment id
        self.sent = set()  # every external id ever sent
        self.keyed = set()  # external ids sent with an Idempotency-Key
        self.decided = {}  # (comment id, version) -> decision or "undo"
        self.unsure = set()  # comments whose last act has no answer
        self.repeats = 0
        self.since_start = 0
        self.problems = []

    def _guard(self, work, number):
        try:
            dice = random.Random(f"{SEED}-{work.__name__}-{number}")
            while not self.over.is_set():
                if self.up.wait(0.2):
                    work(dice)
        except Exception as error:
            self.problems.append(f"{work.__name__}: {type(error).__name__}: {error}")

    def start(self):
        self.threads = [
            threading.Thread(target=self._guard, args=(work, number), daemon=True)
            for number, work in enumerate((self.submit, self.submit, self.submit, self.decide, self.decide))]
        for thread in self.threads:
            thread.start()

    def stop(self):
        self.over.set()
        for thread in self.threads:
            thread.join(90)
            check(not thread.is_alive(), "a client hangs")
        check(not self.problems, lambda: "; ".join(self.problems))

    def _post(self, path, body, headers):
        """The answer, or None when the connection was cut before it came."""
        try:
            answer = self.client.post(path, body, headers)
        except CUT:
            # The server is away: a moment, unless it is up again already.
            self.turn.wait(0.02)
            return None
        # 409: the first request with this key is under way still.
        check(answer.status in (200, 201, 409, 412), lambda: f"{path}: {answer.status} {answer.body[:300]!r}")
        return answer

    def submit(self, dice):
        external = f"load-{dice.getrandbits(64):016x}"
        author = dice.randrange(40)
        body = harness.comment(dice.choice(TEXTS) + " " + external, external_id=external, author={
            "name": f"Reader {author}", "email": f"reader{author}@example.org"})
        keyed = dice.random() < 0.5
        with self.lock:
            self.sent.add(external)
            if keyed:
                self.keyed.add(external)
        headers = {"Idempotency-Key": f'"{external}"'} if keyed else {}
        answer = self._post("/v1/comments", body, headers)
        while keyed and (answer is None or answer.status == 409) and not self.over.is_set():
            # The same request again is harmless: that is what the key is for.
            self.up.wait(0.2)
            with self.lock:
                self.repeats += 1
            answer = self._post("/v1/comments", body, headers)
        if answer is None or answer.status == 409:
            return
        check(answer.status == 201, f"submit: {answer.status}")
        with self.lock:
            self.acknowledged[external] = answer.json["id"]
            self.since_start += 1

    def decide(self, dice):
        with self.lock:
            known = [identifier for identifier in list(self.acknowledged.values())[-400:]
                     if identifier not in self.unsure]
            if not known:
                return
            identifier = dice.choice(known)
            # Nobody else acts on it meanwhile, so that a version is somebody's for sure.
            self.unsure.add(identifier)
            version = max((v for (c, v) in self.decided if c == identifier), default=1)
        kind = dice.choice(["approve", "reject", "undo"] if version > 1 else ["approve", "reject"])
        route = "undo" if kind == "undo" else "decisions"
        body = {"approve": {"decision": "approve"}, "undo": {},
                "reject": {"decision": "reject", "reason": "other", "note": "seen"}}[kind]
        answer = self._post(f"/v1/comments/{identifier}/{route}", body, {"If-Match": f'"{version}"'})
        if answer is None:
            return  # stays unsure: this act may stand or not
        if answer.status == 409:
            check(answer.json["code"] == "nothing_to_undo", f"{route}: {answer.body!r}")
        else:
            check(answer.status == 200, f"{route} on version {version}: {answer.status} {answer.body!r}")
            check(answer.json["version"] == version + 1, "versions count up by one")
        with self.lock:
            self.unsure.discard(identifier)
            if answer.status == 200:
                self.decided[(identifier, version + 1)] = kind
                self.since_start += 1


def kill_often(server, load, dice):
    for kill in range(KILLS):
        load.since_start = 0
        load.up.set()
        # A random moment, but one at which this run of the server has kept something already.
        load.turn.wait(dice.uniform(0.05, 1.5))
        harness.wait_for(lambda: load.since_start > 0 or load.problems, "an acknowledgement after a restart")
        check(not load.problems, lambda: "; ".join(load.problems))
        server.kill()
        load.up.clear()
        server.start(first=False)


def heal(server):
    """Until no delivery waits: failed ones by their schedule, those it held at once after a start."""
    def nothing_waits():
        return "next delivery due" not in server.command("doctor").stdout

    harness.wait_for(nothing_waits, "every delivery to be made", 300, pause=0.5)


def check_comments(database, load):
    def rows(sql):
        return database.execute(sql).fetchall()

    check(rows("PRAGMA integrity_check") == [("ok",)], "integrity_check")
    check(rows("PRAGMA foreign_key_check") == [], "foreign_key_check")
    stored = collections.defaultdict(list)
    for external, identifier in rows("SELECT external_id, id FROM comments"):
        stored[external].append(identifier)
    for external, identifier in load.acknowledged.items():
        check(stored[external] == [identifier], f"acknowledged {identifier}: stored are {stored[external]}")
    check(set(stored) <= load.sent, "nothing is stored that nobody sent")
    check(all(len(ids) == 1 for ids in stored.values()), "nothing is stored twice")
    keyed = sorted(location for (location,) in rows("SELECT location FROM idempotency"))
    check(keyed == sorted(stored[external][0] for external in load.keyed if external in stored),
          "one idempotency row for each comment sent with a key, and for no other")
    whole = """SELECT c.id FROM comments c WHERE
        c.version <> (SELECT count(*) FROM decisions d WHERE d.comment = c.id)
        OR c.version <> (SELECT max(d.version) FROM decisions d WHERE d.comment = c.id)
        OR 1 <> (SELECT min(d.version) FROM decisions d WHERE d.comment = c.id)
        OR NOT EXISTS (SELECT 1 FROM authors a JOIN author_keys k ON k.author = a.id WHERE a.id = c.author)
        OR c.status <> (SELECT CASE d.decision WHEN 'approve' THEN 'approved' WHEN 'flag' THEN 'flagged'
            ELSE 'rejected' END FROM decisions d WHERE d.comment = c.id AND d.version = c.version)"""
    check(rows(whole) == [], lambda: f"half there: {rows(whole)[:5]}")
    orphans = "SELECT count(*) FROM authors a WHERE NOT EXISTS (SELECT 1 FROM comments c WHERE c.author = a.id)"
    check(rows(orphans) == [(0,)], "no author without a comment")
    decisions = {(c, v): (d, u) for c, v, d, u in rows("SELECT comment, version, decision, undoes FROM decisions")}
    latest = collections.defaultdict(int)
    for (identifier, version), kind in load.decided.items():
        found = decisions.get((identifier, version))
        check(found, f"acknowledged decision {identifier} version {version} is there")
        check(found[1] is not None if kind == "undo" else found == (kind, None), f"{identifier} {version}: {found}")
        latest[identifier] = max(latest[identifier], version)
    last = dict(rows("SELECT id, version FROM comments"))
    for identifier, version in latest.items():
        allowed = (version, version + 1) if identifier in load.unsure else (version,)
        check(last[identifier] in allowed, f"{identifier}: {version} was acknowledged last, {last[identifier]} is")
    return len(last), len(decisions)


def check_events(database, vault, receiver, endpoints):
    lonely = database.execute("""SELECT d.comment, d.version FROM decisions d WHERE
        (SELECT count(*) FROM deliveries o WHERE o.event = d.event) <> ? OR
        (SELECT count(DISTINCT o.endpoint) FROM deliveries o WHERE o.event = d.event) <> ?""", (endpoints, endpoints))
    check(lonely.fetchall() == [], "each decision has one delivery for each endpoint")
    stray = "SELECT count(*) FROM deliveries WHERE event NOT IN (SELECT event FROM decisions)"
    check(database.execute(stray).fetchone() == (0,), "no delivery without a decision")
    check(database.execute("SELECT count(*) FROM deliveries WHERE state <> 'delivered'").fetchone() == (0,),
          "every delivery is recorded as done")
    paths = {identifier: path for identifier, path in database.execute(
        "SELECT id, substr(url, instr(substr(url, 8), '/') + 7) FROM endpoints")}
    stored = {(paths[endpoint], event): payload for (endpoint, event), payload in vault.payloads(database).items()}
    came = collections.Counter()
    for received in receiver.taken():
        place = (received.path, received.id)
        check(place in stored, f"{received.id} came and is not stored: a decision that was rolled back")
        check(received.body == stored[place], f"{received.id}: the same bytes at each attempt")
        came[place] += 1
    check(set(came) == set(stored), lambda: f"{len(set(stored) - set(came))} events never came")
    wrong = """SELECT count(*) FROM deliveries o WHERE attempts <>
        (SELECT count(*) FROM delivery_attempts a WHERE a.delivery = o.id)"""
    check(database.execute(wrong).fetchone() == (0,), "each attempt is written down once")
    return len(stored), sum(came.values()) - len(came)


def test():
    say(f"seed {SEED}, {KILLS} kills")
    dice = random.Random(SEED)
    refused = set()
    lock = threading.Lock()

    def answer(received):
        """One endpoint refuses every fifth event the first time it comes."""
        if received.path != "/moody" or hashlib.sha256(received.id.encode()).digest()[0] % 5:
            return 204
        with lock:
            first = received.id not in refused
            refused.add(received.id)
        return 500 if first else 204

    with harness.scratch() as folder:
        receiver = harness.Receiver(answer)
        server = harness.Server(folder, level="warning").start()
        try:
            receiver.watch(server, "/steady")
            receiver.watch(server, "/moody", "--body")
            load = Load(server)
            load.start()
            kill_often(server, load, dice)
            load.up.set()
            harness.wait_for(lambda: load.since_start > 0 or load.problems, "an acknowledgement at the end")
            load.stop()
            begun = time.monotonic()
            heal(server)
            healed = time.monotonic() - begun
            server.stop()
        finally:
            if server.process.poll() is None:
                server.kill()
        database = server.copy()
        comments, decisions = check_comments(database, load)
        events, repeats = check_events(database, server.vault, receiver, 2)
        receiver.verified()
        say(f"{KILLS} kills; acknowledged: {len(load.acknowledged)} comments, {len(load.decided)} decisions; "
            f"stored: {comments} comments, {decisions} decisions, all whole; {len(load.unsure)} acts unanswered, "
            f"{load.repeats} requests repeated under their key; {events} deliveries made, {repeats} of them more than "
            f"once ({len(refused)} refused first), one id and the same bytes each; healed in {healed:.0f} s; 0 lost")


if __name__ == "__main__":
    harness.main(test)
