"""Schemathesis against the served document: every check, every phase, once with a key of all scopes and once with none.

TAMIS_EXAMPLES is how many cases each operation gets in the fuzzing and stateful phases, TAMIS_SEED which cases.
"""
import os
import re
import subprocess
import sys

import harness
from harness import check, say

SEED = os.environ.get("TAMIS_SEED", "20260131")


def run(server, folder, name, *more):
    """One run; the counts of its report."""
    words = [
        sys.executable, "-m", "schemathesis.cli", "--config-file", str(harness.ROOT / "Tests/Clients/schemathesis.toml"),
        "run", f"{server.url}/openapi.json", "--checks", "all",
        # As its configuration says and why; "all" goes before that.
        "--exclude-checks", "use_after_free", "--continue-on-failure", "--phases",
        "examples,coverage,fuzzing,stateful", "--seed", SEED, "--max-examples", os.environ.get("TAMIS_EXAMPLES", "60"),
        "--workers", "1", "--request-timeout", "20", "--generation-database", "none", "--no-color", "--output-sanitize", "false", *more]
    result = subprocess.run(words, cwd=folder, text=True, capture_output=True, timeout=900)
    report = result.stdout + result.stderr
    (folder / f"{name}.txt").write_text(report)
    if os.environ.get("TAMIS_KEEP"):
        say(report)
    check(result.returncode == 0, lambda: f"{name}: schemathesis ended with {result.returncode}:\n{report[-12000:]}")
    cases = re.search(r"(\d[\d,]*) generated", report)
    check(cases, lambda: f"{name}: no count of cases in\n{report[-2000:]}")
    for phase in ("Examples", "Coverage", "Fuzzing", "Stateful"):
        check(re.search(rf"{phase}", report), f"{name}: the {phase} phase did not run")
    return int(cases.group(1).replace(",", ""))


def test():
    with harness.scratch() as folder, harness.Server(folder) as server:
        key = server.add_key("submit,score,read,moderate,admin", name="schemathesis")
        with_key = run(server, folder, "with a key", "--header", f"Authorization: Bearer {key}")
        # Requests that are all refused would prove little.
        client = harness.Client(server, key)
        kept = len(client.get("/v1/comments?limit=100").json["items"])
        endpoints = len(client.get("/v1/endpoints").json["items"])
        check(kept >= 30 and endpoints >= 5, f"{kept} comments and {endpoints} endpoints were taken")
        without = run(server, folder, "without")
        log = server.errors()
        check(" error " not in log and " warning " not in log, lambda: f"the log complains: {log[-2000:]}")
        say(f"{with_key} cases with a key, {without} without: 0 failures")


if __name__ == "__main__":
    harness.main(test)
