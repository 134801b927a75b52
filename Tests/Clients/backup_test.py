"""Backups under load, then SIGKILL, then each restored into a folder of its own: every comment and decision that was
answered before a backup began is in it, nothing is half there, and what does not fit is refused."""
import contextlib
import json
import os
import pathlib
import shutil
import sqlite3
import stat
import threading
import time

import harness
from harness import check, say

BACKUPS = 3
COMMENTS_BEFORE = int(os.environ.get("TAMIS_BACKUP_COMMENTS", "1500"))


class Load:
    """Clients that submit and decide without pause, and what they were answered."""

    def __init__(self, client):
        self.client = client
        self.lock = threading.Lock()
        self.over = threading.Event()
        self.comments, self.decisions = [], []
        self.took = []  # (when it began, seconds)
        self.problems = []
        self.threads = [threading.Thread(target=self._run, args=(n,), daemon=True) for n in range(4)]

    def start(self):
        for thread in self.threads:
            thread.start()
        return self

    def _run(self, number):
        count = 0
        while not self.over.is_set():
            count += 1
            try:
                self._round(f"{number}-{count}")
            except Exception as error:
                if not self.over.is_set():
                    self.problems.append(f"{type(error).__name__}: {error}")

    def _round(self, name):
        begun = time.monotonic()
        answer = self.client.post("/v1/comments", harness.comment(f"what a fine day {name}", external_id=name))
        took = time.monotonic() - begun
        check(answer.status == 201, f"submit: {answer.status} {answer.body[:200]!r}")
        identifier = answer.json["id"]
        with self.lock:
            self.comments.append(identifier)
            self.took.append((begun, took))
        if len(self.comments) % 3:
            return
        decided = self.client.post(
            f"/v1/comments/{identifier}/decisions", {"decision": "reject", "reason": "other"}, {"If-Match": '"1"'})
        check(decided.status == 200, f"decide: {decided.status} {decided.body[:200]!r}")
        with self.lock:
            self.decisions.append(identifier)

    def answered(self):
        with self.lock:
            return list(self.comments), list(self.decisions)

    def stop(self):
        self.over.set()
        for thread in self.threads:
            thread.join(60)
        check(not self.problems, lambda: "; ".join(self.problems[:3]))

    def percentiles(self, spans):
        took = sorted(s for begun, s in self.took if any(b <= begun < e for b, e in spans))
        check(took, "no request fell into these spans")
        return len(took), took[len(took) // 2] * 1000, took[len(took) * 99 // 100] * 1000


def back_up(server, load, path):
    """One backup: what was answered before it began, when it ran, and what it said."""
    before = load.answered()
    begun = time.monotonic()
    said = server.command("backup", path).stdout
    span = (begun, time.monotonic())
    mode = stat.S_IMODE(path.stat().st_mode)
    check(mode == 0o600, f"a backup is for nobody else: mode {mode:o}")
    check("keys are not in it" in said and "vault.keys" in said, f"it says what is missing: {said}")
    check(not list(path.parent.glob("*partial*")), "no draft is left")
    return before, span, said


def held_to(path, before):
    """The file alone is whole, and holds what was answered before it was begun."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
        check(database.execute("PRAGMA journal_mode").fetchone() == ("delete",), "one file, no log")
        check(database.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "integrity_check")
        check(database.execute("PRAGMA foreign_key_check").fetchall() == [], "foreign_key_check")
        there = dict(database.execute("SELECT id, status FROM comments"))
        comments, decisions = before
        lost = [identifier for identifier in comments if identifier not in there]
        check(not lost, lambda: f"{len(lost)} of {len(comments)} comments answered before are not in the backup")
        wrong = [identifier for identifier in decisions if there[identifier] != "rejected"]
        check(not wrong, lambda: f"{len(wrong)} of {len(decisions)} decisions answered before are not in the backup")
        half = database.execute("""SELECT c.id FROM comments c WHERE
            c.version <> (SELECT count(*) FROM decisions d WHERE d.comment = c.id)
            OR NOT EXISTS (SELECT 1 FROM author_keys k WHERE k.author = c.author)
            OR 2 * c.version <> (SELECT count(*) FROM deliveries o WHERE o.comment = c.id)""").fetchall()
        check(half == [], f"{len(half)} comments are half there")
        waiting = database.execute("SELECT count(*) FROM deliveries WHERE state = 'waiting'").fetchone()[0]
        return len(there), waiting


def fresh(folder, name, keys):
    data = folder / name
    data.mkdir(mode=0o700)
    if keys:
        shutil.copy2(keys, data / "vault.keys")
    return data


def restore(path, data, *more, ok=True):
    return harness.command("restore", path, *more, data=data, ok=ok)


def refused(result, says, data):
    check(result.returncode == 1, f"refused with 1: {result.returncode} {result.stdout} {result.stderr}")
    lines = result.stderr.strip().splitlines()
    check(len(lines) == 1 and says in lines[0], f"one line that says “{says}”: {result.stderr}")
    check(not list(data.glob("tamis.sqlite*")), f"nothing is put in place: {sorted(data.iterdir())}")


def restored(folder, number, path, counted, keys):
    """Restored with the keys into a fresh folder, and served from there."""
    comments, waiting = counted
    data = fresh(folder, f"restored-{number}", keys)
    said = restore(path, data, "--pause-endpoints").stdout
    check(f"{waiting} deliveries wait" in said, f"it says what will be sent: {waiting}: {said}")
    server = harness.Server(folder / f"server-{number}", level="warning")
    server.data = data
    doctor = server.command("doctor")
    check("WRONG" not in doctor.stdout, doctor.stdout)
    states = {endpoint["state"] for endpoint in json.loads(server.command("endpoint", "list", "--json").stdout)}
    check(states == {"paused"}, f"every endpoint waits to be resumed: {states}")
    with contextlib.closing(sqlite3.connect(f"file:{data}/tamis.sqlite?mode=ro&immutable=1", uri=True)) as database:
        check(database.execute("SELECT count(*) FROM comments").fetchone() == (comments,), "every comment is back")
        check(database.execute("SELECT count(*) FROM moderator_links").fetchone() == (0,), "one-time links have ended")
    return server, waiting


def served_again(server, key, receiver, waiting):
    """The restored service takes comments with the old key and sends what waited once its endpoint is resumed."""
    server.start(first=False)
    answer = harness.Client(server, key).post("/v1/comments", harness.comment("after the restore"))
    check(answer.status == 201, f"the old key works: {answer.status}")
    came = len(receiver.taken())
    server.command("doctor")
    check(len(receiver.taken()) == came, "nothing is sent before it is resumed")
    for endpoint in json.loads(server.command("endpoint", "list", "--json").stdout):
        server.command("endpoint", "resume", endpoint["id"])
    # The two of the new comment come too.
    receiver.wait(lambda all: len({(r.path, r.id) for r in all[came:]}) >= waiting + 2,
                  f"{waiting} deliveries that waited", 300)
    receiver.verified()
    server.stop()


def wrong_ones(folder, path, keys):
    """Wrong keys, no keys, damage, another program's file, a newer schema, a copy of a database in use."""
    other = fresh(folder, "other", None)
    harness.command("site", "add", "elsewhere", data=other)
    data = fresh(folder, "wrong-keys", other / "vault.keys")
    refused(restore(path, data, ok=False), "not the keys", data)
    data = fresh(folder, "no-keys", None)
    refused(restore(path, data, ok=False), "vault.keys", data)

    data = fresh(folder, "wrong-files", keys)
    damaged = folder / "damaged.sqlite"
    content = bytearray(path.read_bytes())
    size = 4096
    for page in range(5, len(content) // size, 7):
        content[page * size:page * size + 64] = bytes(64)
    damaged.write_bytes(content)
    refused(restore(damaged, data, ok=False), "damaged", data)
    damaged.write_bytes(path.read_bytes()[:len(content) // 2 // size * size])
    refused(restore(damaged, data, ok=False), "damaged", data)
    damaged.write_bytes(b"not a database" * 500)
    refused(restore(damaged, data, ok=False), "is no database", data)
    foreign = folder / "foreign.sqlite"
    with contextlib.closing(sqlite3.connect(foreign)) as database:
        database.execute("CREATE TABLE notes (text TEXT)")
    refused(restore(foreign, data, ok=False), "none of Tamis", data)
    newer = folder / "newer.sqlite"
    shutil.copy(path, newer)
    with contextlib.closing(sqlite3.connect(newer)) as database:
        database.execute("INSERT INTO schema_migrations VALUES (9999, 'later', 0)")
        database.commit()
    refused(restore(newer, data, ok=False), "newer version", data)
    in_use = folder / "in-use.sqlite"
    shutil.copy(path, in_use)
    pathlib.Path(f"{in_use}-wal").write_bytes(b"x")
    refused(restore(in_use, data, ok=False), "not a backup", data)
    refused(restore(folder / "nowhere.sqlite", data, ok=False), "cannot be read", data)


def refusals(server, path):
    """While the service runs: nothing is overwritten unasked, its own files never, and restore waits for the stop."""
    result = server.command("backup", path, ok=False)
    check(result.returncode == 1 and "--force" in result.stderr, f"a file that is there stays: {result.stderr}")
    for name in ("tamis.sqlite", "tamis.sqlite-wal", "vault.keys", "lock"):
        result = server.command("backup", server.data / name, "--force", ok=False)
        check(result.returncode == 1 and "belongs to" in result.stderr, f"{name} is never replaced: {result.stderr}")
    result = server.command("backup", server.folder / "nowhere" / "x.sqlite", ok=False)
    check(result.returncode == 1 and "cannot be made" in result.stderr, f"a folder that is not there: {result.stderr}")
    result = server.command("restore", path, ok=False)
    check(result.returncode == 1 and "stop the service" in result.stderr, f"not beside a service: {result.stderr}")
    result = server.command("backup", ok=False)
    check(result.returncode == 2, f"without a file it is wrong usage: {result.returncode}")


def in_place(folder, server, path, counted):
    """Restored over the killed server's own folder: what was there is kept, its log with it; a restore that was cut
    off in the middle keeps every command away until it is done."""
    check((server.data / "tamis.sqlite-wal").stat().st_size > 0, "the killed server left a log")
    mark = server.data / "restore.unfinished"
    mark.write_text("")
    result = server.command("doctor", ok=False)
    check(result.returncode == 1 and "restore" in result.stderr, f"half a restore is not served: {result.stderr}")
    said = restore(path, server.data).stdout
    check(not mark.exists(), "the restore is finished")
    check(f"{counted[1]} deliveries waited then" in said, said)
    kept = next(server.data.glob("tamis.sqlite.before-*Z"))
    check(str(kept) in said, f"it says where the old one is: {said}")
    with contextlib.closing(sqlite3.connect(kept)) as database:  # its log is taken in here
        old = database.execute("SELECT count(*) FROM comments").fetchone()[0]
    with contextlib.closing(sqlite3.connect(server.data / "tamis.sqlite")) as database:
        check(database.execute("SELECT count(*) FROM comments").fetchone() == (counted[0],), "the backup is in place")
    return old


def test():
    with harness.scratch() as folder:
        receiver = harness.Receiver()
        server = harness.Server(folder / "server", level="warning").start()
        backups = []
        try:
            receiver.watch(server, "/steady")
            server.command("endpoint", "pause", receiver.watch(server, "/later"))
            load = Load(harness.Client(server, server.key)).start()
            harness.wait_for(
                lambda: len(load.comments) >= COMMENTS_BEFORE or load.problems, "comments before the backups", 240)
            calm = (time.monotonic(), time.monotonic() + 3)
            harness.wait_for(lambda: time.monotonic() > calm[1], "a stretch without backups to compare with")
            for number in range(BACKUPS):
                path = folder / f"backup-{number}.sqlite"
                backups.append((path, *back_up(server, load, path)))
            refusals(server, backups[0][0])
            last = load.answered()
            load.over.set()  # requests under way are cut off by the kill, which is no failure
            server.kill()
            load.stop()
        finally:
            if server.process.poll() is None:
                server.kill()
        counted = [held_to(path, before) for path, before, _, _ in backups]
        keys = server.data / "vault.keys"
        for number, (path, _, _, _) in enumerate(backups):
            again, waiting = restored(folder, number, path, counted[number], keys)
        served_again(again, server.key, receiver, waiting)
        wrong_ones(folder, backups[-1][0], keys)
        old = in_place(folder, server, backups[0][0], counted[0])
        check(old >= len(last[0]), f"the database before has all that was answered: {old} of {len(last[0])}")
        spans = [span for _, _, span, _ in backups]
        quiet, busy = load.percentiles([calm]), load.percentiles(spans)
        sizes = [path.stat().st_size // 1024 for path, _, _, _ in backups]
        say(f"{BACKUPS} backups of {sizes} KiB under load in "
            f"{', '.join(f'{end - begin:.2f}' for begin, end in spans)} s; comments in them {[c for c, _ in counted]}, "
            f"answered before {[len(b[0]) for _, b, _, _ in backups]}, 0 lost; intake p50 / p99 without "
            f"{quiet[1]:.1f} / {quiet[2]:.1f} ms ({quiet[0]} requests), during {busy[1]:.1f} / {busy[2]:.1f} ms "
            f"({busy[0]} requests); restored {BACKUPS + 1} times, {waiting} waiting deliveries sent; 9 wrong ones refused")
        check(busy[2] < max(10 * quiet[2], 500), "a backup holds intake up")


if __name__ == "__main__":
    harness.main(test)
