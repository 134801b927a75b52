"""Webhooks as receivers verify them: two third-party libraries, the three recipes we ship, and a rotation under way."""
import base64
import json
import subprocess
import sys
import time

import harness
from harness import check, say

RECIPES = harness.ROOT / "config" / "integrations" / "webhooks"
VECTORS = json.loads((harness.ROOT / "Tests" / "Clients" / "signatures.json").read_text(encoding="utf-8"))
sys.path.insert(0, str(RECIPES))
import verify  # noqa: E402  (the recipe, found in the folder above)

NODE = """
import { refusal } from RECIPE;
import { readFileSync } from "node:fs";
for (const row of JSON.parse(readFileSync(0))) {
  console.log(refusal(row.key, row.headers, Buffer.from(row.body, "base64"), row.now) ?? "taken");
}
"""
PHP = """
require $argv[1];
foreach (json_decode(file_get_contents('php://stdin'), true) as $row) {
    echo tamis_refusal($row['key'], $row['headers'], base64_decode($row['body']), $row['now']) ?? 'taken', "\\n";
}
"""


def by_python(rows):
    words = []
    for row in rows:
        try:
            verify.verify(row["key"], row["headers"], base64.b64decode(row["body"]), row["now"])
            words.append("taken")
        except verify.Refused as refusal:
            words.append(str(refusal))
    return words


def by_program(words, rows):
    done = subprocess.run(words, input=json.dumps(rows), text=True, capture_output=True, timeout=120)
    check(done.returncode == 0 and not done.stderr, lambda: f"{words[0]}: {done.returncode} {done.stderr[:500]}")
    return done.stdout.split()


def by_node(rows):
    source = NODE.replace("RECIPE", json.dumps((RECIPES / "verify.mjs").as_uri()))
    return by_program(["node", "--input-type=module", "--eval", source], rows)


def by_php(rows):
    return by_program(["php", "-d", "display_errors=stderr", "-r", PHP, "--", str(RECIPES / "verify.php")], rows)


LANGUAGES = {"Python": by_python, "JavaScript": by_node, "PHP": by_php}


def message(key, headers, body, now):
    return {"key": key, "headers": headers, "body": base64.b64encode(body).decode(), "now": now}


def conformance():
    """Each recipe takes and refuses what the vectors say, for the reason they say."""
    rows = []
    for row in VECTORS["received"]:
        headers = {"webhook-" + name: row[name] for name in ("id", "timestamp", "signature") if row[name] is not None}
        rows.append(message(row["key"], headers, row["body"].encode(), row["now"]))
    expected = [row["refusal"] or "taken" for row in VECTORS["received"]]
    check(expected.count("taken") >= 10 and len(set(expected)) == 6, "the vectors have every verdict")
    for language, judge in LANGUAGES.items():
        said = judge(rows)
        wrong = [(row["name"], want, got) for row, want, got in zip(VECTORS["received"], expected, said) if want != got]
        check(len(said) == len(rows) and not wrong, f"{language}: {wrong}")
    return len(rows)


def libraries(secret, received):
    """Throws unless both libraries take it."""
    import standardwebhooks.webhooks
    import svix.webhooks

    for library in (standardwebhooks.webhooks, svix.webhooks):
        library.Webhook(secret).verify(received.body, received.headers)


def refused_by_libraries(secret, received):
    import standardwebhooks.webhooks
    import svix.webhooks

    for library in (standardwebhooks.webhooks, svix.webhooks):
        try:
            library.Webhook(secret).verify(received.body, received.headers)
            return False
        except library.WebhookVerificationError:
            pass
    return True


def by_recipes(keys, received):
    """For each key, whether every recipe takes the message."""
    rows = [message(key, {n: v for n, v in received.headers.items() if n.startswith("webhook-")}, received.body,
                    int(received.headers["webhook-timestamp"])) for key in keys]
    said = {language: judge(rows) for language, judge in LANGUAGES.items()}
    check(len({tuple(words) for words in said.values()}) == 1, f"the recipes agree: {said}")
    return [word == "taken" for word in said["Python"]]


def schemes(received):
    return [token.split(",")[0] for token in received.headers["webhook-signature"].split(" ")]


class Owner:
    """An endpoint's owner, who has written down every key that was shown."""

    def __init__(self, client, receiver):
        self.client, self.receiver = client, receiver
        answer = client.post("/v1/endpoints", {"url": receiver.url("/rotating"), "body": True})
        check(answer.status == 201, f"added: {answer.status} {answer.body}")
        self.id = answer.json["id"]
        self.keys = [(answer.json["secret"], answer.json["public_key"])]
        receiver.secrets["/rotating"] = self.keys[0][0]

    def rotate(self, query=""):
        answer = self.client.post(f"/v1/endpoints/{self.id}/rotate{query}")
        if answer.status == 200:
            self.keys.append((answer.json["secret"], answer.json["public_key"]))
            self.receiver.secrets["/rotating"] = answer.json["secret"]
        return answer.status

    def tell(self):
        """Makes an event come and returns it."""
        before = len(self.receiver.taken())
        answer = self.client.post(f"/v1/endpoints/{self.id}/test")
        check(answer.status == 202, f"test: {answer.status}")
        self.receiver.wait(lambda all: len(all) > before, "a test event")
        return self.receiver.taken()[-1]

    def good(self, received):
        """Which of the keys, oldest first, still verify: by libraries and recipes alike."""
        flat = by_recipes([key for pair in self.keys for key in pair], received)
        good = []
        for number, (secret, _) in enumerate(self.keys):
            check(flat[2 * number] == flat[2 * number + 1], "secret and public key of one rotation go together")
            if flat[2 * number]:
                libraries(secret, received)
            else:
                check(refused_by_libraries(secret, received), "a dropped secret verifies nothing")
            good.append(flat[2 * number])
        return good


