"""Who uses Akismet, Perspective or Coral changes one address and is served: raw requests as the contracts have them (ids AK-01 …
and PA-01 … as the reference names them), PyPI `akismet` and `google-api-python-client`, and a signed Coral phase. The same
comment gets the same score at every door."""
import itertools
import hashlib
import hmac
import json
import socket
import time
import urllib.parse
import uuid

import harness
from harness import check, say

INSULT = "you stupid idiot, you are a worthless moron"
FINE = "The match was long but the second half was worth it."
OFFER = "Buy cheap viagra online now http://pills.example http://casino.example best price casino bonus"
# Half of what flags, and less than that.
DOUBT = "Buy good {} here: http://shop.example/a"
THANKS = b"Thanks for making the web a better place."


class Blog:
    """An Akismet client without a library: what it sends is what a test says, byte for byte."""

    def __init__(self, server, key):
        self.server, self.key = server, key
        self.client = harness.Client(server, "")

    def post(self, call, fields=None, body=None, kind="application/x-www-form-urlencoded", query="", host=None, key=True, **more):
        fields = {**(fields or {}), **more}
        if key:
            fields = {"api_key": self.key, **fields}
        if body is None:
            body = urllib.parse.urlencode(fields, doseq=True).encode()
        headers = {"Content-Type": kind}
        if host:
            headers["Host"] = host
        return self.client.request("POST", f"/1.1/{call}{query}", body, headers)

    def check(self, text, author="Nadia", **more):
        return self.post("comment-check", {
            "blog": "https://news.example.org", "user_ip": "203.0.113.10", "comment_type": "comment",
            "permalink": "https://news.example.org/a", "comment_author": author,
            "comment_author_email": "nadia@example.org", "comment_content": text, **more})


def guid(answer):
    return answer.headers.get("X-akismet-guid") or answer.headers.get("x-akismet-guid")


def header(answer, name):
    return next((value for key, value in answer.headers.items() if key.lower() == name.lower()), None)


def comment(client, answer):
    found = client.get(f"/v1/comments/{guid(answer)}")
    check(found.status == 200, f"{guid(answer)}: {found.status}")
    return found.json


def count(client):
    return len(client.get("/v1/comments?limit=100").json["items"])


