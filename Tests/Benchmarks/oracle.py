#!/usr/bin/env python3
"""Whether the time of an answer says that an address is known: the same request in turn for an address the site has comments of
and for one nobody ever typed.

erase   by an admin's key, answered alike
form    a comment through the public form, as any reader of the site could send
submit  the same by a site's key

Prints both medians and the share of pairs in which the known one took longer: 0.5 says nothing. Exit status 1 when the
form, which anybody may try, is further than 0.1 from it. TAMIS_BINARY names a program that is built already. BENCH_REQUESTS (1000).
"""
import http.client
import json
import os
import statistics
import sys
import time
import urllib.parse

import bench

os.environ.setdefault("TAMIS_BINARY", str(bench.ROOT / ".build" / "release" / "tamis"))
sys.path.insert(0, str(bench.ROOT / "Tests" / "Clients"))
import harness  # noqa: E402

REQUESTS = int(os.environ.get("BENCH_REQUESTS", "1000"))
MOST = 0.1


class Asker:
    """One connection kept open, as somebody who measures would."""

    def __init__(self, server, key):
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.key = key

    def microseconds(self, path, body, headers):
        began = time.perf_counter()
        self.connection.request("POST", path, body, headers)
        answer = self.connection.getresponse()
        answer.read()
        took = (time.perf_counter() - began) * 1e6
        harness.check(answer.status in (200, 201, 202, 303), f"{path}: {answer.status}")
        return took

    def json(self, path, body):
        return self.microseconds(
            path, json.dumps(body).encode(), {"Authorization": f"Bearer {self.key}", "Content-Type": "application/json"})


def compare(name, known, unknown):
    """Measures in turn; how far from 0.5 the share of longer known ones is."""
    took = [(known(number), unknown(number)) for number in range(REQUESTS)]
    took = took[REQUESTS // 20:]
    ours, others = (sorted(pair[place] for pair in took) for place in (0, 1))
    # Of all pairs, not only of those side by side: the rank sum.
    ranks = sorted([(one, 1) for one in ours] + [(one, 0) for one in others])
    total = sum(rank + 1 for rank, (_, is_known) in enumerate(ranks) if is_known)
    share = (total - len(ours) * (len(ours) + 1) / 2) / (len(ours) * len(others))
    harness.say(f"{name:8} known {statistics.median(ours):7.0f} µs   unknown {statistics.median(others):7.0f} µs   {share:.3f}")
    return abs(share - 0.5)


def main():
    with harness.scratch() as folder:
        settings = {"TAMIS_HTTP_TRUSTED_PROXIES": "127.0.0.0/8"}
        with harness.Server(folder / "run", level="error", settings=settings) as server:
            asker = Asker(server, server.add_key("submit,read,admin"))
            server.command("site", "origins", "--site", "default", "https://news.example.org")

            def comment(email, text):
                return harness.comment(text, author={"name": "Reader", "email": email}, thread={"id": "page"})

            for number in range(REQUESTS):
                asker.json("/v1/comments", comment(f"known.{number}@example.org", f"a first word, {number}"))
            text = "Some words about the market and the bridge, number {}"
            submitted = compare(
                "submit", lambda n: asker.json("/v1/comments", comment(f"known.{n}@example.org", text.format(n))),
                lambda n: asker.json("/v1/comments", comment(f"newer.{n}@example.org", text.format(-n))))

            def form(email, number):
                body = urllib.parse.urlencode({"author": "Reader", "email": email, "comment": text.format(f"{email} {number}"),
                                               "comment_post_ID": "page", "tamis_back": "https://news.example.org/page"})
                # A network of its own for each, so that none is held back.
                address = f"{10 if email.startswith('known') else 11}.{number % 250}.{number // 250}.1"
                return asker.microseconds("/f/default", body.encode(), {
                    "Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": address})

            formed = compare("form", lambda n: form(f"known.{n}@example.org", n), lambda n: form(f"newest.{n}@example.org", n))
            erased = compare("erase", lambda n: asker.json("/v1/erasure", {"author": {"email": f"known.{n}@example.org"}}),
                             lambda n: asker.json("/v1/erasure", {"author": {"email": f"nobody.{n}@example.org"}}))
    harness.say(f"away from 0.5: erase {erased:.3f}, form {formed:.3f} (at most {MOST} of the form), submit {submitted:.3f}")
    sys.exit(1 if formed > MOST else 0)


if __name__ == "__main__":
    main()
