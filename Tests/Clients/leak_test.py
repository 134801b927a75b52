"""The leak test: addresses are planted in every way in, the whole service is exercised, and every byte that comes out
anywhere is searched for every form of them. Zero hits but an explicit list, and each hit on that list must occur.
"""
import collections
import hashlib
import hmac
import http.client
import json
import pathlib
import re
import secrets
import shutil
import signal
import sqlite3
import urllib.parse

import harness
import needles
from harness import check, say
from pages import Pages

SALT = secrets.token_hex(4)
MARK = "planted by " + SALT


def canary(name, domain="example.org"):
    return f"Qx.{name}.{SALT}@{name}-{SALT}.{domain}"


# One address for each way in. Nothing else in the test is in two of them.
CANARIES = {
    "json": canary("json"),
    "form": f"qx+form.{SALT}@form-{SALT}.example.net",
    "idn": f"qx.idn.{SALT}@büro-{SALT}.example.org",
    "long": ("l" * 40 + SALT + "l" * 16) + f"@long-{SALT}.example.com",
    "percent": f"qx%{SALT}percent@percent-{SALT}.example.org",
    "text": canary("text"),
    "name": canary("name"),
    "url": canary("url"),
    "agent": canary("agent"),
    "referrer": canary("referrer"),
    "title": canary("title"),
    "invalid": canary("invalid"),
    "malformed": canary("malformed"),
    "refused": canary("refused"),
    "duplicate": canary("duplicate"),
    "idempotency": canary("idempotency"),
    "scored": canary("scored"),
    "path": canary("path"),
    "query": canary("query"),
    "header": canary("header"),
    "note": canary("note"),
    "reason": canary("reason"),
    "answer": canary("answer"),
    "login": canary("login"),
    "unavailable": canary("unavailable"),
    "sought": canary("sought"),
    "mistyped": canary("mistyped"),
    "door": canary("door"),
    "door-json": canary("door-json"),
    "door-wrong": canary("door-wrong"),
    "door-away": canary("door-away"),
    "akismet": canary("akismet"),
    "coral": canary("coral"),
    "perspective": canary("perspective"),
    "hostile": canary("hostile"),
}
ORIGIN = "https://news.example.org"
ADDRESS = "203.0.113.77"  # of a writer; nothing may show it

# Where an address may stand: (canary, channel). Each must be found there, which proves that the search is alive.
ALLOWED = {
    ("json", "reveal in JSON"),  # an admin gave a reason, which was recorded first
    ("form", "reveal on a page"),
    ("json", "access in JSON"), ("json", "access by command"),  # the person's own
    ("text", "database"), ("text", "review page"),  # typed inside a text
    ("name", "review page"), ("url", "review page"), ("title", "database"), ("title", "review page"),
    ("note", "database"), ("note", "review page"),  # a moderator's own words
    ("reason", "database"), ("reason", "review page"),
    ("login", "login page"),  # what somebody just typed into the name field
    ("path", "command line"),  # what somebody just typed after a command
    ("json", "export with addresses"), ("door", "export with addresses"),  # for a reason, recorded before
    ("text", "export with addresses"), ("name", "export with addresses"), ("url", "export with addresses"),
    ("title", "export with addresses"), ("note", "export with addresses"),
    ("form", "export with addresses"), ("idn", "export with addresses"), ("long", "export with addresses"),
    ("percent", "export with addresses"), ("duplicate", "export with addresses"),
    ("akismet", "export with addresses"), ("door-json", "export with addresses"),
}


class Collected:
    """Everything that came out, by channel."""

    def __init__(self):
        self.channels = collections.defaultdict(list)
        self.client = None

    def add(self, channel, label, content):
        self.channels[channel].append((label, content))

    def answer(self, channel, label, answer):
        headers = "".join(f"{name}: {value}\n" for name, value in answer.headers.items())
        self.add(channel, label, headers.encode("latin-1", "replace") + b"\n" + answer.body)
        return answer


