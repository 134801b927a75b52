"""Requests made from the kept lines of Tests/TamisTests/Corpora, changed and crossed: forms, JSON, types, headers, cookies, cursors
and idempotency keys. TAMIS_FUZZ_SECONDS (80) for all eight side by side, which gives each 20 s of one of two cores."""
import os
import re
import shutil
import subprocess

import harness
from harness import ROOT, check, say

SECONDS = os.environ.get("TAMIS_FUZZ_SECONDS", "80")


def test():
    check(shutil.which("swift"), "swift is there")
    result = subprocess.run(
        ["swift", "test", "--skip-build", "--filter", "RequestFuzzTests"], cwd=ROOT, text=True, capture_output=True,
        env={**os.environ, "TAMIS_FUZZ_SECONDS": SECONDS}, timeout=float(SECONDS) * 2 + 300)
    runs = re.findall(r"^(\w+): (\d+) runs, (\d+) kinds of answers$", result.stdout, re.M)
    check(result.returncode == 0, lambda: f"{result.stdout[-3000:]}{result.stderr[-2000:]}")
    check(len(runs) == 8, lambda: f"every target ran: {runs}")
    say("; ".join(f"{name} {count} runs, {kinds} kinds of answers" for name, count, kinds in sorted(runs)))


if __name__ == "__main__":
    harness.main(test)
