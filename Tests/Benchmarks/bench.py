#!/usr/bin/env python3
"""Durable intake beside a bare handler, in one run: wrk with 64 connections on 2 threads, rounds in turn.

tamis        POST /v1/comments: checked, scored, decided, sealed, comment + decision + outbox row, synchronous FULL
rival FULL   Hummingbird + GRDB: one insert of the body per request and commit, synchronous FULL
rival NORMAL the same with synchronous NORMAL

Prints the median of each and the two ratios; exit status 1 when a bar is missed or an answer was not 201.
BENCH_ROUNDS (3), BENCH_SECONDS (8), BENCH_AUTHORS (new, or returning: one of 500 known authors),
BENCH_SYNC_MICROSECONDS (0: the disk as it is; otherwise every sync of all three takes that much longer).
"""
import os
import pathlib
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
SECONDS = int(os.environ.get("BENCH_SECONDS", "8"))
SYNC_MICROSECONDS = int(os.environ.get("BENCH_SYNC_MICROSECONDS", "0"))
BARS = {"rival FULL": 4.0, "rival NORMAL": 0.7}


def build():
    if os.environ.get("BENCH_SKIP_BUILD"):
        return
    # Both as `make run` builds.
    release = ["swift", "build", "-c", "release", "--static-swift-stdlib", "-Xlinker", "--no-export-dynamic",
               "--product"]
    subprocess.run([*release, "tamis"], cwd=ROOT, check=True)
    subprocess.run([*release, "BareRival"], cwd=HERE, check=True)


def slower_syncs(folder):
    """The environment that makes every sync of a server slower; empty when the disk is measured as it is."""
    if not SYNC_MICROSECONDS:
        return {}
    library = folder / "slow_sync.so"
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, HERE / "slow_sync.c"], check=True)
    return {"LD_PRELOAD": str(library), "SYNC_MICROSECONDS": str(SYNC_MICROSECONDS)}


class Process:
    """A server for the length of one measurement."""

    def __init__(self, words, **environment):
        kept = {name: value for name, value in os.environ.items() if not name.startswith("TAMIS_")}
        self.process = subprocess.Popen(
            list(map(str, words)), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env={**kept, **environment})

    def line(self, beginning):
        for line in self.process.stdout:
            if line.startswith(beginning):
                return line.split()
        sys.exit(f"bench: {self.process.args[0]} ended before it said “{beginning}”")

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def wrk(port, path, key, authors):
    result = subprocess.run(
        ["wrk", "-t2", "-c64", f"-d{SECONDS}s", "--latency", "-s", HERE / "comment.lua", f"http://127.0.0.1:{port}"],
        env={**os.environ, "BENCH_PATH": path, "BENCH_KEY": key, "BENCH_AUTHORS": authors}, text=True,
        capture_output=True, check=True).stdout
    if "Non-2xx" in result or "Socket errors" in result:
        sys.exit(f"bench: not every answer was a success:\n{result}")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", result).group(1))
    return rate, re.search(r"99%\s+(\S+)", result).group(1)


def tamis(folder, authors):
    binary = ROOT / ".build" / "release" / "tamis"
    data = folder / "data"
    server = Process([binary, "serve", "--port", "0", "--data", data], TAMIS_LOG_LEVEL=os.environ.get("BENCH_LOG_LEVEL", "info"),
                     TAMIS_WEBHOOKS_ALLOWED_NETWORKS="127.0.0.0/8", TAMIS_WEBHOOKS_ALLOW_HTTP="true",
                     **slower_syncs(folder))
    try:
        port = int(server.line("Review page")[-1].split(":")[2].split("/")[0])
        key = server.line("Its API key")[3]
        # One paused endpoint: each decision writes its outbox row, and sending is not measured.
        command = [binary, "endpoint"]
        added = subprocess.run(
            [*command, "add", "http://127.0.0.1:49999/", "--site", "default", "--data", data], text=True, check=True,
            capture_output=True, env={**os.environ, "TAMIS_WEBHOOKS_ALLOWED_NETWORKS": "127.0.0.0/8",
                                      "TAMIS_WEBHOOKS_ALLOW_HTTP": "true"}).stdout.split()[0]
        subprocess.run([*command, "pause", added, "--data", data], check=True, capture_output=True)
        doctor = subprocess.run([binary, "doctor", "--data", data], text=True, capture_output=True).stdout
        if not re.search(r"synchronous\s+2", doctor):
            sys.exit(f"bench: tamis does not run with synchronous FULL:\n{doctor}")
        figures = wrk(port, "/v1/comments", key, authors)
    finally:
        server.end()
    return figures


def rival(folder, level, authors):
    server = Process([HERE / ".build" / "release" / "BareRival", level, folder / "rival.sqlite"],
                     **slower_syncs(folder))
    try:
        port = int(server.line("port")[1])
        figures = wrk(port, "/insert", "", authors)
    finally:
        server.end()
    return figures


def main():
    if not shutil.which("wrk"):
        sys.exit("bench: wrk is missing; run: apt-get install -y wrk")
    build()
    authors = os.environ.get("BENCH_AUTHORS", "new")
    kinds = {
        "tamis": lambda folder: tamis(folder, authors),
        "rival FULL": lambda folder: rival(folder, "FULL", authors),
        "rival NORMAL": lambda folder: rival(folder, "NORMAL", authors),
    }
    rates = {kind: [] for kind in kinds}
    slower = f", every sync {SYNC_MICROSECONDS} µs slower" if SYNC_MICROSECONDS else ""
    print(f"{ROUNDS} rounds of {SECONDS} s, 64 connections, {authors} authors{slower}", flush=True)
    for number in range(ROUNDS):
        for kind, measure in kinds.items():
            with tempfile.TemporaryDirectory(prefix="tamis-bench-") as folder:
                rate, slowest = measure(pathlib.Path(folder))
            rates[kind].append(rate)
            print(f"round {number + 1}  {kind:13} {rate:9.0f} requests/s   p99 {slowest}", flush=True)
    medians = {kind: statistics.median(found) for kind, found in rates.items()}
    missed = False
    for kind, median in medians.items():
        print(f"median   {kind:13} {median:9.0f} requests/s")
    for kind, bar in BARS.items():
        ratio = medians["tamis"] / medians[kind]
        missed = missed or ratio < bar
        print(f"tamis / {kind}: {ratio:.2f}   (bar {bar}{'' if ratio >= bar else ', MISSED'})")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