def plant(client, collected):
    """Sends a canary by every way in. The ids of the comments that carry one."""
    ids = {}

    def post(name, body, headers=None, status=201, path="/v1/comments"):
        answer = collected.answer("API", f"POST {path} {name}", client.post(path, body, headers))
        check(answer.status == status, lambda: f"planting {name}: {answer.status} {answer.body[:300]!r}")
        if status == 201:
            ids[name] = answer.json["id"]
        return answer

    def author(name, **more):
        return {"name": MARK, "email": CANARIES[name], **more}

    form = {"Content-Type": "application/x-www-form-urlencoded"}
    rude = "you stupid idiot, " + MARK
    for name in ("json", "idn", "long", "percent"):
        post(name, harness.comment(f"{rude} {name}", author=author(name), ip=ADDRESS))
    post("form", urllib.parse.urlencode({
        "author": MARK, "email": CANARIES["form"], "comment": rude + " form", "comment_post_ID": "7"}).encode(), form)
    post("text", harness.comment(f"{rude}: write to {CANARIES['text']} or ({CANARIES['text']})"))
    post("name", harness.comment(rude + " name", author={"name": CANARIES["name"], "email": "n@example.org"}))
    post("url", harness.comment(rude + " url", author={
        "name": MARK, "email": "u@example.org", "url": f"https://example.org/?e={CANARIES['url']}"}))
    post("agent", harness.comment(rude + " agent", user_agent=f"Bot ({CANARIES['agent']})"))
    post("referrer", harness.comment(
        rude + " referrer", referrer=f"https://example.org/?m={urllib.parse.quote(CANARIES['referrer'])}"))
    post("title", harness.comment(
        rude + " title", thread={"id": "t", "title": f"About {CANARIES['title']}", "url": "https://example.org/t"}))
    # Refused, in every way a submission can be.
    bad = harness.comment("", author=author("invalid", url="no address at all"))
    post("invalid", bad, status=422)
    post("invalid", harness.comment("x", author={"name": MARK, "email": CANARIES["invalid"] + "@" * 3}), status=422)
    post("malformed", b'{"author": {"email": "' + CANARIES["malformed"].encode() + b'", }', {
        "Content-Type": "application/json"}, 400)
    post("malformed", b'{"author": {"email": "' + CANARIES["malformed"].encode() + b'\xff"}}', {
        "Content-Type": "application/json"}, 400)
    post("malformed", b"author=x&email=" + CANARIES["malformed"].encode() + b"&comment=%ff", form, 400)
    post("refused", CANARIES["refused"].encode(), {"Content-Type": "text/plain"}, 415)
    post("refused", b'{"body":"' + CANARIES["refused"].encode() * 8000 + b'"}', {
        "Content-Type": "application/json"}, 413)
    # Repeated, with the same and with another content.
    body = harness.comment(rude + " duplicate", author=author("duplicate"))
    key = {"Idempotency-Key": '"once-' + SALT + '"'}
    post("duplicate", body, key)
    post("duplicate", body, key)
    post("duplicate", {**body, "body": "another"}, key, 422)
    post("duplicate", body, {"Idempotency-Key": '"' + "x" * 300 + CANARIES["duplicate"] + '"'}, 400)
    post("idempotency", harness.comment(rude + " key"), {"Idempotency-Key": f'"{CANARIES["idempotency"]}"'})
    post("scored", {"body": rude + " " + CANARIES["scored"], "author": author("scored")}, None, 200, "/v1/score")
    for name in ("path", "query", "header"):
        quoted = urllib.parse.quote(CANARIES[name])
        headers = {"header": {
            "User-Agent": CANARIES[name], "Referer": f"https://example.org/?{quoted}", "From": CANARIES[name],
            "X-Forwarded-For": CANARIES[name], "Cookie": f"mail={quoted}", "Accept-Language": CANARIES[name],
            "X-Request-Id": CANARIES[name]}}.get(name, {})
        for path in {"path": [f"/v1/comments/{quoted}", f"/v1/{quoted}", f"/{quoted}", f"/review/{quoted}",
                              f"/review/comments/{quoted}", f"/v1/endpoints/{quoted}"],
                     "query": [f"/v1/comments?thread={quoted}", f"/v1/comments?status={quoted}",
                               f"/v1/queue?after={quoted}", f"/v1/queue?limit={quoted}", f"/healthz?{quoted}",
                               f"/review/login?next={quoted}"],
                     "header": ["/v1/comments", "/healthz", "/nowhere", "/review"]}[name]:
            collected.answer("API", f"GET {path}", client.get(path, headers))
    return ids


