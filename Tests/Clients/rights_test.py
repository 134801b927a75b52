"""A person's rights: all that is held, for them alone; then erasure, after which no key that is left opens anything of
theirs, comments say nothing of them, endpoints hear of it, and nobody learns whether an address was known.

TAMIS_ERASE_COMMENTS sets how many comments the person wrote.
"""
import contextlib
import json
import os
import sqlite3
import subprocess
import time

import harness
from cryptography.exceptions import InvalidTag
from harness import check, say

COMMENTS = int(os.environ.get("TAMIS_ERASE_COMMENTS", "250"))
PERSON, OTHER, UNKNOWN = "Ana.Person@example.org", "other@example.org", "nobody@example.org"
NAME, PAGE, IP, AGENT = "Ana-Marker", "https://ana-marker.example.org/", "203.0.113.77", "MarkerBrowser/9"


def fill(client):
    """The person's comments and a few of somebody else's; the person's ids."""
    def one(number):
        answer = client.post("/v1/comments", harness.comment(
            f"marker text {number}, you stupid idiot" if number % 2 else f"marker text {number}",
            author={"name": NAME, "email": PERSON, "url": PAGE}, ip=IP, user_agent=AGENT, external_id=f"wp-{number}"))
        check(answer.status == 201, lambda: f"submit: {answer.status} {answer.body[:200]!r}")
        return answer.json["id"]

    ids = harness.spread(one, range(COMMENTS))
    for number in range(5):
        client.post("/v1/comments", harness.comment(f"other {number}", author={"name": "Other", "email": OTHER}))
    return ids


def read_all(client, email):
    """Every page of the access route: authors and comments."""
    authors, comments, after = [], [], None
    while True:
        answer = client.post("/v1/access", {"author": {"email": email}, "limit": 100, "after": after})
        check(answer.status == 200, f"access: {answer.status} {answer.body[:200]!r}")
        authors, comments, after = answer.json["authors"], comments + answer.json["comments"], answer.json["next"]
        if not after:
            return authors, comments


def access(server, client, ids):
    authors, comments = read_all(client, PERSON.lower())
    check([author["email"] for author in authors] == [PERSON], f"the address as it was given: {authors}")
    check(sorted(one["id"] for one in comments) == sorted(ids), "every comment of the person and no other")
    check(all((one["name"], one["url"], one["ip"], one["user_agent"]) == (NAME, PAGE, IP, AGENT) for one in comments),
          "with all that came with it")
    check(read_all(client, UNKNOWN) == ([], []), "nothing is held of who never came")
    printed = server.command("access", "--email", PERSON).stdout.splitlines()
    lines = [json.loads(line) for line in printed]
    check(lines[0]["author"]["email"] == PERSON and len(lines) == len(ids) + 1, "the command line says the same")
    piped = subprocess.run([str(harness.BINARY), "access", "--email", "-", "--data", str(server.data)], text=True,
                           input=PERSON + "\n", env=harness.environment(), capture_output=True, timeout=120)
    check(piped.stdout.splitlines() == printed, "and by standard input, where no list of processes shows the address")
    for body in ({}, {"author": {}}, {"author": {"email": "x"}}):
        for path in ("/v1/access", "/v1/erasure"):
            answer = client.post(path, body)
            check(answer.status == 422 and answer.json["errors"][0]["field"] == "author.email",
                  f"{path} {body}: {answer.status} {answer.body!r}")
    return len(lines)


def shape(answer):
    """What an answer shows beside the moment and the request's own number."""
    headers = sorted((name.lower(), value) for name, value in answer.headers.items()
                     if name.lower() not in ("date", "x-request-id"))
    return answer.status, headers, answer.body


def opened(vault, rows, keys):
    """How many of the sealed values (bytes, place) some of the author keys opens."""
    count = 0
    for sealed, place in rows:
        for key in keys:
            with contextlib.suppress(InvalidTag):
                vault.open(sealed, key, place)
                count += 1
                break
    return count


def sealed_of(database, author):
    """Every ciphertext of a person in a database, each with the place it is bound to."""
    rows = [(sealed, "authors.email:" + author) for sealed, in database.execute(
        "SELECT sealed_email FROM authors WHERE id = ? AND sealed_email IS NOT NULL", (author,))]
    rows += [(sealed, "comments.details:" + comment) for comment, sealed in database.execute(
        "SELECT id, sealed_details FROM comments WHERE author = ? AND length(sealed_details) > 0", (author,))]
    return rows + [(sealed, "deliveries.payload:" + delivery) for delivery, sealed in database.execute(
        "SELECT d.id, d.sealed_payload FROM deliveries d JOIN comments c ON c.id = d.comment WHERE c.author = ?",
        (author,))]


