"""What OWASP ASVS 5.0.0 asks of every answer, every cookie and every request that is not one, tried on the program behind an
https address; and that `Tests/ASVS.md` names tests that are there.
"""
import contextlib
import os
import pathlib
import re
import secrets
import socket

import harness
from harness import check, say
from pages import Pages
from zxcvbn.frequency_lists import FREQUENCY_LISTS

TESTS = pathlib.Path(__file__).resolve().parent.parent
PUBLIC = "https://tamis.example.org"
EVERYWHERE = {"X-Content-Type-Options": "nosniff", "Strict-Transport-Security": "max-age=31536000"}
NAMED = {"/review/assets/{name}": "/review/assets/review.js"}


def table():
    """Every line of the table names tests that are there; every section `reference` of the table is there once."""
    lines = [line.split("|")[1:-1] for line in (TESTS / "ASVS.md").read_text().splitlines() if re.match(r"\| \d", line)]
    swift = "\n".join(path.read_text() for path in TESTS.rglob("*.swift"))
    names = set(re.findall(r"func `([^`]+)`", swift)) | set(re.findall(r"@Suite struct (\w+)", swift))
    stages = {path.stem for path in (TESTS / "Clients").glob("*_test.py")}
    missing = []
    for section, _, held in lines:
        cited = re.findall(r"`([^`]+)`", held)
        missing += [f"{section.strip()}: {name}" for name in cited if name not in names and name not in stages]
        check(cited, f"{section.strip()} names no test")
    check(not missing, lambda: "Tests/ASVS.md names what is not there:\n  " + "\n  ".join(missing))
    return len(lines)


def judge(name, answer, wrong, is_page=False):
    """What an answer says to a browser."""
    headers = answer.headers
    for field, value in EVERYWHERE.items():
        if headers.get_all(field) != [value]:
            wrong.append(f"{name}: {field} is {headers.get_all(field)}")
    policy = headers.get("Content-Security-Policy", "")
    for part in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        if part not in policy:
            wrong.append(f"{name}: no {part} in {policy!r}")
    if "unsafe" in policy or "*" in policy:
        wrong.append(f"{name}: {policy}")
    if headers.get("Referrer-Policy") not in ("no-referrer", "same-origin"):
        wrong.append(f"{name}: Referrer-Policy is {headers.get('Referrer-Policy')}")
    if headers.get("Cross-Origin-Opener-Policy") != "same-origin":
        wrong.append(f"{name}: no Cross-Origin-Opener-Policy")
    if not re.search("no-store|immutable|max-age|no-cache", headers.get("Cache-Control", "")):
        wrong.append(f"{name}: Cache-Control is {headers.get('Cache-Control')}")
    if "assets" not in name and "openapi" not in name and "no-store" not in headers.get("Cache-Control", ""):
        wrong.append(f"{name}: may be kept: {headers.get('Cache-Control')}")
    if headers.get("Access-Control-Allow-Origin") not in (None, "https://news.example.org"):
        wrong.append(f"{name}: open to {headers['Access-Control-Allow-Origin']}")
    for cookie in headers.get_all("Set-Cookie") or []:
        parts = [part.strip() for part in cookie.split(";")]
        if not (parts[0].startswith("__Host-tamis") and {"Secure", "HttpOnly", "Path=/"} <= set(parts)
                and any(part in ("SameSite=Lax", "SameSite=Strict") for part in parts)):
            wrong.append(f"{name}: cookie {cookie}")
    if answer.status >= 500:
        wrong.append(f"{name}: {answer.status}")