def by_the_doors(server, client, collected, ids):
    """The form for everybody and the doors of other services, taken, refused and from elsewhere."""
    server.command("site", "origins", "--site", "default", ORIGIN)
    rude = "you stupid idiot, " + MARK
    form = {"author": MARK, "comment_post_ID": "p", "tamis_back": ORIGIN + "/p"}
    network = iter(range(1, 200))

    def post(name, fields, status, **headers):
        sent = {"X-Forwarded-For": f"198.51.{next(network)}.7", "Origin": ORIGIN, **headers}
        body = fields if "Content-Type" in headers else urllib.parse.urlencode(fields).encode()
        sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
        answer = collected.answer("form door", f"POST /f/default {name}", client.post("/f/default", body, sent))
        check(answer.status == status, lambda: f"{name}: {answer.status} {answer.body[:300]!r}")
        return answer

    post("door", {**form, "email": CANARIES["door"], "comment": rude + " door"}, 303)
    taken = post("door-json", harness.comment(rude + " door-json", author={
        "name": MARK, "email": CANARIES["door-json"]}), 201, **{"Content-Type": "application/json", "Accept": "application/json"})
    for language in ("fr", "en", "ar"):
        post("door-wrong", {**form, "email": CANARIES["door-wrong"] + "@", "comment": rude}, 422,
             **{"Accept-Language": language, "Accept": "text/html"})
        post("door-wrong", {**form, "email": CANARIES["door-wrong"], "comment": ""}, 422, **{"Accept": "application/json"})
    post("door-away", {**form, "email": CANARIES["door-away"], "comment": rude}, 403, Origin="https://elsewhere.example.org")
    collected.answer("form door", "token", client.get(
        f"/f/default/token?thread={urllib.parse.quote(CANARIES['door-away'])}", {"Origin": ORIGIN}))
    key = server.command("key", "add", "--site", "default", "--akismet").stdout.split()[0]
    fields = {"api_key": key, "blog": "https://news.example.org/", "user_ip": ADDRESS, "user_agent": "Browser",
              "comment_author": MARK, "comment_author_email": CANARIES["akismet"], "comment_content": rude + " akismet"}
    for path in ("comment-check", "submit-spam", "submit-ham"):
        for more in ({}, {"api_key": "none"}, {"comment_content": ""}, {"user_ip": "no address"}):
            collected.answer("doors", f"{path} {sorted(more)}", client.post(
                f"/1.1/{path}", urllib.parse.urlencode({**fields, **more}).encode(),
                {"Content-Type": "application/x-www-form-urlencoded"}))
    for body in ({"comment": {"text": rude + " " + CANARIES["perspective"]}, "requestedAttributes": {"TOXICITY": {}}},
                 {"comment": {"text": CANARIES["perspective"]}, "requestedAttributes": {CANARIES["perspective"]: {}}}):
        for key in ("", client.key):
            collected.answer("doors", "analyze", client.post(f"/v1alpha1/comments:analyze?key={key}", body))
    secret = "0123456789abcdef0123456789abcdef"
    server.command("key", "coral", "--site", "default", prefix=["sh", "-c", f'printf %s {secret} | "$@"', "sh"])
    body = json.dumps({"action": "NEW", "comment": {"body": f"<div>{rude} {CANARIES['coral']}</div>"}, "author": {
        "id": "a", "role": "COMMENTER", "email": CANARIES["coral"]}, "story": {"id": "s", "url": ORIGIN + "/a"}}).encode()
    signed = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    for headers in ({}, {"X-Coral-Signature": "sha256=" + "0" * 64}, {"X-Coral-Signature": signed}):
        collected.answer("doors", "coral", client.post("/coral/moderate", body, {"Content-Type": "application/json", **headers}))
    return taken.json