def akismet(server, client, key):
    blog = Blog(server, key)
    # AK-01
    for given, body in ((key, b"valid"), (key.upper(), b"valid"), ("abc123def456", b"invalid"), ("", b"invalid")):
        answer = blog.post("verify-key", {"key": given, "blog": "https://news.example.org"}, key=False)
        check((answer.status, answer.body) == (200, body), f"AK-01 {given!r}: {answer.status} {answer.body}")
        check((body == b"valid") == (header(answer, "X-akismet-debug-help") is None), "AK-01: why a key is invalid")
        check(header(answer, "Content-Type").startswith("text/plain"), "AK-01: plain text")
    # Short enough for its clients, and so no way in anywhere else.
    short = harness.Client(server, key)
    check(short.get("/v1/comments").status == 401 and short.post("/v1/comments", harness.comment("x")).status == 401,
          "the key is none of the native door")
    refused = harness.Client(server, "").post(f"/v1alpha1/comments:analyze?key={key}", {"comment": {"text": "x"}})
    check("not valid" in refused.json["error"]["message"], "nor of Perspective's")
    # AK-02, AK-03, AK-04, AK-05
    ham, spam = blog.check(FINE), blog.check(OFFER)
    check((ham.body, spam.body) == (b"false", b"true"), f"AK-02, AK-03: {ham.body} {spam.body}")
    again = blog.check(FINE)
    check(guid(ham) and guid(spam) and len({guid(ham), guid(spam), guid(again)}) == 3, "AK-05: each its own guid")
    check(header(ham, "X-akismet-pro-tip") is None, "AK-04: nothing that is ham is thrown away")
    check(comment(client, spam)["status"] in ("flagged", "rejected"), "AK-05: the guid is the comment's id")
    check("nadia@" not in json.dumps(comment(client, ham)), "its e-mail is sealed")
    trigger = blog.check(FINE, author="viagra-test-123", test_discard="1")
    check(trigger.body == b"true" and header(trigger, "X-akismet-pro-tip") == "discard", "AK-04: discard with true")
    check(blog.check(FINE, author="akismet-guaranteed-spam").body == b"true", "a guaranteed spammer")
    check(blog.check(FINE, comment_author_email="akismet-guaranteed-spam@example.com").body == b"true", "by address")
    check(blog.check(OFFER, user_role="administrator").body == b"false", "an administrator")
    # AK-06
    for missing in ("blog", "user_ip"):
        fields = {"blog": "https://news.example.org", "user_ip": "203.0.113.10", "comment_content": FINE}
        del fields[missing]
        answer = blog.post("comment-check", fields)
        check(answer.body == b"invalid" and header(answer, "X-akismet-debug-help"), f"AK-06 without {missing}: {answer.body}")
    check(blog.check(FINE, user_ip="").body == b"false", "AK-06: Coral's empty user_ip")
    # AK-07
    fields = {"blog": "https://news.example.org", "user_ip": "203.0.113.10", "comment_content": OFFER, "is_test": False,
              "api_key": key}
    answer = blog.post("comment-check", body=json.dumps(fields).encode(), kind="application/json")
    check(answer.body == b"true", f"AK-07: {answer.body}")
    # AK-08
    plain = {"blog": "https://news.example.org", "user_ip": "203.0.113.10", "comment_content": FINE}
    host = f"{key}.rest.example.org"
    check(blog.post("comment-check", plain, key=False, host=host).body == b"false", "AK-08: the key in the host")
    check(blog.post("comment-check", plain, key=False, query=f"?api_key={key}").body == b"false", "AK-08: in the query")
    check(blog.post("comment-check", {**plain, "key": "abc123def456"}).body == b"invalid", "AK-08: keys that disagree")
    check(blog.post("comment-check", plain, key=False).body == b"invalid", "AK-08: no key")
    other = server.command("key", "add", "--site", "other", "--akismet").stdout.split()[0]
    check(blog.post("comment-check", plain, host=f"{other}.rest.example.org").body == b"invalid", "AK-08: host against body")
    # AK-09
    for charset, text in (("ISO-8859-15", "Ça coûte 5 € à Œuf Žižek Š"), ("windows-1256", "مرحبا بكم في الموقع پ گ چ"),
                          ("windows-1252", "“Quoted” – it’s 5 €"), ("ISO-8859-1", "déjà vu"), ("UTF-8", "déjà vu مرحبا")):
        body = "&".join(f"{name}={urllib.parse.quote_plus(value.encode(charset))}" for name, value in {
            **plain, "api_key": key, "blog_charset": charset, "comment_content": text}.items()).encode()
        answer = blog.post("comment-check", body=body, kind=f"application/x-www-form-urlencoded; charset={charset}")
        check(comment(client, answer)["body"] == text, f"AK-09 {charset}: {comment(client, answer)['body']!r}")
    everything = bytes(range(0x80, 0x100))
    body = urllib.parse.urlencode({**plain, "api_key": key, "blog_charset": "windows-1256"}).encode()
    body = body.replace(urllib.parse.quote_plus(FINE).encode(), urllib.parse.quote_plus(b"x" + everything + b"x").encode())
    stored = comment(client, blog.post("comment-check", body=body))["body"]
    meant = [letter for letter in everything.decode("cp1256") if letter.isprintable()]
    check([letter for letter in stored if letter in meant] == meant, "AK-09: the whole table of windows-1256")
    # AK-10
    for form in ({"comment_context": ["a", "b"]}, {"comment_context[]": ["a", "b"]},
                 {"comment_context[0]": "a", "comment_context[1]": "b"}):
        check(blog.check(FINE, **form).body == b"false", f"AK-10 {form}")
    # AK-11: feedback is a decision, so it is learned and told
    before = json.loads(server.command("learn", "show", "--site", "default", "--json").stdout)["lessons"]
    missed = blog.check("An offer nobody knew of: velmora sulquen pethro")
    check(missed.body == b"false", "let through")
    said = dict(blog="https://news.example.org", user_ip="203.0.113.10", permalink="https://news.example.org/a",
                comment_author="Nadia", comment_author_email="nadia@example.org",
                comment_content="An offer nobody knew of: velmora sulquen pethro")
    answer = blog.post("submit-spam", said)
    check((answer.status, answer.body) == (200, THANKS), f"AK-11: {answer.body}")
    check(comment(client, missed)["status"] == "rejected", "AK-11: the checked comment is rejected")
    check(blog.post("submit-ham", said).body == THANKS and comment(client, missed)["status"] == "approved", "AK-11: and back")
    after = json.loads(server.command("learn", "show", "--site", "default", "--json").stdout)["lessons"]
    check(after == before + 1, f"AK-11: learned once: {before} {after}")
    kept = count(client)
    blog.post("submit-spam", {**said, "comment_content": "never checked here " + uuid.uuid4().hex})
    check(count(client) == kept + 1, "AK-11: what was never checked is taken and decided")
    for call in ("comment-check", "submit-spam", "submit-ham"):
        blog.post(call, {**said, "comment_content": uuid.uuid4().hex, "is_test": "1"})
    now = json.loads(server.command("learn", "show", "--site", "default", "--json").stdout)["lessons"]
    check(count(client) == kept + 1 and now == after + 1, f"AK-11: is_test leaves nothing: {count(client)} {kept} {now} {after}")
    recheck = blog.check(FINE, recheck_reason="edit")
    check(recheck.body == b"false" and count(client) == kept + 1, "a recheck keeps nothing twice")
    figures(blog, key)
    http_1_0(server, key)
    # AK-16 over one connection after the other, debug build: reported
    took = []
    for number in range(200):
        begun = time.perf_counter()
        check(blog.check(f"{FINE} {number}").body == b"false", "under load")
        took.append(time.perf_counter() - begun)
    took.sort()
    say(f"AK-16: 200 checks one by one, median {took[100] * 1000:.1f} ms, p99 {took[198] * 1000:.1f} ms")
    # a human is wanted: WordPress holds, everybody else hears spam
    held = blog.client.request("POST", "/1.1/comment-check", urllib.parse.urlencode(
        {**plain, "comment_content": INSULT, "api_key": key}).encode(), {
            "Content-Type": "application/x-www-form-urlencoded", "User-Agent": "WordPress/6.8 | Akismet/5.4"})
    check(held.body == b"false" and header(held, "X-akismet-error") and guid(held), "WordPress is told to hold it")
    check(blog.check(INSULT).body == b"true", "who knows two verdicts hears spam")
    # AK-17
    identifier = [one for one in json.loads(server.command("key", "list", "--site", "other", "--json").stdout)
                  if one["name"] == "akismet"][0]["id"]
    server.command("key", "disable", identifier)
    ended = Blog(server, other)
    for call in ("comment-check", "submit-spam", "submit-ham"):
        answer = ended.post(call, plain)
        check(answer.body == b"invalid", f"AK-17 {call}: {answer.body}")