def every_answer(server, client, wrong):
    """Each path of the API, of the pages and of the doors, with and without rights, well and badly asked."""
    asked = 0
    comment = client.post("/v1/comments", harness.comment("you stupid idiot")).json["id"]
    anonymous = harness.Client(server)
    for path, item in client.get("/openapi.json").json["paths"].items():
        for method in item:
            if path == "/v1/events":
                continue
            target = path.replace("{id}", comment)
            for who, key in ((client, None), (anonymous, None), (anonymous, "tamis_" + "A" * 43)):
                for body in (None, b"{"):
                    answer = who.request(method.upper(), target, body, {
                        "Content-Type": "application/json", "Origin": "https://elsewhere.example.org", "If-Match": '"99"'}, key=key)
                    judge(f"{method.upper()} {path}", answer, wrong)
                    asked += 1
    source = (TESTS.parent / "Sources/ReviewUI/PageRoute.swift").read_text()
    routes = re.findall(r'PageRoute\(\.(get|post), "([^"]+)"', source)
    check(len(routes) > 25, f"the pages' table was read: {len(routes)}")
    moderator = Pages(server).set_up(server.first_login)
    stranger = Pages(server)
    for who, pages in (("moderator", moderator), ("stranger", stranger)):
        for method, path in routes:
            if path == "/review/events" or path == "/review/logout" and who == "moderator":
                continue
            target = NAMED.get(path, path).replace("{id}", comment).replace("**", "nothing")
            answer = pages.request(method.upper(), target, {} if method == "post" else None, {
                "Origin": PUBLIC} if method == "post" else {})
            judge(f"{method.upper()} {path} as {who}", answer, wrong)
            # What changes something is asked for by POST alone.
            if method == "post" and ("get", path) not in routes:
                answer = pages.request("GET", target)
                if answer.status not in (303, 404, 405):
                    wrong.append(f"GET {path}: {answer.status}")
            asked += 2
    for method, target, body, kind in [
        ("POST", "/f/default", b"author=A&comment=", "application/x-www-form-urlencoded"),
        ("POST", "/f/default", b"{}", "application/json"), ("GET", "/f/default/token", None, None),
        ("GET", "/f/nobody/token", None, None), ("POST", "/f/default", b"a" * 300_000, "text/plain"),
        ("GET", "/nowhere", None, None), ("TRACE", "/v1/comments", None, None), ("PATCH", "/review", b"{}", "application/json"),
        ("POST", "/1.1/comment-check", b"api_key=x&blog=y", "application/x-www-form-urlencoded"),
        ("POST", "/v1alpha1/comments:analyze", b"{}", "application/json"),
        ("GET", "/healthz", None, None), ("GET", "/metrics", None, None),
    ]:
        for origin in ("https://news.example.org", "https://elsewhere.example.org"):
            answer = anonymous.request(method, target, body, {
                "Origin": origin, "Accept": "text/html", **({"Content-Type": kind} if kind else {})})
            judge(f"{method} {target}", answer, wrong)
            asked += 1
    check(client.get(f"/v1/comments/{comment}").json["status"] == "flagged", "and nothing was changed by any of it")
    return asked


def raw(server, bytes):
    """All that comes back on one connection until it is closed."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(bytes)
        connection.shutdown(socket.SHUT_WR)
        received = b""
        while piece := connection.recv(65536):
            received += piece
        return received


class Message(harness.Answer):
    """An answer read from bytes."""

    def __init__(self, text):
        import email.parser

        head, _, body = text.partition(b"\r\n\r\n")
        line, _, fields = head.partition(b"\r\n")
        super().__init__(int(line.split()[1]), email.parser.BytesHeaderParser().parsebytes(fields + b"\r\n\r\n"), body)


def no_two_readings(server, wrong):
    """Requests that two readers could end at different places: one refusal each, and what is hidden behind never answered."""
    hidden = b"GET /openapi.json HTTP/1.1\r\nHost: a\r\n\r\n"
    body = b"0\r\n\r\n" + hidden
    length = b"Content-Length: %d\r\n" % len(body)
    fields = {
        "both lengths": length + b"Transfer-Encoding: chunked\r\n",
        "both lengths, the other way round": b"Transfer-Encoding: chunked\r\n" + length,
        "two lengths": b"Content-Length: 5\r\n" + length,
        "two lengths in one": b"Content-Length: 5, %d\r\n" % len(body),
        "a signed length": b"Content-Length: +5\r\n", "a length in hexadecimal": b"Content-Length: 0x5\r\n",
        "a negative length": b"Content-Length: -5\r\n", "an endless length": b"Content-Length: 99999999999999999999\r\n",
        "chunked but last": b"Transfer-Encoding: chunked, identity\r\n", "another coding": b"Transfer-Encoding: xchunked\r\n",
        "a space before the colon": b"Content-Length : 5\r\n", "a folded line": b"X: a\r\n Content-Length: 5\r\n" + length,
        "a bare line feed in a value": b"X: a\nContent-Length: 5\r\n" + length,
        "a bare return in a value": b"X: a\rContent-Length: 5\r\n" + length,
        "a NUL": b"X: a\0b\r\n" + length, "a chunk size that is none": b"Transfer-Encoding: chunked\r\nX: 1\r\n",
    }
    for name, lines in fields.items():
        sent = b"POST /v1/score HTTP/1.1\r\nHost: a\r\n" + lines + b"\r\n" + (
            b"5;\n\r\n" + body if "chunk size" in name else body)
        received = raw(server, sent)
        answers = received.split(b"HTTP/1.1 ")[1:]
        statuses = [int(part[:3]) for part in answers]
        # Refused by its head alone, whatever the body, or for the body: one answer.
        if b'"openapi"' in received or len(answers) != 1 or statuses[0] not in (400, 401):
            wrong.append(f"{name}: {statuses} {received[:300]!r}")
        else:
            judge(f"a request with {name}", Message(received), wrong)
    for name, line in {"a version": b"GET / HTTP/9.9", "a method": b"G\x00T / HTTP/1.1", "no words": b"\x16\x03\x01\x02\x00\x01"}.items():
        received = raw(server, line + b"\r\nHost: a\r\n\r\n")
        if received:
            judge(f"a request with {name}", Message(received), wrong)
    large = raw(server, b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 40_000 + b"\r\n\r\n")
    judge("a large head", Message(large), wrong)
    return len(fields) + 4


def only_what_is_meant(client):
    """Fields that are not the caller's to set change nothing."""
    mark = secrets.token_hex(4)
    sent = harness.comment(f"you stupid idiot {mark}", id="cmt_chosen", status="approved", version=9, decision="approve",
                           site="other", spam=0, abuse=0, scores={"abuse": 0}, signals=[], received_at="2001-01-01T00:00:00Z",
                           language="tlh", campaign="cam_chosen", standing="trust", role="admin", scopes=["admin"])
    answer = client.post("/v1/comments", sent)
    check(answer.status in (201, 422), f"unknown fields: {answer.status}")
    if answer.status == 201:
        kept = client.get(f"/v1/comments/{answer.json['id']}").json
        check(kept["id"] != "cmt_chosen" and kept["status"] == "flagged" and kept["version"] == 1
              and "2001" not in kept["received_at"] and kept.get("campaign") != "cam_chosen",
              f"what the caller may not set is not set: {kept}")