def act(client, collected, ids):
    """A moderator's acts, with addresses in what the moderator wrote."""
    identifier = ids["json"]
    path = f"/v1/comments/{identifier}"
    reject = {"decision": "reject", "reason": "insult", "note": f"told {CANARIES['note']}"}
    for headers, body, status in [
        ({}, reject, 428), ({"If-Match": '"9"'}, reject, 412), ({"If-Match": '"1"'}, {"decision": "x"}, 422),
        ({"If-Match": '"1"'}, reject, 200), ({"If-Match": '"2"'}, {"decision": "approve"}, 200),
    ]:
        answer = collected.answer("API", "decide", client.post(path + "/decisions", body, headers))
        check(answer.status == status, lambda: f"decide: {answer.status}, {status} expected: {answer.body[:200]!r}")
    collected.answer("API", "undo", client.post(path + "/undo", {}, {"If-Match": '"3"'}))
    edit = harness.comment(f"you stupid idiot, {MARK} edited", author={"name": MARK, "email": CANARIES["form"]})
    edited = collected.answer("API", "edit", client.request("PUT", f"/v1/comments/{ids['form']}", edit))
    check(edited.status == 200, lambda: f"edit: {edited.status} {edited.body[:300]!r}")
    passing = collected.answer("API", "to be deleted", client.post("/v1/comments", edit)).json["id"]
    deleted = collected.answer("API", "delete", client.request("DELETE", f"/v1/comments/{passing}"))
    check(deleted.status == 200, lambda: f"delete: {deleted.status} {deleted.body[:300]!r}")
    collected.answer("API", "deleted", client.get(f"/v1/comments/{passing}"))
    collected.answer("API", "bulk", client.post("/v1/decisions", {
        "comments": [{"id": ids["url"], "version": 1}, {"id": CANARIES["path"]}], "decision": "approve"}))
    revealed = client.post(path + "/email", {"reason": f"asked by {CANARIES['reason']}"})
    collected.answer("reveal in JSON", "POST email", revealed)
    check(revealed.status == 200, f"an admin key reveals: {revealed.status}")
    check(client.post(path + "/email", {}).status == 422, "a reveal needs a reason")
    collected.answer("access in JSON", "POST access", client.post(
        "/v1/access", {"author": {"email": CANARIES["json"]}}))
    for route in ("/v1/access", "/v1/erasure"):
        for name, status in (("sought", {"/v1/access": 200, "/v1/erasure": 202}[route]), ("mistyped", 422)):
            email = CANARIES[name] + ("@" if name == "mistyped" else "")
            answer = collected.answer("API", f"POST {route}", client.post(route, {"author": {"email": email}}))
            check(answer.status == status, f"{route} {name}: {answer.status}")


def every_route(server, client, collected, ids, endpoint):
    """Each route with each scope of key and none, on comments that carry canaries and on nothing."""
    keys = {scope: server.add_key(scope, name=scope) for scope in ("submit", "score", "read", "moderate")}
    keys.update(admin=client.key, nobody=None, wrong="tamis_" + "A" * 43)
    gets = ["/healthz", "/readyz", "/metrics", "/openapi.json", "/v1/comments", "/v1/comments?limit=100",
            "/v1/comments?status=flagged", "/v1/comments?limit=0", "/v1/queue", "/v1/queue?limit=100", "/v1/endpoints",
            f"/v1/endpoints/{endpoint}", f"/v1/endpoints/{endpoint}/deliveries?limit=100", "/v1/stats",
            "/v1/comments/cmt_0", "/nowhere", "/"]
    for identifier in ids.values():
        gets += [f"/v1/comments/{identifier}{more}" for more in ("", "/receipt", "/history", "/email", "/nothing")]
    anonymous = harness.Client(server)
    kinds = {"endpoints": endpoint, "authors": "aut_a", "campaigns": "cam_a", "terms": "trm_a"}
    for path, item in client.get("/openapi.json").json["paths"].items():
        kind = next((one for word, one in kinds.items() if f"/{word}/" in path), None)
        targets = {path.replace("{id}", one) for one in ([kind] if kind else [ids["json"], ids["text"], ids["name"], "cmt_0"])}
        for method in item:
            if path == "/v1/events":
                continue
            for scope, key in keys.items():
                for target in targets:
                    # A version that there is not, so that nothing is lost that later steps look at.
                    body = None if method in ("get", "delete") else {"comments": [], "note": CANARIES["path"]}
                    channel = "reveal in JSON" if path.endswith("/email") and scope == "admin" else "API"
                    collected.answer(channel, f"{scope} {method} {path}", anonymous.request(
                        method.upper(), target, body, {"If-Match": '"99"'}, key=key))
    for scope, key in keys.items():
        for path in gets:
            for headers in ({}, {"Accept-Language": "ar"}) if scope == "admin" else ({},):
                collected.answer("API", f"{scope} GET {path}", anonymous.get(path, headers, key=key))
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            for path in (f"/v1/comments/{ids['json']}", "/v1/queue/claim", f"/v1/comments/{ids['text']}/decisions",
                         f"/v1/comments/{ids['text']}/undo", "/v1/score", "/v1/endpoints"):
                if scope != "admin" or path.endswith("claim"):
                    # No key may delete what later steps look at: a version that there is not.
                    headers = {"If-Match": '"99"'} if method == "DELETE" else {}
                    collected.answer(
                        "API", f"{scope} {method} {path}", anonymous.request(method, path, {}, headers, key=key))


