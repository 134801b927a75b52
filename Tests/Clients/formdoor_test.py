"""The public form, from a site's page: raw requests through a trusted proxy (ids FD-01 …), and the size of the script of
config/integrations/form.
"""
import http.client
import itertools
import re
import urllib.parse

from harness import ROOT, Client, Server, check, main, say, scratch

ORIGIN = "https://news.example.org"
BACK = ORIGIN + "/page-1"
EMAIL = "canary.reader@example.org"
NUMBERS = itertools.count()  # The same words would be kept once.
SNIPPETS = ROOT / "config" / "integrations" / "form"


class Reader:
    """A browser behind the proxy, in a network of its own."""

    def __init__(self, server, address):
        self.server, self.address = server, address

    def request(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
        sent = {"X-Forwarded-For": self.address, **{name.replace("_", "-"): value for name, value in headers.items()}}
        if isinstance(body, dict):
            body = urllib.parse.urlencode(body)
            sent.setdefault("Content-Type", "application/x-www-form-urlencoded")
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer, text

    def post(self, text=None, headers=None, **more):
        text = text or f"A good report, number {next(NUMBERS)}."
        fields = {"author": "Ana", "email": EMAIL, "comment": text, "comment_post_ID": "page-1", "tamis_back": BACK}
        return self.request("POST", "/f/default", {**fields, **more}, **(headers or {}))


def newest(server):
    item = Client(server, server.key).get("/v1/comments?limit=1").json["items"][0]
    return item["status"], {signal["name"] for signal in item["signals"]}


def raw(server):
    answer, _ = Reader(server, "192.0.2.1").post()
    check(answer.status == 404, f"FD-01 a closed form answered {answer.status}")
    server.command("site", "origins", "--site", "default", ORIGIN)
    listed = server.command("site", "list", "--json").stdout
    check(ORIGIN in listed, f"FD-02 the origins are not listed: {listed}")
    reader = Reader(server, "192.0.2.1")
    answer, _ = reader.post(headers={"Origin": ORIGIN})
    check(answer.status == 303 and answer.headers["Location"].startswith(BACK + "#tamis-"),
          f"FD-03 {answer.status} {answer.headers['Location']}")
    check("form.token_missing" in newest(server)[1], "FD-03 no signal of the missing token")
    answer, text = reader.request("GET", "/f/default/token?thread=page-1", Origin=ORIGIN)
    token = re.search(r'"token":"([^"]+)"', text)
    check(answer.status == 200 and token, f"FD-04 no token: {answer.status} {text}")
    check(answer.headers["Access-Control-Allow-Origin"] == ORIGIN and "Origin" in answer.headers["Vary"]
          and not answer.headers["Set-Cookie"], "FD-04 the token's headers")
    answer, _ = Reader(server, "198.51.100.1").post(tamis_token=token[1])
    check(answer.status == 303 and "form.hurried" in newest(server)[1], "FD-05 a hurried form")
    answer, _ = Reader(server, "198.51.100.2").post(website2="https://spam.example.net")
    status, signals = newest(server)
    check(answer.status == 303 and answer.headers["Location"].endswith("#tamis-waiting") and status == "rejected"
          and "form.honeypot" in signals, f"FD-06 {answer.status} {status} {signals}")
    for headers in ({"Origin": "https://evil.example.net"}, {"Origin": "null"}, {"Referer": "https://evil.example.net/"}):
        answer, _ = Reader(server, "203.0.113.1").post(headers=headers)
        check(answer.status == 403 and not answer.headers["Access-Control-Allow-Origin"], f"FD-07 {headers}")
    for language, direction in (("fr", "ltr"), ("en", "ltr"), ("ar", "rtl")):
        address = f"198.18.{ord(language[0])}.1"
        answer, text = Reader(server, address).post(
            'kept "words" <b>', headers={"Accept-Language": language}, email="canary.reader@")
        check(answer.status == 422 and f'lang="{language}" dir="{direction}"' in text, f"FD-08 {answer.status} {text[:300]}")
        check("kept &quot;words&quot; &lt;b&gt;" in text and "canary" not in text, f"FD-08 the form: {text}")
    flood = Reader(server, "203.0.113.77")
    statuses = [flood.post()[0].status for _ in range(3)]
    check(statuses == [303, 303, 429], f"FD-09 without a token: {statuses}")
    answer, text = flood.post("Long and dear.")
    check(answer.status == 429 and int(answer.headers["Retry-After"]) > 0 and "Long and dear." in text, "FD-09 Retry-After")
    check(Reader(server, "203.0.113.200").post()[0].status == 429, "FD-09 the network is one")
    say("ok: the form closed and open, token, honeypot, hurry, other origins, mistakes in three languages, floods")


def test():
    with scratch() as folder:
        server = Server(folder / "server", level="trace", settings={"TAMIS_HTTP_TRUSTED_PROXIES": "127.0.0.0/8"})
        with server:
            raw(server)
        check("canary" not in server.errors(), "FD-10 an address stands in the log")
    script = (SNIPPETS / "tamis-form.js").read_bytes()
    check(len(script) <= 3072, f"FD-11 the script has {len(script)} bytes")
    say("ok: no address in a trace log, script of at most 3 KB")


if __name__ == "__main__":
    main(test)