def one_line_each(server, client):
    """Nothing that is sent begins a line of the log or colours it."""
    forged = "x\r\n2026-01-01T00:00:00Z critical forged: \x1b[31mred"
    quoted = "x%0d%0a2026-01-01T00:00:00Z%20critical%20forged%1b%5b31m"
    for path in (f"/v1/comments/{quoted}", f"/{quoted}", f"/v1/comments?thread={quoted}", f"/review/{quoted}"):
        client.get(path)
    client.post("/v1/comments", harness.comment(forged, thread={"id": forged, "title": forged}, user_agent=forged,
                                                external_id=forged, author={"name": forged, "email": "a@example.org"}))
    client.request("POST", "/v1/comments", b"{", {"Content-Type": forged.encode("unicode_escape").decode()})
    server.command("site", "add", "forged\ncritical", ok=False)
    log = server.errors()
    check("\x1b" not in log and "\n2026-01-01T00:00:00Z" not in log, "no line of the log was forged")
    lines = log.splitlines()
    check(len(lines) > 50, f"requests are told of: {len(lines)} lines")
    strange = [line for line in lines if not re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S* (trace|debug|info|notice|warning|error|critical) ", line)]
    check(not strange, lambda: f"each line begins with its time and level: {strange[:3]}")
    return len(lines)


def first_guesses(server):
    """Of the first 3,000 known passwords that are long enough, how many are refused (ASVS 5.0.0, 6.2.4)."""
    known = [word for word in FREQUENCY_LISTS["passwords"] if len(word) >= 8][:int(os.environ.get("TAMIS_PASSWORDS", "600"))]
    taken, number = [], 0
    pages = None
    for word in known:
        if pages is None:
            number += 1
            link = server.command("moderator", "add", f"Guest {number}", "--role", "viewer").stdout.strip()
            pages, path = Pages(server), link[link.index("/review"):]
            page = pages.get(path)
            check(page.status == 200, f"setup page: {page.status}")
        answer = pages.send(page, "/review/setup", password=word, again=word)
        if answer.status == 303:
            taken.append(word)
            pages = None
        else:
            check(answer.status == 422, f"setup: {answer.status}")
    share = 1 - len(taken) / len(known)
    check(share >= 0.95, f"{share:.3f} of the known passwords are refused; taken: {taken[:20]}")
    return share, len(known)


def listening(pid):
    """The port a process listens on: behind a public address it does not print it."""
    folder = pathlib.Path("/proc") / str(pid)
    own = set()
    for file in (folder / "fd").iterdir():
        with contextlib.suppress(OSError):
            own.add(os.readlink(file))
    for line in (folder / "net" / "tcp").read_text().splitlines()[1:]:
        words = line.split()
        if words[3] == "0A" and f"socket:[{words[9]}]" in own:
            return int(words[1].split(":")[1], 16)
    raise harness.Failure("the server listens nowhere")


def test():
    lines = table()
    wrong = []
    with harness.scratch() as folder, harness.Server(folder, level="trace", settings={"TAMIS_HTTP_PUBLIC_URL": PUBLIC}) as server:
        server.port = listening(server.process.pid)
        server.command("site", "origins", "--site", "default", "https://news.example.org")
        client = harness.Client(server, server.add_key("submit,score,read,moderate,admin", name="all"))
        asked = every_answer(server, client, wrong)
        asked += no_two_readings(server, wrong)
        check(not wrong, lambda: f"{len(wrong)} answers are not as they must be:\n  " + "\n  ".join(sorted(set(wrong))[:40]))
        only_what_is_meant(client)
        logged = one_line_each(server, client)
        share, known = first_guesses(server)
        script = client.get("/review/assets/review.js").body.decode()
        kept = set(re.findall(r"(?:local|session)Storage\.\w+\(([^,)]*)", script))
        check(kept == {'"tamis-keys"'} and "indexedDB" not in script, f"a browser keeps whether keys are on, no more: {kept}")
    say(f"{lines} sections held by tests that are there; {asked} answers judged, {logged} lines of the log; "
        f"{share:.1%} of {known} known passwords refused")


if __name__ == "__main__":
    harness.main(test)