def rotation(owner):
    check(schemes(owner.tell()) == ["v1", "v1a"], "one of each before a rotation")
    check(owner.good(owner.tell()) == [True], "the first keys verify")
    for count in (2, 3):
        check(owner.rotate() == 200, "rotated")
        received = owner.tell()
        check(schemes(received) == ["v1"] * count + ["v1a"] * count, f"every key signs: {schemes(received)}")
        check(owner.good(received) == [True] * count, "old and new keys verify")
    check(owner.rotate("?overlap_hours=0") == 200, "rotated for a leak")
    check(owner.good(owner.tell()) == [False, False, False, True], "only the newest keys verify")
    for _ in range(10):
        check(owner.rotate("?overlap_hours=168") == 200, "rotated within the limit")
    check(owner.rotate() == 409 and owner.rotate("?overlap_hours=169") == 400, "an eleventh old key is refused")
    received = owner.tell()
    check(len(schemes(received)) == 22, f"eleven keys sign: {schemes(received)}")
    check(owner.good(received) == [False] * 3 + [True] * 11, "ten old keys and the new one verify")
    listed = json.dumps(owner.client.get("/v1/endpoints").json)
    check(not any(secret in listed for secret, _ in owner.keys), "no secret is shown twice")
    check(owner.keys[-1][1] in listed, "the public key is")


def every_event(client, owner, receiver):
    """Each type there is today, verified by all."""
    begin = len(receiver.taken())
    for text in ("what a fine day", "you stupid idiot"):
        answer = client.post("/v1/comments", harness.comment(text + " — شكرا ☕"))
        check(answer.status == 201, f"submitted: {answer.status}")
        decided = client.post(f"/v1/comments/{answer.json['id']}/decisions", {"decision": "reject", "reason": "other"},
                              {"If-Match": '"1"'})
        check(decided.status == 200, f"decided: {decided.status}")
    owner.tell()
    receiver.wait(lambda all: len(all) >= begin + 5, "four events and a test")
    events = receiver.taken()[begin:]
    for received in events:
        check(owner.good(received)[-1], f"{received.event['type']} verifies")
        check(received.id.startswith("evt_") and "." not in received.id, "an id without a full stop")
    return {received.event["type"] for received in events}


def changed(client, receiver):
    """Headers of its own, a new path, a pace: from the next request on. Values come back nowhere."""
    token = "open-sesame-4711"
    answer = client.post("/v1/endpoints", {"url": receiver.url("/paced"), "headers": {"X-Gateway": token}})
    check(answer.status == 201 and answer.json["headers"] == ["X-Gateway"], f"add: {answer.status} {answer.body}")
    endpoint, receiver.secrets["/paced"] = answer.json["id"], answer.json["secret"]
    receiver.secrets["/moved"] = answer.json["secret"]
    path = f"/v1/endpoints/{endpoint}"

    def patch(body):
        return client.request("PATCH", path, body)

    def came(where):
        return [one for one in receiver.taken() if one.path == where]

    client.post(f"{path}/test")
    receiver.wait(lambda _: len(came("/paced")) == 1, "the first test event")
    check(came("/paced")[0].headers.get("x-gateway") == token, "its header came")
    for bad in ({"headers": {"Host": "x"}}, {"headers": {"X-A": "a\r\nHost: x"}}, {"headers": {"X A": "a"}},
                {"headers": {f"X-{n}": "a" for n in range(11)}}, {"url": "http://169.254.169.254/"}):
        check(patch(bad).status == 422, f"{bad}")
    for bad in ({"at_once": 0}, {"at_once": 9}, {"per_minute": 6001}, {"types": []}, {"types": ["comment.eaten"]}):
        check(patch(bad).status == 400, f"{bad}")
    answer = patch({"url": receiver.url("/moved"), "per_minute": 120, "headers": {}})
    check(answer.status == 200 and (answer.json["per_minute"], answer.json["headers"]) == (120, []), f"{answer.body}")
    begun = time.monotonic()
    for _ in range(6):
        client.post(f"{path}/test")
    receiver.wait(lambda _: len(came("/moved")) == 6, "six test events at two a second")
    took = time.monotonic() - begun
    check(took >= 2.0, f"six at two a second took {took:.2f} s")
    check(all("x-gateway" not in one.headers for one in came("/moved")), "its header is gone")
    log = client.get(f"{path}/deliveries").json["items"]
    check(all(one["attempts"][0]["answer_bytes"] == 0 for one in log if one["attempts"]), "answers had no body")
    everything = client.get("/v1/endpoints").body + client.get(path).body + json.dumps(log).encode()
    check(token.encode() not in everything, "its value is shown nowhere")
    return took


def test():
    rows = conformance()
    say(f"{rows} received messages: {', '.join(LANGUAGES)} take and refuse them as the vectors say")
    with harness.scratch() as folder, harness.Server(folder) as server:
        client = harness.Client(server, server.add_key("submit,read,moderate,admin"))
        receiver = harness.Receiver()
        owner = Owner(client, receiver)
        rotation(owner)
        say(f"{len(owner.keys)} keys in turn, up to 11 signing at once, verified by standardwebhooks, svix and recipes")
        types = every_event(client, owner, receiver)
        check(types >= {"comment.flagged", "comment.rejected", "endpoint.test"}, f"the types that came: {types}")
        say(f"custom header sent, then gone; six events at two a second took {changed(client, receiver):.2f} s")
        receiver.verified()
        say(f"verified: {', '.join(sorted(types))}")


if __name__ == "__main__":
    harness.main(test)