def every_command(server, collected, ids, endpoint):
    for words in [("queue", "list", "--limit", "100"), ("site", "list"), ("key", "list"), ("moderator", "list"),
                  ("endpoint", "list"), ("endpoint", "log", endpoint, "--limit", "100"), ("doctor",),
                  ("queue", "show", CANARIES["path"]), ("queue", "approve", CANARIES["path"]),
                  *(("queue", "show", identifier) for identifier in ids.values()),
                  ("queue", "approve", ids["title"], "--note", "fine"), ("queue", "undo", ids["title"])]:
        result = server.command(*words, ok=False)
        collected.add("command line", " ".join(words[:2]), (result.stdout + result.stderr).encode())
    for words in [("access", "--email", CANARIES["sought"]), ("erase", "--email", CANARIES["sought"]),
                  ("erase", "--email", CANARIES["mistyped"] + "@")]:
        result = server.command(*words, ok=False)
        collected.add("command line", words[0], (result.stdout + result.stderr).encode())
    collected.add("access by command", "access", server.command("access", "--email", CANARIES["json"]).stdout.encode())


def every_page(server, collected, ids):
    """All pages as viewer, moderator and admin, and a reveal by the admin."""
    def seen(path, answer):
        collected.answer("review page", path.split("?")[0], answer)

    visitors = {"admin": Pages(server, seen).set_up(server.first_login)}
    for role in ("viewer", "moderator"):
        link = server.command("moderator", "add", f"a {role}", "--role", role).stdout.strip()
        visitors[role] = Pages(server, seen).set_up(link, f"a {role}")
    for role, pages in visitors.items():
        check(pages.get("/review").status == 200, f"{role} sees the queue")
        for identifier in ids.values():
            check(pages.get(f"/review/comments/{identifier}").status == 200, f"{role} sees a comment")
        pages.get("/review/comments/cmt_0")
        for path in page_routes("get"):
            for identifier in (ids["json"], ids["text"]) if "{id}" in path else ("",):
                pages.get(path.replace("{id}", identifier).replace("{name}", "review.js").replace("**", "nothing"))
        for path in page_routes("post"):
            if path not in ("/review/logout", "/review/setup", "/review/login"):
                pages.request("POST", path.replace("{id}", ids["json"]), {"csrf": "x", "note": CANARIES["path"] + "@"})
        pages.request("POST", f"/review/comments/{ids['form']}/email", {"csrf": "x", "reason": "x"})
    stranger = Pages(server, lambda path, answer: collected.answer("login page", path, answer))
    page = stranger.get("/review/login")
    stranger.send(page, "/review/login", name=CANARIES["login"], password=CANARIES["login"] * 2)
    admin = visitors["admin"]
    page = admin.get(f"/review/comments/{ids['form']}")
    admin.seen = lambda path, answer: collected.answer("reveal on a page", path, answer)
    admin.send(page, f"/review/comments/{ids['form']}/email", reason="a reader asked")


def page_routes(method):
    source = (harness.ROOT / "Sources/ReviewUI/PageRoute.swift").read_text()
    found = re.findall(rf'PageRoute\(\.{method}, "([^"]+)"', source)
    check(len(found) > 10, f"the pages' table was read: {found}")
    return [path for path in found if path != "/review/events"]