def figures(blog, key):
    """AK-12"""
    client = blog.client
    usage = client.request("GET", f"/1.2/usage-limit?api_key={key}&extended=1")
    check(usage.json["limit"] == "none" and usage.json["usage"] > 0 and usage.json["throttled"] is False, f"AK-12 {usage.body}")
    month = time.strftime("%Y-%m", time.gmtime())
    sites = client.request("GET", f"/1.2/key-sites?api_key={key}").json
    check(list(sites) == [month, "limit", "offset", "total"] and sites[month][0]["site"] == "default", f"AK-12 {sites}")
    check(sites[month][0]["api_calls"] == usage.json["usage"], "AK-12: one count")
    csv = client.request("GET", f"/1.2/key-sites?api_key={key}&format=csv").body.decode().splitlines()
    check(csv[1] == "Site,Total API Calls,Spam,Ham,Missed Spam,False Positives,Is Revoked" and len(csv) == 3, f"AK-12 {csv}")
    stats = blog.post("get-stats", {"key": key, "blog": "https://news.example.org"}).json
    check(stats["breakdown"][month]["spam"] == stats["spam"] > 0 and float(stats["accuracy"]) <= 100, f"AK-12 {stats}")
    check(blog.post("get-subscription", {"key": key}).json["status"] == "active", "AK-12: subscription")
    check(blog.post("deactivate", {"key": key}).body == b"deactivated", "AK-12: deactivate")
    check(len(blog.post("token").body) > 20, "AK-12: token")
    check(client.request("GET", "/1.2/usage-limit?api_key=abc123def456").body == b"invalid", "AK-12: a wrong key")


