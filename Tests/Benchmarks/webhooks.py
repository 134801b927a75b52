#!/usr/bin/env python3
"""Deliveries a second beside a bare curl-multi loop, in one run: the same bytes to the same receiver (nginx that answers
204), the same number on their way at once.

tamis   64 endpoints of one site, BENCH_COMMENTS comments decided while they are paused: from the moment they are active
        until the last delivery is recorded, each signed, its attempt and outcome written durably (synchronous FULL)
bare    bare_multi.c: as many requests, nothing signed, nothing written

Prints the rates of each round, their medians and the ratio; exit status 1 when the bar is missed. TAMIS_BINARY names a
program that is built already. BENCH_ROUNDS (3), BENCH_COMMENTS (150). BENCH_LEAST=1 (needs libssl-dev): least_sender.c too,
which does of our work the signing and the durable writing alone: what it reaches of the bare loop no such sender is far above.
"""
import http.client
import json
import os
import pathlib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

import bench

sys.path.insert(0, str(bench.ROOT / "Tests" / "Clients"))
import harness  # noqa: E402

ENDPOINTS = 64
AT_ONCE = 64
COMMENTS = int(os.environ.get("BENCH_COMMENTS", "150"))
BAR = 0.5
BINARY = os.environ.get("TAMIS_BINARY", str(bench.ROOT / ".build" / "release" / "tamis"))
LOCAL = {"TAMIS_WEBHOOKS_ALLOWED_NETWORKS": "127.0.0.0/8", "TAMIS_WEBHOOKS_ALLOW_HTTP": "true", "TAMIS_LOG_LEVEL": "warning"}


def receiver(folder):
    port = harness.free_port()
    words = harness.nginx(
        folder, "access_log off;\nkeepalive_requests 1000000;\n"
        f"server {{ listen 127.0.0.1:{port} backlog=1024; location / {{ return 204; }} }}")
    process = subprocess.Popen(words)
    harness.wait_for(lambda: harness.answers(port), "nginx to answer")
    return process, port


class Tamis:
    def __init__(self, folder, port):
        self.data = folder / "data"
        self.server = bench.Process([BINARY, "serve", "--port", "0", "--data", self.data], **LOCAL)
        self.port = int(self.server.line("Review page")[-1].split(":")[2].split("/")[0])
        self.server.line("Its API key")
        self.key = subprocess.run(
            [BINARY, "key", "add", "--site", "default", "--scopes", "submit,read,admin", "--data", self.data], text=True,
            check=True, capture_output=True).stdout.split()[0]
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.endpoints = []
        for number in range(ENDPOINTS):
            made = self.ask("POST", "/v1/endpoints", {"url": f"http://127.0.0.1:{port}/{number}", "types": ["comment.approved"]})
            self.endpoints.append(made["id"])
            self.state(made["id"], "paused")
        for number in range(COMMENTS):
            self.ask("POST", "/v1/comments", harness.comment(f"What a fine day it was at the lake, number {number}."))

    def ask(self, method, path, body=None):
        self.connection.request(method, path, json.dumps(body) if body is not None else None, {
            "Authorization": f"Bearer {self.key}", "Content-Type": "application/json"})
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status >= 300:
            sys.exit(f"bench: {method} {path}: {answer.status} {text[:300]}")
        return json.loads(text) if text else None

    def state(self, endpoint, state):
        self.ask("POST", f"/v1/endpoints/{endpoint}/state", {"state": state})

    def rate(self):
        """From the activation of the last endpoint on, when all are due; the earlier ones' start counts against us."""
        reader = sqlite3.connect(f"file:{self.data}/tamis.sqlite?mode=ro", uri=True)
        total = reader.execute("SELECT COUNT(*) FROM deliveries").fetchone()[0]
        begin = time.monotonic()
        for endpoint in self.endpoints:
            self.state(endpoint, "active")
        waiting = "SELECT COUNT(*) FROM deliveries WHERE state = 'waiting'"
        harness.wait_for(lambda: not reader.execute(waiting).fetchone()[0], "all deliveries", 300, pause=0.02)
        seconds = time.monotonic() - begin
        states = dict(reader.execute("SELECT state, COUNT(*) FROM deliveries GROUP BY state").fetchall())
        attempts = reader.execute("SELECT COUNT(*) FROM delivery_attempts").fetchone()[0]
        if states != {"delivered": total} or attempts != total:
            sys.exit(f"bench: {states}, {attempts} attempts of {total}")
        return total, total / seconds


LEAST = {"v1": ("1", "-"), "v1 v1a": ("2", "-"), "log": ("0", "log"), "v1 log": ("1", "log"), "v1 v1a log": ("2", "log")}


def least(program, folder, total, body, urls):
    """Requests a second of a sender that only signs (v1, v1a) or writes its log, or does both."""
    rates = {}
    for name, (schemes, log) in LEAST.items():
        database = "-" if log == "-" else folder / f"least-{schemes}.sqlite"
        rates[name] = float(subprocess.run(
            [program, str(min(total, 99_999)), str(AT_ONCE), body, schemes, database, *urls], text=True, check=True,
            capture_output=True).stdout)
    return rates


def main():
    rounds = int(os.environ.get("BENCH_ROUNDS", "3"))
    if "TAMIS_BINARY" not in os.environ:
        bench.build()
    rates = {"tamis": [], "bare": []}
    with tempfile.TemporaryDirectory(prefix="tamis-bench-") as folder:
        folder = pathlib.Path(folder)
        bare = folder / "bare_multi"
        subprocess.run(["cc", "-O2", "-o", bare, bench.HERE / "bare_multi.c", "-lcurl"], check=True)
        beside = os.environ.get("BENCH_LEAST") == "1"
        if beside:
            subprocess.run(
                ["cc", "-O2", "-o", folder / "least", bench.HERE / "least_sender.c", "-lcurl", "-lcrypto", "-lsqlite3",
                 "-lpthread"], check=True)
        process, port = receiver(folder)
        try:
            for number in range(rounds):
                here = folder / str(number)
                here.mkdir()
                tamis = Tamis(here, port)
                try:
                    total, rate = tamis.rate()
                finally:
                    tamis.server.end()
                rates["tamis"].append(rate)
                body = folder / "body"
                body.write_bytes(b"x" * 700)  # what an event without its text has
                urls = [f"http://127.0.0.1:{port}/{one}" for one in range(ENDPOINTS)]
                rates["bare"].append(float(subprocess.run(
                    [bare, str(total), str(AT_ONCE), body, *urls], text=True, check=True, capture_output=True).stdout))
                print(f"round {number + 1}  tamis {rates['tamis'][-1]:7.0f}   bare {rates['bare'][-1]:7.0f}   of {total}", flush=True)
                for name, rate in least(folder / "least", here, total, body, urls).items() if beside else ():
                    rates.setdefault(f"least, {name}", []).append(rate)
        finally:
            process.terminate()
            process.wait(20)
    medians = {name: statistics.median(found) for name, found in rates.items()}
    ratio = medians["tamis"] / medians["bare"]
    for name in rates:
        if name.startswith("least"):
            print(f"{name:20} {medians[name]:7.0f}   {medians[name] / medians['bare']:.2f} of bare")
    print(f"deliveries/s {medians['tamis']:.0f}, bare curl-multi {medians['bare']:.0f}: {ratio:.2f}   "
          f"(bar {BAR}{'' if ratio >= BAR else ', MISSED'})")
    sys.exit(0 if ratio >= BAR else 1)


if __name__ == "__main__":
    main()