def rotated(server, client, backup, author, was, before):
    """A new master key: with all that is present then, the backup from before gives nothing of the person back."""
    running = server.start(first=False)
    stay = client.post("/v1/comments", harness.comment("I stay here", author={"name": "Stays", "email": OTHER}))
    check(stay.status == 201, f"{stay.status}")
    refused = running.command("key", "rotate-vault", ok=False)
    check(refused.returncode == 1 and "stop the service first" in refused.stderr, f"beside the service: {refused.stderr}")
    server.stop()
    told = server.command("key", "rotate-vault").stdout
    check("sealed anew" in told, told)
    lines = (server.data / "vault.keys").read_text()
    check("old-master" not in lines and (server.data / "vault.keys").stat().st_mode & 0o777 == 0o600, "one master key, for us alone")
    after = server.vault
    with contextlib.closing(sqlite3.connect(backup)) as old, contextlib.closing(server.copy("rotated")) as now:
        wrapped = old.execute("SELECT wrapped FROM author_keys WHERE author = ?", (author,)).fetchone()[0]
        check(before.author_key(author, wrapped) == was[0], "the key file from before would open it: the search is alive")
        try:
            after.author_key(author, wrapped)
            raise harness.Failure("a present key opens the erased person's key in the backup")
        except InvalidTag:
            pass
        present = list(after.keys.values()) + [after.author_key(name, key) for name, key in now.execute(
            "SELECT author, wrapped FROM author_keys")]
        check(opened(after, sealed_of(old, author), present) == 0, "with all present keys nothing of the person opens")
    server.start(first=False)
    shown = client.get(f"/v1/comments/{stay.json['id']}")
    check(shown.status == 200 and shown.json["author"]["name"] == "Stays", f"everything else opens: {shown.body}")
    revealed = client.post(f"/v1/comments/{stay.json['id']}/email", {"reason": "a test"})
    check(revealed.status == 200 and revealed.json["email"] == OTHER, f"addresses too: {revealed.status}")
    server.stop()


def test():
    with harness.scratch() as folder:
        receiver = harness.Receiver()
        with harness.Server(folder / "run") as server:
            key = server.add_key("submit,read,moderate,admin", name="all")
            client = harness.Client(server, key)
            ids = fill(client)
            lines = access(server, client, ids)
            author = read_all(client, PERSON)[0][0]["id"]
            receiver.watch(server, "/told", "--body")
            backup = folder / "before.sqlite"
            server.command("backup", backup)
            unknown = client.post("/v1/erasure", {"author": {"email": UNKNOWN}})
            begun = time.monotonic()
            known = client.post("/v1/erasure", {"author": {"email": PERSON}})
            answered = time.monotonic() - begun
            check(known.status == 202 and shape(known) == shape(unknown), "known and unknown are answered alike")
            check(read_all(client, PERSON) == ([], []), "nothing is held any more when it answers")
            harness.wait_for(lambda: len({r.event["data"]["comment_id"] for r in list(receiver.all)}) == len(ids),
                             "comment.erased of every comment", 600)
            marked = time.monotonic() - begun
            client = harness.Client(server, key)  # a long wait ends a connection
            told = [received.event for received in receiver.taken()]
            check(all(one["type"] == "comment.erased" and one["data"]["version"] == 2 and "body" not in one["data"]
                      and one["data"]["external_id"].startswith("wp-") for one in told), "each is told with its version")
            check(not any("Marker" in json.dumps(one) or "marker" in json.dumps(one) for one in told), "and nothing else")
            receiver.verified()
            shown = client.get(f"/v1/comments/{ids[0]}").json
            check((shown["status"], shown["author"]["name"], shown["body"]) == ("erased", "", ""), f"it is gone: {shown}")
            check(client.post(f"/v1/comments/{ids[0]}/email", {"reason": "x"}).status == 404, "nothing to reveal")
            said = [server.command("erase", "--email", email).stdout for email in (OTHER, UNKNOWN)]
            check(said[0] == said[1], f"the command line is as silent: {said}")
            check(read_all(client, OTHER) == ([], []), "the command erases too")
        vault = server.vault
        with contextlib.closing(sqlite3.connect(backup)) as old, contextlib.closing(server.copy()) as now:
            left = [vault.author_key(name, wrapped) for name, wrapped in now.execute(
                "SELECT author, wrapped FROM author_keys")] + list(vault.keys.values())
            values = sealed_of(old, author)
            was = [vault.author_key(author, old.execute(
                "SELECT wrapped FROM author_keys WHERE author = ?", (author,)).fetchone()[0])]
            check(len(values) >= COMMENTS + 1 and opened(vault, values, was) == len(values), "the search is alive")
            check(opened(vault, values, left) == 0, "no key that is left opens anything of the person in the backup")
            # Their own events about the erasure are ours to read: they say nothing of the person.
            check(now.execute("SELECT count(*) FROM author_keys").fetchone() == (0,), "both keys are gone")
            digests = [row[0] for row in old.execute("SELECT digest FROM authors WHERE digest IS NOT NULL")]
            wrapped = [row[0] for row in old.execute("SELECT wrapped FROM author_keys")]
        files = b"".join(path.read_bytes() for path in server.data.glob("tamis.sqlite*"))
        check(b"wp-0" in files, "the search of the files is alive")
        for needle in [*digests, *wrapped, b"marker text", NAME.encode(), IP.encode()]:
            check(needle not in files, f"{needle[:12]!r} is left in the files")
        rotated(server, client, backup, author, was, vault)
    say(f"{lines} lines of access; {len(ids)} comments erased: answered after {answered * 1000:.0f} ms, all told after "
        f"{marked:.1f} s; {len(values)} sealed values in the backup before it, none opened by what is left")


if __name__ == "__main__":
    harness.main(test)