def listen(server, path, headers):
    """An open stream of events."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    check(answer.status == 200 and answer.headers["Content-Type"].startswith("text/event-stream"), f"{path}: {answer.status}")
    return connection, answer


def streams(server, client, collected, ids):
    """What is told over open streams while a comment comes and is decided."""
    pages = Pages(server).log_in("admin")
    cookies = "; ".join(f"{name}={value}" for name, value in pages.cookies.items())
    for path, headers in (("/v1/events", {"Authorization": f"Bearer {client.key}"}), ("/review/events", {"Cookie": cookies})):
        connection, answer = listen(server, path, headers)
        client.post("/v1/comments", harness.comment(f"you stupid idiot, {MARK} {path}", author={
            "name": MARK, "email": CANARIES["json"]}))
        told = b""
        while told.count(b"\ndata:") + told.startswith(b"data:") < 2:
            line = answer.readline()
            check(line, f"{path} goes on: {told[-300:]!r}")
            told += line
        collected.add("events", path, str(answer.headers).encode() + told)
        connection.close()


def copies(server, collected, folder):
    """A backup, what is printed of it, and a database that was put back from it."""
    backup = folder / "backup.sqlite"
    result = server.command("backup", str(backup))
    collected.add("command line", "backup", (result.stdout + result.stderr).encode())
    collected.add("database", "the backup", backup.read_bytes())
    for words in (("export",), ("audit",), ("audit", "--json"), ("audit", "--csv"), ("replay", "--since", "1d"), ("learn", "export", "--site", "default"),
                  ("learn", "show", "--site", "default"), ("author", "list"), ("term", "list", "--site", "default"), ("schema",)):
        result = server.command(*words, ok=False)
        collected.add("command line", " ".join(words), (result.stdout + result.stderr).encode())
    opened = server.command("export", "--emails", "--reason", "moving away").stdout
    collected.add("export with addresses", "export", opened.encode())
    return backup


def crash(collected):
    """A service that dies of a fault leaves neither memory nor a word of what it held."""
    with harness.scratch() as alone:
        server = harness.Server(alone / "run", level="trace").start()
        client = harness.Client(server, server.key)
        for name in ("json", "hostile"):
            client.post("/v1/comments", harness.comment("you stupid idiot", author={"name": "Ana", "email": CANARIES[name]}))
        server.process.send_signal(signal.SIGSEGV)
        server.process.wait(60)
        server.log.close()
        cores = [path for path in alone.rglob("*") if path.name.startswith("core")]
        check(not cores, f"a core was left behind: {cores}")
        for path in alone.rglob("*"):
            if path.is_file():
                collected.add("database" if server.data in path.parents else "crash", path.name, path.read_bytes())
        again = server.start(first=False)
        check(client.get("/v1/stats").json["comments"]["flagged"] == 2, "and nothing is lost by it")
        again.stop()


def put_back(server, collected, backup):
    result = server.command("restore", str(backup))
    collected.add("command line", "restore", (result.stdout + result.stderr).encode())
    with server:
        client = harness.Client(server, server.key)
        collected.answer("API", "restored", client.get("/v1/comments?limit=100"))
        collected.answer("API", "restored queue", client.get("/v1/queue?limit=100"))
    read_files(server, collected, "put back")


def without_database(server, client, collected):
    """Another process keeps the database locked: 503, and nothing of the request anywhere."""
    blocker = sqlite3.connect(server.data / "tamis.sqlite", isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    try:
        answer = client.post("/v1/comments", harness.comment("not now", author={
            "name": MARK, "email": CANARIES["unavailable"]}))
    finally:
        blocker.execute("ROLLBACK")
        blocker.close()
    collected.answer("API", "503", answer)
    check(answer.status == 503, f"a locked database is 503: {answer.status} {answer.body[:200]!r}")


def read_process(server, collected):
    folder = pathlib.Path("/proc") / str(server.process.pid)
    for name in ("cmdline", "environ", "status", "comm"):
        collected.add("process", name, (folder / name).read_bytes())
    cores = next(line for line in (folder / "limits").read_text().splitlines() if line.startswith("Max core file size"))
    check(cores.split()[4:6] == ["0", "0"], f"a crash leaves no memory behind: {cores}")


def read_files(server, collected, when):
    for path in sorted(server.folder.rglob("*")):
        if path.is_file():
            channel = "log" if path.suffix == ".log" else "database" if server.data in path.parents else "folder"
            collected.add(channel, f"{path.name} {when}", path.read_bytes())
        collected.add("file names", str(path.name), path.name.encode())


def judge(collected, digests):
    """Compares what was found with what is allowed."""
    search, found, wrong, searched = needles.Search(CANARIES), set(), [], 0
    for channel, contents in collected.channels.items():
        whole = b"\0".join(content for _, content in contents)
        searched += len(whole)
        for name, form in search.hits(whole).items():
            found.add((name, channel))
            if (name, channel) not in ALLOWED:
                where = [label for label, content in contents if form in content or form in content.lower()]
                wrong.append(f"{name} in {channel} as {form[:60]!r}: {where[:3]}")
        if ADDRESS.encode() in whole and not channel.startswith("access "):
            wrong.append(f"an IP address in {channel}")
        if channel != "database":
            for digest in digests:
                if digest in whole or digest.hex().encode() in whole.lower():
                    wrong.append(f"a lookup digest in {channel}")
    wrong += [f"{name} is not found in {channel}, where it must be" for name, channel in sorted(ALLOWED - found)]
    check(not wrong, lambda: "\n  ".join([f"{len(wrong)} leaks or missing hits:", *wrong]))
    say(f"{len(CANARIES)} canaries, {sum(map(len, collected.channels.values()))} outputs in "
        f"{len(collected.channels)} channels, {searched / 1e6:.1f} MB searched: {len(ALLOWED)} allowed places hit, "
        "nothing else")


def test():
    collected = Collected()

    def answer(received):
        return {"/broken": 500, "/hostile": 302}.get(received.path, 204)

    with harness.scratch() as folder:
        # What a receiver sends back: in a body, in headers, as another place to go to.
        receiver = harness.Receiver(answer, body=f"no such reader: {CANARIES['answer']}".encode(), headers={
            "Location": f"http://127.0.0.1:1/{CANARIES['hostile']}", "X-Reader": CANARIES["hostile"],
            "Retry-After": CANARIES["hostile"], "webhook-delivery": CANARIES["hostile"], "Set-Cookie": f"r={CANARIES['hostile']}"})
        with harness.Server(folder / "run", level="trace", settings={"TAMIS_HTTP_TRUSTED_PROXIES": "127.0.0.0/8"}) as server:
            plain = receiver.watch(server, "/plain")
            for path in ("/body", "/broken", "/hostile"):
                receiver.watch(server, path, "--body")
            client = harness.Client(server, server.add_key("submit,score,read,moderate,admin", name="all"))
            ids = plant(client, collected)
            by_the_doors(server, client, collected, ids)
            act(client, collected, ids)
            server.command("endpoint", "test", plain)
            broken = [e["id"] for e in client.get("/v1/endpoints").json["items"] if e["url"].endswith("/broken")][0]
            receiver.wait(lambda all: {r.path for r in all} == {"/plain", "/body", "/broken", "/hostile"}, "webhooks")
            harness.wait_for(
                lambda: client.get(f"/v1/endpoints/{broken}/deliveries?limit=100").json["items"][-1]["attempts"],
                "the log of a refused delivery")
            every_route(server, client, collected, ids, broken)
            every_page(server, collected, ids)
            streams(server, client, collected, ids)
            every_command(server, collected, ids, broken)
            without_database(server, client, collected)
            backup = copies(server, collected, folder)
            read_process(server, collected)
            read_files(server, collected, "while it runs")
        read_files(server, collected, "afterwards")
        crash(collected)
        for received in receiver.taken():
            collected.add("webhooks", received.event["type"], received.raw)
        receiver.verified()
        database = server.copy()
        digests = [row[0] for row in database.execute("SELECT digest FROM authors WHERE digest IS NOT NULL")]
        sealed = set(server.vault.emails(database).values())
        for name in ("json", "form", "idn", "long", "percent", "duplicate"):
            check(any(CANARIES[name].lower() == email.lower() or name == "idn" for email in sealed),
                  f"the address of {name} is kept, sealed")
        check(CANARIES["unavailable"] not in sealed, "what was answered 503 is not kept")
        database.close()
        shutil.rmtree(server.folder / "copy")
        put_back(server, collected, backup)
        judge(collected, digests)


if __name__ == "__main__":
    harness.main(test)
