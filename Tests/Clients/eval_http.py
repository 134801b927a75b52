"""Every labelled news comment and every Darija comment over HTTP: taken once, decided once, told once.

Then a few hundred acts over the JSON API, with the refusals of `If-Match`, and the events they make.
"""
import collections
import random

import harness
from harness import check, say

SETS = ("news_comments_ucc.jsonl", "darija_offensive.jsonl")
ACTED = 300


def submit_all(client, rows):
    """Posts every row from 16 threads: the id that each `external_id` was given."""

    def submit(numbered):
        number, row = numbered
        answer = client.post("/v1/comments", harness.comment(
            row["text"], external_id=row["id"], thread={"id": f"thread-{number % 97}"},
            author={"name": f"Reader {number % 500}", "email": f"reader{number % 500}@example.org"}))
        check(answer.status == 201, lambda: f"{row['id']}: {answer.status} {answer.body[:300]!r}")
        check(answer.headers["Location"] == "/v1/comments/" + answer.json["id"], "Location names the comment")
        return answer.json

    answers = harness.spread(submit, enumerate(rows))
    check(len({answer["id"] for answer in answers}) == len(rows), "every comment has an id of its own")
    return {row["id"]: answer for row, answer in zip(rows, answers)}


def pages(client, path):
    """All items of a cursor list."""
    after, items = None, []
    while True:
        answer = client.get(f"{path}?limit=100" + (f"&after={after}" if after else ""))
        check(answer.status == 200, f"{path}: {answer.status}")
        items += answer.json["items"]
        after = answer.json.get("next")
        if not after:
            return items


def act_in_turn(client, receiver, answers, already):
    """Approves, rejects and takes back, one kind after the other, each told before the next. The acts made."""
    chosen = random.Random(1).sample(sorted(answer["id"] for answer in answers.values()), ACTED)
    turns = [
        ("decisions", {"decision": "approve"}, "approved"),
        ("decisions", {"decision": "reject", "reason": "spam", "note": "seen twice"}, "rejected"),
        ("undo", {}, "approved"),
    ]
    before = already
    for turn, (route, body, status) in enumerate(turns, 1):

        def act(identifier):
            path = f"/v1/comments/{identifier}/{route}"
            tag = client.get(f"/v1/comments/{identifier}").headers["ETag"]
            check(tag == f'"{turn}"', f"ETag is the version: {tag}")
            if route == "decisions":
                refused = client.post(path, body)
                check(refused.status == 428, f"without If-Match: {refused.status}")
            stale = client.post(path, body, {"If-Match": f'"{turn + 7}"'})
            check(stale.status == 412, f"with another version: {stale.status} {stale.body[:200]!r}")
            if route == "decisions":
                check(stale.json["version"] == turn, "the refusal says which version is the latest")
            done = client.post(path, body, {"If-Match": tag})
            check(done.status == 200, f"{path}: {done.status} {done.body[:300]!r}")
            check(done.json == {"status": status, "version": turn + 1}, f"{path}: {done.json}")
            late = client.post(path, body, {"If-Match": tag})
            check(late.status == 412, f"the same act again: {late.status}")

        harness.spread(act, chosen)
        before += ACTED
        receiver.wait(lambda all, wanted=before: len(all) >= wanted, f"the events of turn {turn}")
    return ACTED * len(turns)


def check_store(server, answers, sent, receiver):
    """What is stored is what was answered, once, and what was sent."""
    database = server.copy()

    def one(sql):
        return database.execute(sql).fetchone()[0]

    check(one("PRAGMA integrity_check") == "ok", "integrity_check")
    check(one("SELECT count(*) FROM comments") == len(answers), "each comment is stored once")
    check(one("SELECT count(DISTINCT external_id) FROM comments") == len(answers), "no comment is stored twice")
    check(one("SELECT count(*) FROM decisions") == sent, "one decision row for each decision")
    check(one("SELECT count(DISTINCT event) FROM decisions") == sent, "one event for each decision")
    lonely = one("""SELECT count(*) FROM decisions d WHERE 1 <>
        (SELECT count(*) FROM deliveries o WHERE o.event = d.event AND o.comment = d.comment)""")
    check(lonely == 0, f"{lonely} decisions have not exactly one outbox row for the one endpoint")
    check(one("SELECT count(*) FROM deliveries") == sent, "no outbox row without a decision")
    check(one("SELECT count(*) FROM deliveries WHERE state <> 'delivered'") == 0, "every delivery is recorded as done")
    stored = {event: payload for (_, event), payload in server.vault.payloads(database).items()}
    for received in receiver.taken():
        check(stored.get(received.id) == received.body, f"{received.id}: sent bytes are stored bytes")
    check(len(stored) == sent and set(stored) == {received.id for received in receiver.taken()}, "every event came")


def test():
    rows = [row for name in SETS for row in harness.read_jsonl(name)]
    check(len(rows) == 12_158, f"{len(rows)} rows; 4,060 + 8,098 were expected")
    with harness.scratch() as folder:
        receiver = harness.Receiver()
        with harness.Server(folder, level="warning") as server:
            receiver.watch(server)
            client = harness.Client(server, server.key)
            answers = submit_all(client, rows)
            say(f"{len(rows)} comments posted, each 201")
            listed = pages(client, "/v1/comments")
            check(collections.Counter(item["external_id"] for item in listed) ==
                  collections.Counter(answers.keys()), "GET /v1/comments lists each comment once")
            for item in listed:
                answer = answers[item["external_id"]]
                check((item["id"], item["status"], item["score"]) ==
                      (answer["id"], answer["status"], answer["score"]), "the list says what the answer said")
            flagged = {item["id"] for item in listed if item["status"] == "flagged"}
            queued = pages(client, "/v1/queue")
            check({item["id"] for item in queued} == flagged and len(queued) == len(flagged),
                  "the queue holds each flagged comment once")
            receiver.wait(lambda all: len(all) >= len(rows), "one webhook for each comment", 300)
            acts = act_in_turn(client, receiver, answers, len(rows))
            sent = len(rows) + acts
            check(len(receiver.taken()) == sent, "one request for each event, since none failed")
            check(receiver.verified() == sent, "every webhook is verified")
            server.stop()
        check(len({received.id for received in receiver.taken()}) == sent, "webhook ids are unique")
        versions = collections.defaultdict(list)
        for received in receiver.taken():
            data = received.event["data"]
            versions[data["comment_id"]].append(data["version"])
            check(received.event["type"] == "comment." + data["status"], "the type is the status")
        for identifier, came in versions.items():
            check(came == list(range(1, len(came) + 1)), f"{identifier}: versions came as {came}")
        check_store(server, answers, sent, receiver)
        counts = collections.Counter(answer["status"] for answer in answers.values())
        say(f"{dict(counts)}; {acts} acts; {sent} webhooks received, verified and equal to the stored bytes")


if __name__ == "__main__":
    harness.main(test)
