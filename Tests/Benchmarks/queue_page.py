#!/usr/bin/env python3
"""The queue page of a long day beside that of a short one: 1,000,000 comments of which 50,000 wait, and 10,000 of which 500 wait.

Each page is asked for over one connection, one after the other, as a moderator does: the beginning, further parts, narrowed
ones. Prints the median and the 99th percentile of each; exit status 1 when the long day's whole page takes more than 50 ms
or more than twice what the short one's does. TAMIS_BINARY names a program that is built already. BENCH_COMMENTS (1000000),
BENCH_REQUESTS (300).
"""
import os
import re
import subprocess
import sys
import time

import bench

if "TAMIS_BINARY" not in os.environ:
    bench.build()
    os.environ["TAMIS_BINARY"] = str(bench.ROOT / ".build" / "release" / "tamis")
sys.path.insert(0, str(bench.ROOT / "Tests" / "Clients"))
import harness  # noqa: E402
from pages import Pages  # noqa: E402

MANY, FEW = int(os.environ.get("BENCH_COMMENTS", "1000000")), 10_000
RUDE = 20
REQUESTS = int(os.environ.get("BENCH_REQUESTS", "300"))
MOST_MS, MOST_RATIO = 50, 2.0
NARROWED = {"label": "label=abuse", "language": "language=en", "score": "score=60", "age": "age=24", "text": "text=thunder",
            "nothing fits": "text=nowhere"}


def fill(server, comments):
    """Posts until there are so many."""
    reader = harness.Client(server, server.add_key("read"))
    before, seconds, rate = 0, 0, 3_000
    while True:
        stats = reader.get("/v1/stats").json["comments"]
        missing = comments - sum(stats.values())
        if missing <= 0:
            return sum(stats.values()), stats["flagged"]
        if seconds:
            rate = max(1, (comments - missing - before) / seconds)
        # As long as the rest takes: it comes slower the more there are.
        before, seconds = comments - missing, max(1, min(20, round(missing / rate)))
        subprocess.run(
            ["wrk", "-t2", "-c32", f"-d{seconds}s", "-s", bench.HERE / "words.lua", f"http://127.0.0.1:{server.port}"],
            env={**os.environ, "BENCH_KEY": server.key, "BENCH_RUDE": str(RUDE)}, check=True, capture_output=True)


def timed(pages, paths):
    """Milliseconds for each of `paths`."""
    took = []
    for path in paths:
        began = time.perf_counter()
        answer = pages.get(path)
        took.append((time.perf_counter() - began) * 1000)
        harness.check(answer.status == 200, f"{path}: {answer.status}")
    return sorted(took)


def told(name, took):
    median, most = took[len(took) // 2], took[int(len(took) * 0.99)]
    harness.say(f"  {name:14} median {median:7.1f} ms   p99 {most:7.1f} ms")
    return most


def measure(server, comments):
    began = time.monotonic()
    held, waiting = fill(server, comments)
    harness.say(f"{held} comments, {waiting} wait ({time.monotonic() - began:.0f} s)")
    pages = Pages(server).set_up(server.first_login)
    pages.get("/review")
    # Walks on from part to part, as somebody who skips.
    paths, path = [], "/review"
    while len(paths) < 20 and path:
        paths.append(path)
        page = pages.get(path).body.decode()
        following = re.findall(r'href="(/review\?after=[^"]*)"', page)
        path = following[-1].replace("&amp;", "&") if following else None
    whole = told("whole", timed(pages, [paths[number % len(paths)] for number in range(REQUESTS)]))
    for name, query in NARROWED.items():
        told(name, timed(pages, ["/review?" + query] * (REQUESTS // 10)))
    identifier = re.search(r'href="/review/comments/(cmt_\w+)"', pages.get("/review").body.decode()).group(1)
    told("comment", timed(pages, [f"/review/comments/{identifier}"] * (REQUESTS // 10)))
    return whole


def main():
    with harness.scratch() as folder:
        figures = []
        for comments in (FEW, MANY):
            with harness.Server(folder / str(comments), level="warning") as server:
                figures.append(measure(server, comments))
    few, many = figures
    missed = many > MOST_MS or many > few * MOST_RATIO
    harness.say(f"p99 of the long day: {many:.1f} ms (at most {MOST_MS}), {many / few:.2f} of the short one's (at most {MOST_RATIO})")
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
