"""A site learns from its moderators over HTTP: a new kind of advertisement, of which no list knows, is flagged after a hundred
decisions; undoing takes it back exactly, a restart keeps it, another site knows nothing. `tamis learn` and
`tamis eval --online` beside it."""
import json
import random
import re
import subprocess
import time

import harness
from harness import check, say

# Words that are in no list: what they mean only the moderators know.
GOODS = "velmora dravitic sulquen pethro kaldrane".split()
CLAIMS = ["our {0} {1} set is back in the shop", "try the {0} {1} today and tell your neighbours",
          "{0} and {1} at half the usual cost, only this week", "my cousin sells {0} with {1}, ask for him at the market"]
NEWS = ["The council voted on the {0} road again, {1} of them against.", "I was at the {0} school last spring, {1} pupils came.",
        "The match was long, {1} people left before the {0} half.", "Nobody has repaired the {0} bridge for {1} years."]


def advertisement(dice):
    return dice.choice(CLAIMS).format(*dice.sample(GOODS, 2)) + f" {dice.randrange(1000)}"


def news(dice):
    return dice.choice(NEWS).format(dice.choice(["old", "new", "second", "northern"]), dice.randrange(2, 90))


def judge(client, text):
    answer = client.post("/v1/score", {"body": text})
    check(answer.status == 200, f"{answer.status} {answer.body}")
    return answer.json


def learned(answer, name="learned.spam"):
    return next((one for one in answer["signals"] if one["name"] == name), None)


def shown(server, site="default"):
    return json.loads(server.command("learn", "show", "--site", site, "--json").stdout)


def decide(client, text, decision, reason=None):
    comment = client.post("/v1/comments", harness.comment(text))
    check(comment.status == 201, f"{comment.status} {comment.body}")
    body = {"decision": decision, **({"reason": reason} if reason else {})}
    begun = time.perf_counter()
    answer = client.post(f"/v1/comments/{comment.json['id']}/decisions", body, {"If-Match": '"1"'})
    check(answer.status == 200, f"{answer.status} {answer.body}")
    return comment.json["id"], time.perf_counter() - begun


def undo(client, comment):
    answer = client.post(f"/v1/comments/{comment}/undo", {}, {"If-Match": '"2"'})
    check(answer.status == 200, f"undo: {answer.status} {answer.body}")


def teach(server, client, dice):
    probe = advertisement(dice)
    before = judge(client, probe)
    check(before["decision"]["decision"] == "approve" and not learned(before), f"nothing is known of it: {before}")
    check("learned" not in before["versions"], "no lesson, no digest")
    empty = shown(server)["digest"]
    ids = []
    for _ in range(50):
        ids.append(decide(client, advertisement(dice), "reject", "spam")[0])
        ids.append(decide(client, news(dice), "approve")[0])
    state = shown(server)
    check((state["lessons"], state["spam"], state["clean"], state["abuse"]) == (100, 50, 50, 0), f"{state}")
    after = judge(client, probe)
    signal = learned(after)
    check(signal and signal["points"] >= 5, f"after a hundred decisions: {after['signals']}")
    check(after["decision"]["decision"] == "flag", "flagged, never rejected by what was learned alone")
    check(after["versions"]["learned"] == state["digest"], "the receipt names the state")
    said = [probe.encode()[one["begin"]:one["end"]].decode() for one in signal["evidence"]]
    check(any(word in " ".join(said) for word in GOODS), f"its words are shown: {said}")
    fine = judge(client, news(dice))
    check(fine["decision"]["decision"] == "approve", f"what is like the approved ones passes: {fine}")
    # Undone decisions leave nothing, and given again they make the same.
    for comment in ids:
        undo(client, comment)
    check(shown(server)["digest"] == empty and shown(server)["lessons"] == 0, "undone: as if they had never been")
    check(not learned(judge(client, probe)), "and nothing is said of it any more")
    for number, comment in enumerate(reversed(ids)):
        body = {"decision": "approve"} if number % 2 == 0 else {"decision": "reject", "reason": "spam"}
        answer = client.post(f"/v1/comments/{comment}/decisions", body, {"If-Match": '"3"'})
        check(answer.status == 200, f"{answer.status} {answer.body}")
    check(shown(server)["digest"] == state["digest"], "the same decisions in another order make the same state")
    return probe, state


