"""Campaigns: 10,000 comments from 200 networks, among them 30 advertisements that are sent again and again, each time disguised
otherwise (EVAL_DIR). How many copies are found, how many others join wrongly; decided once, those that come later follow. Then the
same by a moderator in Chromium, with JavaScript and without, by keyboard."""
import random
import time

from selenium.webdriver.common.keys import Keys

import harness
from browser_test import Moderator, browser
from harness import check, say

COMMENTS, CAMPAIGNS, COPIES, NETWORKS = 10_000, 30, 20, 200
FOUND, WRONG = 0.95, 0.005
NATURAL = ("news_comments_ucc", "civil_toxic", "jigsaw_fr", "jigsaw_en", "wiki_talk_cat", "darija_offensive", "mpold", "told_br",
           "germeval18", "davidson")
ADVERTS = (("youtube_spam", 20), ("arabic_spam_tweets", 10))
LOOKALIKE = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "x": "х"}
LEET = {"a": "4", "e": "3", "i": "1", "o": "0", "s": "5"}
BEFORE = ("Hi", "hello everyone", "السلام عليكم", "bonjour à tous", "wow!!", "check this", "👋👋")
AFTER = ("thanks", "123", "lol", "🔥🔥", "شكرا", "!!!", "https://x{}.example/go")
ADVERT = "We meet every Thursday evening behind the old town hall and everybody is welcome to bring a friend"


def disguised(text, luck):
    """The text as somebody sends it once more."""
    words = text.split()
    for place, word in enumerate(words):
        if luck.random() < 0.25 and len(word) > 3 and "/" not in word:
            way = luck.randrange(6)
            if way < 2:
                table = (LOOKALIKE, LEET)[way]
                word = "".join(table.get(letter.lower(), letter) for letter in word)
            elif way == 2:
                word = luck.choice(" .-_").join(word)
            elif way == 3:
                word = "".join(letter * luck.choice((1, 1, 3)) for letter in word)
            elif way == 4:
                word = "\u200b".join(word)
            else:
                word = word.upper()
            words[place] = word
    if len(words) > 6 and luck.random() < 0.5:
        del words[luck.randrange(len(words))]
    if luck.random() < 0.5:
        words.insert(0, luck.choice(BEFORE))
    if luck.random() < 0.5:
        words.append(luck.choice(AFTER).format(luck.randrange(1000)))
    return " ".join(words)


def adverts(luck):
    """Thirty that are not alike, long enough to be known again."""
    chosen = []
    for name, count in ADVERTS:
        rows = [row["text"] for row in harness.read_jsonl(name + ".jsonl") if row["label"] == "spam"]
        luck.shuffle(rows)
        mine = []
        for text in rows:
            words = set(text.lower().split())
            alone = all(len(words & other) < 0.3 * len(words | other) for _, other in chosen + mine)
            if len(words) >= 8 and sum(map(str.isalpha, text)) >= 40 and "http" not in text and alone:
                mine.append((text, words))
            if len(mine) == count:
                break
        chosen += mine
    return [text for text, _ in chosen]


def measure(server):
    """Shares of copies found and of others that joined wrongly."""
    luck = random.Random(20261126)
    seeds = adverts(luck)
    check(len(seeds) == CAMPAIGNS, f"{len(seeds)} advertisements")
    others = []
    for name in NATURAL:
        others += [row["text"] for row in harness.read_jsonl(name + ".jsonl") if row["label"] != "spam" and row["text"].strip()]
    luck.shuffle(others)
    items = [(number, disguised(seed, luck)) for number, seed in enumerate(seeds) for _ in range(COPIES)]
    items += [(None, text) for text in others[:COMMENTS - len(items)]]
    luck.shuffle(items)
    client = harness.Client(server, server.key)

    def send(numbered):
        place, (_, text) = numbered
        network = place % NETWORKS
        answer = client.post("/v1/comments", harness.comment(
            text[:20_000], author={"name": f"Reader {place}", "email": f"reader{place}@example.org"},
            ip=f"198.18.{network}.{place % 250 + 1}"))
        check(answer.status == 201, lambda: f"{answer.status} {answer.body[:300]!r} for {text[:80]!r}")
        return answer.json["id"]

    begin = time.monotonic()
    ids = harness.spread(send, list(enumerate(items)), threads=8)
    took = time.monotonic() - begin
    campaigns, after = [], ""
    while after is not None:
        page = client.get("/v1/campaigns?limit=100" + (f"&after={after}" if after else "")).json
        campaigns += page["items"]
        after = page["next"]
    member = {}
    for campaign in campaigns:
        after = ""
        while after is not None:
            page = client.get(f"/v1/comments?campaign={campaign['id']}&limit=100" + (f"&after={after}" if after else "")).json
            for comment in page["items"]:
                member[comment["id"]] = campaign["id"]
            after = page["next"]
    check(sum(campaign["comments"] for campaign in campaigns) == len(member), "each campaign knows how many it is")
    of = {number: [member.get(one) for one, (which, _) in zip(ids, items) if which == number] for number in range(CAMPAIGNS)}
    main = {number: max(set(found) - {None}, key=found.count, default=None) for number, found in of.items()}
    found = sum(found.count(main[number]) for number, found in of.items()) / (CAMPAIGNS * COPIES)
    # Others that stand in the campaign of an advertisement, and others that stand in one at all: of the latter many do say
    # nearly the same, such as answers to the same names.
    alone = [member.get(one) for one, (which, _) in zip(ids, items) if which is None]
    wrong = sum(one is not None and one in main.values() for one in alone) / len(alone)
    joined = sum(one is not None for one in alone) / len(alone)
    say(f"{len(items)} comments from {NETWORKS} networks in {took:.0f} s, {CAMPAIGNS} campaigns of {COPIES} copies: {found:.1%} of the "
        f"copies found, {wrong:.2%} of the others in them; {joined:.2%} of the others in {len(campaigns)} campaigns at all")
    check(found >= FOUND, f"{found:.1%} of the copies found")
    check(wrong <= WRONG and joined <= 2 * WRONG, f"{wrong:.2%} joined wrongly, {joined:.2%} at all")
    return client, luck, seeds, main