def http_1_0(server, key):
    """AK-14: as WordPress speaks, without keep-alive; the body ends with a line break."""
    body = urllib.parse.urlencode({"api_key": key, "blog": "https://news.example.org", "user_ip": "203.0.113.10",
                                   "comment_content": FINE}).encode() + b"\r\n"
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(b"POST /1.1/comment-check HTTP/1.0\r\nHost: rest.akismet.example.org\r\nContent-Type: "
                           b"application/x-www-form-urlencoded; charset=UTF-8\r\nUser-Agent: WordPress/6.8 | Akismet/5.4\r\n"
                           b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        answer = b""
        while part := connection.recv(65_536):
            answer += part
    head, _, text = answer.partition(b"\r\n\r\n")
    check(b" 200 " in head.splitlines()[0] and text == b"false", f"AK-14: {answer}")
    check(b"content-length: 5" in head.lower() and b"transfer-encoding" not in head.lower(), f"AK-14: {head}")


def callback(server, client, key):
    """AK-13: the client hears again of what it asked about, and of nothing else."""
    receiver = harness.Receiver(answer=lambda received: 200, body=b'{"comments":{}}')
    blog, there = Blog(server, key), receiver.url("/wp-json/akismet/v1/webhook")

    writers = itertools.count()

    def ask(text, **more):
        """Each time from somebody else: of one whose comments all stood so far there would be less doubt."""
        writer = f"reader-{next(writers)}@example.org"
        return blog.check(text, **{
            "blog": f"http://127.0.0.1:{receiver.port}", "callback": there, "comment_author_email": writer, **more})

    def heard(answer, number):
        """What the callback said of a comment, the `number`-th time."""
        said = [dict(urllib.parse.parse_qsl(one.body.decode())) for one in receiver.all]
        about = [one for one in said if one.get("comments[0][guid]") == guid(answer)]
        return about[number - 1] if len(about) >= number else None

    def decide(answer, decision, version, reason=None):
        done = client.post(f"/v1/comments/{guid(answer)}/decisions", {"decision": decision, "reason": reason},
                           {"If-Match": f'"{version}"'})
        check(done.status == 200, f"{done.status} {done.body}")

    for foreign in ("https://elsewhere.example.net/hook", f"http://localhost:{receiver.port}/", "ftp://127.0.0.1/", "x"):
        answer = ask(FINE, callback=foreign)
        check(answer.body == b"false", f"AK-13: the check counts without a callback at {foreign}")
    check(not [one for one in client.get("/v1/endpoints").json["items"] if one["kind"] == "akismet"], "and no address is kept")
    first, second = ask("The first half was dull, " + FINE), ask("The second was not, " + FINE)
    check(first.body == b"false" and header(first, "X-akismet-recheck-after") is None, f"AK-13: no doubt: {first.headers}")
    [endpoint] = [one for one in client.get("/v1/endpoints").json["items"] if one["kind"] == "akismet"]
    check(endpoint["url"] == there and key not in json.dumps(endpoint), f"AK-13: one endpoint, without the key: {endpoint}")
    unasked = client.post("/v1/comments", harness.comment(FINE)).json["id"]
    client.post(f"/v1/comments/{unasked}/decisions", {"decision": "reject", "reason": "spam"}, {"If-Match": '"1"'})
    decide(first, "reject", 1, "spam")
    said = harness.wait_for(lambda: heard(first, 1), "the callback of a decision")
    check(said == {"key": key, "endpoint": "comment-check", "comments[0][guid]": guid(first), "comments[0][result]": "true"},
          f"AK-13: {said}")
    decide(first, "approve", 2)
    said = harness.wait_for(lambda: heard(first, 2), "the callback of the next decision")
    check(said["comments[0][result]"] == "false", f"AK-13: {said}")
    sent = receiver.all[0]
    check(sent.headers["content-type"] == "application/x-www-form-urlencoded", f"AK-13: {sent.headers}")
    check(not heard(second, 1) and len(receiver.all) == 2, "AK-13: of what was not decided, or not asked, nothing")
    test = client.post(f"/v1/endpoints/{endpoint['id']}/test", {})
    check(test.status in (200, 201, 202), f"{test.status} {test.body}")
    said = harness.wait_for(lambda: [one for one in receiver.all if b"guid" not in one.body], "the test")
    check(dict(urllib.parse.parse_qsl(said[0].body.decode())) == {"key": key, "endpoint": "comment-check"}, f"{said[0].body}")

    # Let through in doubt: the client is told to wait, and hears in any case.
    stays, turns = ask(DOUBT.format("lamps")), ask(DOUBT.format("kaldrane"))
    for answer in (stays, turns):
        check(answer.body == b"false" and header(answer, "X-akismet-recheck-after") == "8", f"AK-13: {answer.headers}")
    lessons = server.folder / "lessons.jsonl"
    lessons.write_text("".join(json.dumps({
        "id": str(number), "text": f"kaldrane and more kaldrane, {number}", "label": "spam"}) + "\n"
        + json.dumps({"id": f"c{number}", "text": f"The road is closed again, {number}", "label": "clean"}) + "\n"
        for number in range(60)))
    server.command("learn", lessons, "--site", "default")
    said = harness.wait_for(lambda: heard(stays, 1), "the second look", 60)
    check(said["comments[0][result]"] == "false" and comment(client, stays)["version"] == 1, f"AK-13: nothing new: {said}")
    said = harness.wait_for(lambda: heard(turns, 1), "the second look", 60)
    now = comment(client, turns)
    check(said["comments[0][result]"] == "true" and (now["status"], now["version"]) == ("flagged", 2), f"AK-13: {said} {now}")
    check(now["decision"]["by"] == "policy", f"AK-13: policy's own second decision: {now['decision']}")
    # Who disabled it has it stay so.
    server.command("endpoint", "disable", endpoint["id"])
    answer = ask(DOUBT.format("lamps"))
    check(answer.body == b"false" and header(answer, "X-akismet-recheck-after") is None, f"AK-13: disabled: {answer.body} {answer.headers}")
    say(f"AK-13: {len(receiver.all)} callbacks; a second look that changed nothing, and one that flagged")


def pypi_akismet(server, client, key):
    """AK-15"""
    import akismet
    import httpx

    class Here(httpx.HTTPTransport):
        """The library knows one host; the transport sends what it says here."""

        def handle_request(self, request):
            request.url = request.url.copy_with(scheme="http", host="127.0.0.1", port=server.port)
            return super().handle_request(request)

    def connect(key):
        return akismet.SyncClient.validated_client(
            config=akismet.Config(key=key, url="https://news.example.org"),
            http_client=httpx.Client(transport=Here(), headers={"User-Agent": akismet.USER_AGENT}, timeout=5))

    try:
        connect("abc123def456")
        raise harness.Failure("AK-15: a wrong key is valid")
    except akismet.APIKeyError:
        pass
    client = connect(key)
    said = dict(user_ip="203.0.113.9", comment_type="comment", comment_author="Sam", comment_author_email="sam@example.org",
                comment_content=FINE, permalink="https://news.example.org/b")
    check(client.comment_check(**said) == akismet.CheckResponse.HAM, "AK-15: ham")
    check(client.comment_check(**{**said, "comment_content": OFFER}) in (
        akismet.CheckResponse.SPAM, akismet.CheckResponse.DISCARD), "AK-15: spam")
    check(client.submit_spam(**said) and client.submit_ham(**said), "AK-15: feedback")
    month = time.strftime("%Y-%m", time.gmtime())
    check("limit" in client.usage_limit(), "AK-15: figures")
    try:
        # This version of the library sends no key with this call, and who sends none is told so.
        check(month in client.key_sites(), "AK-15: sites")
    except akismet.APIKeyError:
        pass


def perspective(server, client, token):
    caller = harness.Client(server, "")

    def analyze(body, key=token, path="/v1alpha1/comments:analyze"):
        return caller.post(f"{path}?key={key}", body)

    def ask(text, *names, **more):
        return analyze({"comment": {"text": text}, "requestedAttributes": {name: {} for name in names or ["TOXICITY"]}, **more})

    def value(answer, name="TOXICITY"):
        return answer.json["attributeScores"][name]["summaryScore"]["value"]

    def refused(answer, kind, message, status=400):
        error = answer.json["error"]
        found = error.get("details", [{}])[0].get("errorType")
        check((answer.status, error["code"], found, error["message"]) == (status, status, kind, message), f"{answer.body}")

    # PA-01, PA-02
    high, low = ask(INSULT), ask(FINE)
    check(value(high) > 0.9 and value(low) < 0.1, f"PA-01: {value(high)} {value(low)}")
    names = ["TOXICITY", "SEVERE_TOXICITY", "IDENTITY_ATTACK", "INSULT", "PROFANITY", "THREAT", "SEXUALLY_EXPLICIT", "FLIRTATION",
             "TOXICITY_FAST", "ATTACK_ON_AUTHOR", "ATTACK_ON_COMMENTER", "INCOHERENT", "INFLAMMATORY", "LIKELY_TO_REJECT",
             "OBSCENE", "SPAM", "UNSUBSTANTIAL", "TOXICITY_EXPERIMENTAL", "INSULT@6", "TAMIS_ABUSE", "TAMIS_SPAM"]
    many = ask(INSULT, *names)
    check(set(many.json["attributeScores"]) == set(names), "PA-02: all, under the names that were asked")
    check(value(many, "INSULT@6") > 0.5 > value(many, "THREAT"), f"PA-02: {many.body}")
    check(all(value(many, name) <= value(many) + 1e-9 for name in names if "SPAM" not in name and name not in (
        "LIKELY_TO_REJECT", "INCOHERENT", "UNSUBSTANTIAL")), "PA-14: no part above the whole")
    # PA-03
    dropped = analyze({"comment": {"text": FINE}, "requestedAttributes": {"TOXICITY": {"scoreThreshold": 0.9}}})
    check(dropped.status == 200 and "attributeScores" not in dropped.json, f"PA-03: {dropped.body}")
    # PA-04: code points, also behind emoji and Arabic
    text = "🙂🙂 مرحبا you stupid idiot"
    spans = ask(text, spanAnnotations=True).json["attributeScores"]["TOXICITY"]["spanScores"]
    check(any("idiot" in text[one["begin"]:one["end"]] for one in spans), f"PA-04: {spans}")
    whole = ask(text).json["attributeScores"]["TOXICITY"]["spanScores"]
    check([(one["begin"], one["end"]) for one in whole] == [(0, len(text))], f"PA-04: {whole}")
    # PA-05
    refused(ask("  "), "COMMENT_EMPTY", "Comment must be non-empty.")
    refused(analyze({"comment": {"text": FINE}}), "NO_REQUESTED_ATTRIBUTES", "Missing requested_attributes")
    refused(ask(FINE, "KINDNESS"), "INVALID_REQUEST", "Unknown requested attribute: KINDNESS")
    refused(analyze({"comment": {"text": FINE, "type": "HTML"}, "requestedAttributes": {"TOXICITY": {}}}), "INVALID_REQUEST",
            "Currently, only 'PLAIN_TEXT' comments are supported")
    refused(analyze({"comment": {"text": FINE}, "requestedAttributes": {"TOXICITY": {"scoreType": "RANK"}}}), "INVALID_REQUEST",
            "Requested score type RANK is not supported by attribute TOXICITY")
    refused(analyze({"comment": {"text": FINE}, "requestedAttributes": {"TOXICITY": {}}}, key="nonsense"), None,
            "API key not valid. Please pass a valid API key.")
    # PA-06
    for said in ("nta 7mar", "يا حمار يا كلب"):
        wrong, right = ask(said, languages=["en"]), ask(said)
        check(value(wrong) > 0.5 and wrong.json["languages"] == ["en"], f"PA-06 {said}: {wrong.body}")
        check(wrong.json["detectedLanguages"] == right.json["detectedLanguages"] != ["en"], f"PA-06: {wrong.body}")
    # PA-07
    refused(ask("x" * 20_481), "COMMENT_TOO_LONG", "Comment text too long.")
    check(ask("a b " * 5_120).status == 200, "PA-07: 20,480 bytes")
    # PA-08
    mark = uuid.uuid4().hex
    kept = count(client)
    check(ask(f"{INSULT} {mark}", doNotStore=True, sessionId="s-" + mark).status == 200, "PA-08")
    check(count(client) == kept, "PA-08: nothing is kept")
    check(mark.encode() not in b"".join(file.read_bytes() for file in server.data.glob("tamis.sqlite*")), "PA-08: no trace")
    # PA-09
    check(ask(FINE, clientToken="comment:7").json["clientToken"] == "comment:7", "PA-09")
    # PA-10
    before = json.loads(server.command("learn", "show", "--site", "default", "--json").stdout)
    said = {"comment": {"text": "grumblefump of a velmora"}, "attributeScores": {"TOXICITY": {"summaryScore": {"value": 1}}},
            "communityId": "Coral:https://news.example.org", "clientToken": "comment:8"}
    answer = analyze(said, path="/v1alpha1/comments:suggestscore")
    check(answer.status == 200 and answer.json["clientToken"] == "comment:8", f"PA-10: {answer.body}")
    after = json.loads(server.command("learn", "show", "--site", "default", "--json").stdout)
    check(after["abuse"] == before["abuse"] + 1, f"PA-10: learned: {before} {after}")
    narrow = server.add_key("score", name="narrow")
    check(analyze(said, key=narrow, path="/v1alpha1/comments:suggestscore").status == 403, "PA-10: not with every key")
    # PA-11
    from googleapiclient import discovery

    service = discovery.build("commentanalyzer", "v1alpha1", developerKey=token, static_discovery=False,
                              discoveryServiceUrl=f"{server.url}/$discovery/rest?version=v1alpha1")
    found = service.comments().analyze(body={"comment": {"text": INSULT}, "requestedAttributes": {"TOXICITY": {}}}).execute()
    check(found["attributeScores"]["TOXICITY"]["summaryScore"]["value"] == value(high), f"PA-11: {found}")
    check(service.comments().suggestscore(body=said).execute()["clientToken"] == "comment:8", "PA-11: suggestscore")
    # PA-12
    encoded = analyze({"comment": {"text": INSULT}, "requestedAttributes": {"TOXICITY": {}}}, path="/v1alpha1/comments%3Aanalyze")
    check(value(encoded) == value(high), f"PA-12: {encoded.status} {encoded.body}")
    # PA-13, PA-14
    took = []
    for _ in range(200):
        begun = time.perf_counter()
        check(value(ask(FINE)) == value(low), "PA-14: the same text, the same number")
        took.append(time.perf_counter() - begun)
    took.sort()
    say(f"PA-13: 200 calls one by one, median {took[100] * 1000:.1f} ms, p99 {took[198] * 1000:.1f} ms")


def coral(server):
    secret, rolled = "0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"
    for one in (secret, rolled):
        server.command("key", "coral", "--site", "default", prefix=["sh", "-c", f'printf %s {one} | "$@"', "sh"])
    caller = harness.Client(server, "")

    def ask(text, *keys, author="COMMENTER", signature=None, body=None):
        body = body or json.dumps({
            "action": "NEW", "comment": {"body": f"<div>{text}</div>", "parentID": None}, "author": {"id": "a", "role": author},
            "story": {"id": "s", "url": "https://news.example.org/a"}, "site": {"id": "x"}, "tenantID": "t",
            "tenantDomain": "news.example.org"}).encode()
        signed = signature if signature is not None else ",".join(
            "sha256=" + hmac.new(key.encode(), body, hashlib.sha256).hexdigest() for key in keys)
        return caller.request("POST", "/coral/moderate", body, {"Content-Type": "application/json", "X-Coral-Signature": signed})

    check(ask(FINE, secret).status == 204, "a clean comment passes")
    held = ask(INSULT, secret)
    check(held.status == 200 and held.json["status"] == "SYSTEM_WITHHELD", f"{held.status} {held.body}")
    check(held.json["actions"] == [{"actionType": "FLAG", "reason": "COMMENT_DETECTED_TOXIC"}], f"{held.json}")
    check(ask("Tom &amp; Jerry said: 2 &lt; 3", secret).status == 204, "entities are letters")
    check(ask(INSULT, "unknown-secret-unknown", rolled).status == 200, "one of several signatures is enough")
    check(ask(INSULT, secret, author="ADMIN").status == 204, "staff is not moderated")
    for wrong in ("", "sha256=", "sha256=" + "0" * 64, "nonsense"):
        check(ask(INSULT, signature=wrong).status == 401, f"signature {wrong!r}")
    check(ask("", secret, body=b"{").status == 400, "no JSON")
    return held


def one_score(server, client, key, token):
    """The same comment at four doors."""
    text = "you stupid idiot " + uuid.uuid4().hex[:6].translate(str.maketrans("0123456789", "ghijklmnop"))
    scored = client.post("/v1/score", {"body": text}).json["score"]["abuse"]
    native = client.post("/v1/comments", harness.comment(text)).json["score"]["abuse"]
    checked = client.get(f"/v1/comments/{guid(Blog(server, key).check(text))}").json["score"]["abuse"]
    asked = harness.Client(server, "").post(f"/v1alpha1/comments:analyze?key={token}", {
        "comment": {"text": text}, "requestedAttributes": {"TOXICITY": {}}}).json
    perspective = asked["attributeScores"]["TOXICITY"]["summaryScore"]["value"]
    check(len({scored, native, checked, perspective}) == 1, f"{scored} {native} {checked} {perspective}")
    return native


def test():
    settings = {"TAMIS_DOORS_RECHECK_SECONDS": "8"}
    with harness.scratch() as folder, harness.Server(folder, settings=settings) as server:
        server.command("site", "add", "other")
        client = harness.Client(server, server.add_key("submit,read,moderate,score,admin"))
        key = server.command("key", "add", "--site", "default", "--akismet").stdout.split()[0]
        check(len(key) == 12 and key.isalnum() and key == key.lower(), f"a key as WordPress takes it: {key}")
        token = server.add_key("score,moderate", name="perspective")
        number = one_score(server, client, key, token)
        akismet(server, client, key)
        callback(server, client, key)
        pypi_akismet(server, client, key)
        say("AK-01 to AK-17 as they should be; PyPI akismet: all its calls")
        perspective(server, client, token)
        say("PA-01 to PA-14 as they should be; google-api-python-client by its discovery")
        coral(server)
        say(f"Coral's phase: signed, held or let pass; the same comment at every door: {number}")


if __name__ == "__main__":
    harness.main(test)
