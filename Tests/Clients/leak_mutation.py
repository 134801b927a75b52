"""The leak test's own test: built with TAMIS_LEAK_ONCE=1 the HTTP API logs one submission, and the leak test must turn
red for that reason. It runs last: only HTTPAPI and what needs it is compiled again, and the leaky program is removed.
"""
import os
import subprocess
import sys

import harness
from harness import check, say

PROGRAM = harness.ROOT / ".build" / "debug" / "tamis"


def test():
    environment = {**os.environ, "TAMIS_LEAK_ONCE": "1"}
    environment.pop("TAMIS_BINARY", None)
    try:
        built = subprocess.run(
            ["swift", "build", "--product", "tamis", "--explicit-target-dependency-import-check", "error"],
            cwd=harness.ROOT, env=environment, capture_output=True, text=True)
        check(built.returncode == 0, lambda: f"the leaky program does not build: {built.stdout[-2000:]}{built.stderr}")
        result = subprocess.run([sys.executable, harness.ROOT / "Tests" / "Clients" / "leak_test.py"], env=environment,
                                capture_output=True, text=True)
    finally:
        # Nobody shall start this one by mistake; the next build makes an honest one.
        PROGRAM.unlink(missing_ok=True)
    check(result.returncode == 1, f"the leak test must end with 1 on a leaky program: {result.returncode}")
    found = [line.strip() for line in result.stdout.splitlines() if " in log as " in line]
    check(any(line.startswith("json in log") for line in found), f"and name the leak: {result.stdout[-2000:]}")
    check("leaks or missing hits" in result.stdout and result.stderr == "", f"for this reason: {result.stderr}")
    say(f"a program that logs one submission turned the leak test red: {len(found)} canaries found in its log")


if __name__ == "__main__":
    harness.main(test)