def follow(client, luck, seeds, main):
    """One decision for each; what comes later follows, and goes back with it."""
    right = 0
    for number, seed in enumerate(seeds):
        path = f"/v1/campaigns/{main[number]}"
        done = client.post(path + "/decisions", {"decision": "reject", "reason": "spam"}, {"If-Match": "*"})
        check(done.status == 200, lambda: f"{done.status} {done.body!r}")
        later = client.post("/v1/comments", harness.comment(disguised(seed, luck))).json
        right += later["status"] == "rejected"
    say(f"{right} of {len(seeds)} that came after a decision followed it")
    check(right >= 0.9 * len(seeds), f"{right} followed")


def preview(server):
    """The longest a moderator waits for what a term would have found: among as many comments as are looked through."""
    client = harness.Client(server, server.key)
    began = time.monotonic()
    seen = client.post("/v1/terms/preview", {"text": "the", "category": "spam"}).json
    check(seen["looked"] == COMMENTS and 0 < seen["found"] < COMMENTS and len(seen["examples"]) == 10, lambda: f"{seen}")
    say(f"what a term would have found in {seen['looked']} comments: {time.monotonic() - began:.1f} s")


class Desk(Moderator):
    def status(self, identifier):
        return self.client.get(f"/v1/comments/{identifier}").json["status"]

    def campaign(self, number, script):
        """Rejects two at once, sees a third follow, and takes all of it back; by keyboard alone where there is a script."""
        ids = [self.client.post("/v1/comments", harness.comment(begin + ADVERT + f" {number}")).json["id"] for begin in ("", "Hello ")]
        check([self.status(one) for one in ids] == ["approved"] * 2, "approved at first")
        self.open(f"/review/comments/{ids[0]}")
        link = self.find(f"a[href='/review/comments/{ids[0]}/campaign']", "the way to the others")
        self.leave(lambda: link.send_keys(Keys.ENTER), "the campaign")
        check(len(self.driver.find_elements("css selector", ".others li")) >= 2, "its comments are shown")
        reason = self.find("select[name=reason]", "the reason")
        reason.send_keys("s")
        self.find("input[name=note]", "a note").send_keys("watches")
        button = self.find("button[value=reject]", "reject all")
        self.leave(lambda: button.send_keys(Keys.ENTER), "all rejected")
        check([self.status(one) for one in ids] == ["rejected"] * 2, "both are rejected")
        late = self.client.post("/v1/comments", harness.comment("Good evening! " + ADVERT)).json
        check(late["status"] == "rejected", lambda: f"a third follows: {late}")
        self.open(f"/review/comments/{late['id']}/campaign")
        undo = self.find("button[value=undo]", "undo")
        self.leave(lambda: undo.send_keys(Keys.ENTER), "taken back")
        check([self.status(one) for one in ids + [late["id"]]] == ["approved"] * 3, "all are as policy had them")


def test():
    with harness.scratch() as folder:
        with harness.Server(folder / "load", level="error") as server:
            follow(*measure(server))
            preview(server)
        receiver = harness.Receiver()
        with harness.Server(folder / "run") as server:
            client = harness.Client(server, server.key)
            for script in (True, False):
                driver = browser(folder / f"profile-{script}", script)
                try:
                    someone = Desk(driver, server, receiver, client)
                    someone.choose_password(server.first_login) if script else someone.log_in()
                    someone.campaign(int(script), script)
                finally:
                    driver.quit()
        say("decided at once and taken back in Chromium, with JavaScript and without")


if __name__ == "__main__":
    harness.main(test)