def keep(server, client, probe, state):
    """Restart, another site, export, reset, import."""
    check(not learned(judge(harness.Client(server, server.add_key("score", site="other")), probe)), "another site is untouched")
    export = server.command("learn", "export", "--site", "default").stdout
    check(len(export.splitlines()) == 100, "a line a lesson")
    for word in [*GOODS, "council", "bridge", "example.org"]:
        check(word not in export, f"no word can be read in it: {word}")
    (server.folder / "lessons.jsonl").write_text(export)
    server.stop()
    database = server.copy("looked-at")
    raw = b"".join(bytes(row[0]) for row in database.execute("SELECT places FROM lessons"))
    check(not any(word.encode() in raw for word in GOODS), "no word in the table of lessons")
    server.start(first=False)
    check(shown(server)["digest"] == state["digest"], "a restart finds the same")
    check(learned(judge(client, probe))["points"] >= 5, "and judges by it")
    check("100 lessons forgotten" in server.command("learn", "reset", "--site", "default").stdout, "reset")
    check(not learned(judge(client, probe)), "forgotten")
    check(not server.command("learn", server.folder / "nowhere.jsonl", "--site", "default", ok=False).returncode == 0,
          "a file that is not there is told of")
    server.command("learn", server.folder / "lessons.jsonl", "--site", "default")
    check(shown(server)["digest"] == state["digest"], "learned again from its export")
    server.command("learn", server.folder / "lessons.jsonl", "--site", "other")
    check(shown(server, "other")["digest"] == state["digest"], "and by another site")


def from_file(server, dice):
    """Labelled texts, under their ids: learned twice they are learned once."""
    file = server.folder / "labelled.jsonl"
    rows = [{"id": f"reader{n}@example.org", "text": f"you grumblefump {dice.randrange(100)} of a writer", "label": "abuse"}
            for n in range(30)]
    rows += [{"id": f"calm-{n}", "text": news(dice), "label": "clean"} for n in range(30)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    for _ in range(2):
        server.command("learn", file, "--site", "third")
    check(shown(server, "third")["lessons"] == 60, f"{shown(server, 'third')}")
    client = harness.Client(server, server.add_key("score", site="third"))
    signal = learned(judge(client, "such a grumblefump of a writer"), "learned.abuse")
    check(signal and signal["points"] > 1, "abuse is learned too")
    export = server.command("learn", "export", "--site", "third").stdout
    check("@" not in export and "reader" not in export, "ids of a file are kept as codes only")
    file.write_text('{"id":"a","text":"b","label":"maybe"}\n')
    refused = server.command("learn", file, "--site", "third", ok=False)
    check(refused.returncode == 1 and "labelled.jsonl:1:" in refused.stderr, f"{refused.stderr}")


def online():
    """Spam of a set the model never saw: predicted first, then learned from."""
    result = subprocess.run(
        [harness.BINARY, "eval", harness.EVAL_DIR, "--online", "--leave-one-out", "--without", "news_comments_ucc", "--json",
         "--only", "youtube_spam", "--only", "arabic_spam_tweets", "--only", "wiki_talk_cat"],
        capture_output=True, text=True)
    check(result.returncode == 0, f"eval --online: {result.stderr[-500:]}")
    lines = {(one["set"], one["label"]): one for one in json.loads(result.stdout)["online"]}
    for name in ("youtube_spam", "arabic_spam_tweets"):
        figures = lines[(name, "spam")]
        say(f"{name}, left out: AUC {figures['roc_auc_alone']:.3f}, learning {figures['roc_auc']:.3f}, after 100 rows "
            f"{figures['roc_auc_after_100']:.3f} at {figures['fpr_after_100']:.3f} of the clean")
        check(figures["roc_auc_after_100"] >= 0.95, f"{name}: {figures}")
        check(figures["fpr_after_100"] <= 0.02, f"{name}: {figures}")
    quiet = lines[("wiki_talk_cat", "abuse")]
    check(quiet["fpr_after_100"] <= 0.02, f"where abuse is rare, clean rows stay clean: {quiet}")


def test():
    seed = random.randrange(1_000_000)
    say(f"seed {seed}")
    dice = random.Random(seed)
    with harness.scratch() as folder:
        with harness.Server(folder) as server:
            for site in ("other", "third"):
                server.command("site", "add", site)
            client = harness.Client(server, server.add_key("submit,read,moderate,score,admin"))
            probe, state = teach(server, client, dice)
            keep(server, client, probe, state)
            from_file(server, dice)
        say("a hundred decisions flag a new advertisement; undone, restarted, exported, reset, learned again: one digest")
    online()


if __name__ == "__main__":
    harness.main(test)
