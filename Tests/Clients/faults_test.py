"""Webhook receivers that misbehave in every way we know of, plain and over TLS with a test CA of our own: what the log
says, what becomes of the delivery, when it is tried again; and that neither other endpoints nor the memory notice."""
import contextlib
import datetime
import json
import math
import socket
import ssl
import struct
import subprocess
import threading
import time
import urllib.request
import warnings

import harness
from harness import check, say

HEALTHY, ROUNDS, WAITING = 47, 20, 10_000
DAY = 86_400


def head(status, *lines, length=0):
    return "\r\n".join([f"HTTP/1.1 {status} Any", *lines, f"Content-Length: {length}", "", ""]).encode()


def at(seconds):
    moment = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(seconds=seconds)
    return moment.strftime("%a, %d %b %Y %H:%M:%S GMT")


def reset(connection):
    """Closes with RST instead of FIN."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()


class Faulty:
    """A receiver whose path says how it behaves. `over` is set at the end, for whoever hangs."""

    def __init__(self, context=None):
        self.context, self.over, self.asked = context, threading.Event(), []
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=512)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with contextlib.suppress(OSError):
            if self.context:
                connection = self.context.wrap_socket(connection, server_side=True)
            while (path := self._request(connection)) and not self.over.is_set():
                getattr(self, path.strip("/").replace("-", "_"))(connection)

    def _request(self, connection):
        """Reads a whole request; its path, or None at the end."""
        data = b""
        while b"\r\n\r\n" not in data:
            part = connection.recv(65_536)
            if not part:
                return None
            data += part
        first, _, body = data.partition(b"\r\n\r\n")
        lines = first.decode().split("\r\n")
        length = next(int(line.split(":")[1]) for line in lines if line.lower().startswith("content-length"))
        path = lines[0].split()[1]
        if path == "/reset-during":
            reset(connection)
            return None
        while len(body) < length:
            body += connection.recv(65_536)
        self.asked.append(path)
        return path

    def close(self):
        self.over.set()
        self.listener.close()

    # One method a behaviour, in the order of the table below.

    def ok(self, c): c.sendall(head(200, length=5) + b"thank")
    def no_content(self, c): c.sendall(b"HTTP/1.1 204 Any\r\n\r\n")
    def redirect(self, c): c.sendall(head(301, "Location: http://169.254.169.254/latest/meta-data/"))
    def bad(self, c): c.sendall(head(400, length=24) + b"write to ana@example.org")
    def missing(self, c): c.sendall(head(404))
    def gone(self, c): c.sendall(head(410))
    def abort(self, c): c.sendall(head(422, "Webhook-Delivery: abort-message"))
    def disable(self, c): c.sendall(head(400, "webhook-delivery: disable"))
    def busy_seconds(self, c): c.sendall(head(429, "Retry-After: 60"))
    def busy_date(self, c): c.sendall(head(429, f"Retry-After: {at(90)}"))
    def busy_garbage(self, c): c.sendall(head(429, "Retry-After: soon"))
    def busy_forever(self, c): c.sendall(head(429, "Retry-After: 1000000000000"))
    def busy_past(self, c): c.sendall(head(503, f"Retry-After: {at(-3600)}"))
    def unavailable(self, c): c.sendall(head(503, "Retry-After: 120"))
    def error(self, c): c.sendall(head(500))
    def bad_gateway(self, c): c.sendall(head(502, "Retry-After: 600"))
    def close_early(self, c): c.close()
    def reset_before(self, c): reset(c)

    def reset_after(self, c):
        self.ok(c)
        reset(c)

    def reset_within(self, c):
        c.sendall(head(200, length=100) + b"half")
        self.over.wait(0.2)  # a reset throws away what has not arrived
        reset(c)

    def endless(self, c):
        c.sendall(b"HTTP/1.1 200 Any\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not self.over.is_set():
            c.sendall(b"1000\r\n" + b"x" * 4096 + b"\r\n")

    def endless_error(self, c):
        c.sendall(b"HTTP/1.1 500 Any\r\nTransfer-Encoding: chunked\r\n\r\n")
        while not self.over.is_set():
            c.sendall(b"1000\r\n" + b"x" * 4096 + b"\r\n")

    def long_head(self, c):
        c.sendall(b"HTTP/1.1 200 Any\r\n")
        for number in range(1300):
            c.sendall(f"X-{number}: {'y' * 4000}\r\n".encode())

    def two_lengths(self, c):
        c.sendall(b"HTTP/1.1 200 Any\r\nContent-Length: 2\r\nContent-Length: 500\r\n\r\nok")
        self.over.wait()

    def packed(self, c):
        c.sendall(head(200, "Content-Encoding: gzip", length=2) + b"zz")

    def not_http(self, c):
        c.sendall(b"SSH-2.0-OpenSSH_9.2\r\n")
        c.close()

    def hang(self, c): self.over.wait()

    def drip(self, c):
        c.sendall(head(200, length=1000))
        while not self.over.wait(1):
            c.sendall(b"x")

    def close_idle(self, c):
        """Answers, and closes the kept connection without a word."""
        self.ok(c)
        c.close()


# path: HTTP status, words of the problem, state afterwards, wait until the next attempt, state of the endpoint.
PLAIN = {
    "ok": (200, None, "delivered"), "no-content": (204, None, "delivered"),
    "redirect": (301, "redirects are not followed", "waiting", (4, 6)), "bad": (400, "HTTP 400", "waiting", (4, 6)),
    "missing": (404, "HTTP 404", "waiting", (4, 6)), "gone": (410, "never to be called again", "dead", None, "disabled"),
    "abort": (422, "does not want this event", "dead"),
    "disable": (400, "never to be called again", "dead", None, "disabled"),
    "busy-seconds": (429, "HTTP 429", "waiting", (60, 60)), "busy-date": (429, "HTTP 429", "waiting", (88, 91)),
    "busy-garbage": (429, "HTTP 429", "waiting", (4, 6)), "busy-forever": (429, "HTTP 429", "waiting", (DAY, DAY)),
    "busy-past": (503, "HTTP 503", "waiting", (4, 6)), "unavailable": (503, "HTTP 503", "waiting", (120, 120)),
    "error": (500, "HTTP 500", "waiting", (4, 6)), "bad-gateway": (502, "HTTP 502", "waiting", (4, 6)),
    "close-early": (None, "broke off", "waiting", (4, 6)), "reset-before": (None, "broke off", "waiting", (4, 6)),
    "reset-during": (None, "broke off", "waiting", (4, 6)), "reset-within": (None, "broke off", "waiting", (4, 6)),
    "reset-after": (200, None, "delivered"), "endless": (200, None, "delivered"),
    "endless-error": (500, "HTTP 500", "waiting", (4, 6)), "long-head": (None, "broke off", "waiting", (4, 6)),
    "two-lengths": (None, "", "waiting", (4, 6)), "packed": (200, None, "delivered"),
    "not-http": (None, "not HTTP", "waiting", (4, 6)), "hang": (None, "in time", "waiting", (4, 6)),
    "drip": (None, "in time", "waiting", (4, 6)),
}


def moment(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()


def first_attempt(client, endpoint):
    """The delivery once its first attempt is written down."""
    def tried():
        items = client.get(f"/v1/endpoints/{endpoint}/deliveries").json["items"]
        return items[0] if items and items[0]["attempts"] else None

    return harness.wait_for(tried, f"the first attempt to {endpoint}", 60)


def add(client, url, **more):
    answer = client.post("/v1/endpoints", {"url": url, **more})
    check(answer.status == 201, f"{url}: {answer.status} {answer.body}")
    return answer.json


def judge(client, name, endpoint, status, words, state, wait=None, ends="active"):
    delivery = first_attempt(client, endpoint)
    attempt = delivery["attempts"][0]
    check(attempt.get("status") == status, f"{name}: the log says status {attempt.get('status')}, not {status}")
    problem = attempt.get("problem")
    check((problem is None) == (words is None) and (words is None or words in problem), f"{name}: {problem!r}")
    check(delivery["state"] == state, f"{name}: the delivery is {delivery['state']}")
    check(len(attempt["answer"].encode()) <= 4096 and "@" not in attempt["answer"], f"{name}: what is kept of the answer")
    check(attempt["milliseconds"] < 17_000, f"{name}: took {attempt['milliseconds']} ms")
    if wait:
        # When the second attempt was made already, by that; a busy machine may be late with it, never early.
        again, late = (delivery["attempts"][1]["at"], 5) if delivery["attempts"][1:] else (delivery["due_at"], 0.1)
        waited = moment(again) - moment(attempt["at"]) - attempt["milliseconds"] / 1000
        check(wait[0] - 0.1 <= waited <= wait[1] + late, f"{name}: tried again after {waited:.2f} s, not {wait}")
    now = client.get(f"/v1/endpoints/{endpoint}").json["state"]
    check(now == ends, f"{name}: the endpoint is {now}")
    return attempt


def behaviours(client, faulty):
    endpoints = {name: add(client, f"http://127.0.0.1:{faulty.port}/{name}")["id"] for name in PLAIN}
    for endpoint in endpoints.values():
        check(client.post(f"/v1/endpoints/{endpoint}/test").status == 202, "tested")
    for name, expected in PLAIN.items():
        attempt = judge(client, name, endpoints[name], *expected)
        if name == "endless":
            check(len(attempt["answer"]) == 4096, "4 KiB of an endless answer are kept")
    for endpoint in endpoints.values():
        client.post(f"/v1/endpoints/{endpoint}/state", {"state": "disabled"})
    return len(PLAIN)


def kept_connection(client, faulty):
    """A receiver that closes a kept connection just before we use it loses nothing."""
    endpoint = add(client, f"http://127.0.0.1:{faulty.port}/close-idle")["id"]
    for number in range(1, 21):
        client.post(f"/v1/endpoints/{endpoint}/test")
        harness.wait_for(lambda: faulty.asked.count("/close-idle") == number, f"event {number}", pause=0.005)

    def done():
        items = client.get(f"/v1/endpoints/{endpoint}/deliveries").json["items"]
        return items if all(one["state"] == "delivered" for one in items) else None

    items = harness.wait_for(done, "twenty events over closed connections")
    check([len(one["attempts"]) for one in items] == [1] * 20, "each at the first attempt")


def certificates(folder):
    """A CA of our own, and by name a server certificate with its key."""
    def openssl(*words, text=None):
        subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True, cwd=folder, input=text, text=True)

    for authority in ("ca", "other-ca"):
        openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{authority}.key", "-out", f"{authority}.pem",
                "-days", "2", "-subj", f"/CN=Test {authority}")
    made = {"good": ("ca", "IP:127.0.0.1", "2"), "wrong-name": ("ca", "DNS:hooks.example.org", "2"),
            "stranger": ("other-ca", "IP:127.0.0.1", "2"), "expired": ("ca", "IP:127.0.0.1", "-1")}
    contexts = {}
    for name, (authority, subject, days) in made.items():
        openssl("req", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr", "-subj",
                f"/CN={name}")
        (folder / f"{name}.ext").write_text(f"subjectAltName={subject}\n")
        openssl("x509", "-req", "-in", f"{name}.csr", "-CA", f"{authority}.pem", "-CAkey", f"{authority}.key", "-CAcreateserial",
                "-out", f"{name}.pem", "-days", days, "-extfile", f"{name}.ext")
        context = contexts[name] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / f"{name}.pem", folder / f"{name}.key")
    old = contexts["old-tls"] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    old.load_cert_chain(folder / "good.pem", folder / "good.key")
    old.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that it is out of date is the point
        old.minimum_version = old.maximum_version = ssl.TLSVersion.TLSv1_1
    return contexts


def trusting(folder):
    """What runs a program that trusts the CA of `certificates` and no other."""
    return ["unshare", "--map-root-user", "--mount", "sh", "-c",
            f'mount --bind {folder}/ca.pem /etc/ssl/certs/ca-certificates.crt && exec "$@"', "sh"]


def over_tls(folder):
    """The same over TLS: only a certificate of a known CA for this address is spoken to."""
    contexts = certificates(folder)
    receivers = {name: Faulty(context) for name, context in contexts.items()}
    with harness.Server(folder / "tls", prefix=trusting(folder)) as server:
        client = harness.Client(server, server.add_key("submit,read,admin"))
        for name, receiver in receivers.items():
            endpoint = add(client, f"https://127.0.0.1:{receiver.port}/ok")["id"]
            client.post(f"/v1/endpoints/{endpoint}/test")
            if name == "good":
                judge(client, name, endpoint, 200, None, "delivered")
            else:
                judge(client, name, endpoint, None, "no secure connection", "waiting", (4, 6))
                check(not receiver.asked, f"{name}: nothing was sent")
        good = receivers["good"]
        for name in ("error", "gone", "reset-within", "endless", "drip", "busy-seconds"):
            endpoint = add(client, f"https://127.0.0.1:{good.port}/{name}")["id"]
            client.post(f"/v1/endpoints/{endpoint}/test")
            judge(client, f"{name} over TLS", endpoint, *PLAIN[name])
    for receiver in receivers.values():
        receiver.close()
    return len(contexts) + 6


def isolation(client, receiver, faulty):
    """Fifty endpoints, three of which hang, drip and never end: when the others hear of a comment."""
    for name in ("hang", "drip", "endless"):
        add(client, f"http://127.0.0.1:{faulty.port}/{name}")
    for number in range(HEALTHY):
        made = add(client, receiver.url(f"/{number}"))
        receiver.secrets[f"/{number}"] = made["secret"]
    waits = []
    for round_number in range(1, ROUNDS + 1):
        begin = time.monotonic()
        answer = client.post("/v1/comments", harness.comment(f"what a fine day {round_number}"))
        check(answer.status == 201, f"submitted: {answer.status}")
        receiver.wait(lambda all: len(all) >= HEALTHY * round_number, f"round {round_number}", 60)
        waits += [one.at - begin for one in receiver.taken()[HEALTHY * (round_number - 1):HEALTHY * round_number]]
    waits.sort()
    check(len(waits) == HEALTHY * ROUNDS, f"{len(waits)} came")
    p99 = waits[math.ceil(len(waits) * 0.99) - 1]
    check(p99 < 1, f"p99 of healthy endpoints is {p99:.3f} s")
    for endpoint in client.get("/v1/endpoints").json["items"]:
        client.post(f"/v1/endpoints/{endpoint['id']}/state", {"state": "disabled"})
    return waits[len(waits) // 2], p99, waits[-1]


def resident(server):
    with urllib.request.urlopen(f"{server.url}/metrics", timeout=30) as page:
        line = next(l for l in page.read().decode().splitlines() if l.startswith("process_resident_memory_bytes "))
    return float(line.split()[1]) / 2**20


def memory(server, client, faulty):
    """Ten thousand deliveries wait for an endpoint that hangs, and for nothing else."""
    endpoint = add(client, f"http://127.0.0.1:{faulty.port}/hang")["id"]

    def send(_):
        check(client.post(f"/v1/endpoints/{endpoint}/test").status == 202, "tested")

    harness.spread(send, range(1000))
    before = resident(server)
    harness.spread(send, range(WAITING - 1000))
    after = resident(server)
    waiting = json.loads(server.command("endpoint", "log", endpoint, "--limit", "1", "--json").stdout)
    check(waiting, "they wait")
    check(after - before < 24, f"memory grew from {before:.1f} to {after:.1f} MiB")
    return before, after


def test():
    with harness.scratch() as folder:
        faulty, receiver = Faulty(), harness.Receiver()
        with harness.Server(folder, level="warning") as server:
            client = harness.Client(server, server.add_key("submit,read,admin"))
            count = behaviours(client, faulty)
            kept_connection(client, faulty)
            say(f"{count + 1} behaviours: status, words, state, time of the next attempt and endpoint as they should be")
            median, p99, most = isolation(client, receiver, faulty)
            receiver.verified()
            say(f"50 endpoints, one hangs, one drips, one never ends: of {HEALTHY * ROUNDS} events to the others median "
                f"{median * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms, most {most * 1000:.0f} ms")
            before, after = memory(server, client, faulty)
            say(f"memory with 1,000 and with {WAITING:,} deliveries due to an endpoint that hangs: {before:.1f} and {after:.1f} MiB")
            faulty.close()
        say(f"{over_tls(folder)} behaviours over TLS with a CA of our own")


if __name__ == "__main__":
    harness.main(test)
