"""`tamis score --jsonl` over every labelled file, held against the bars of eval_bars.json by evaluate.py."""
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys

import harness
from harness import check, say

BARS = pathlib.Path(__file__).with_name("eval_bars.json")


def predict(gold, out):
    """Scores one file; the answers stand in the order of the questions."""
    with open(gold, "rb") as questions, open(out, "wb") as answers:
        result = subprocess.run(
            [harness.BINARY, "score", "--jsonl", "--model", "off"], stdin=questions, stdout=answers, stderr=subprocess.PIPE,
            env=harness.environment(), timeout=1200)
    check(result.returncode == 0, f"{gold.name}: exit {result.returncode}: {result.stderr[-500:]!r}")
    ids = [json.loads(line)["id"] for line in open(gold, encoding="utf-8") if line.strip()]
    check([json.loads(line)["id"] for line in open(out, encoding="utf-8")] == ids, f"{gold.name}: same ids, same order")
    return len(ids)


def test():
    files = sorted(harness.EVAL_DIR.glob("*.jsonl"), key=lambda file: -file.stat().st_size)
    check(files, f"no labelled files in {harness.EVAL_DIR}; set EVAL_DIR")
    with harness.scratch() as folder:
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            rows = sum(pool.map(lambda file: predict(file, folder / file.name), files))
        say(f"{rows} rows scored")
        figures = folder / "figures.json"
        result = subprocess.run(
            [sys.executable, harness.EVAL_DIR / "evaluate.py", "--gold", harness.EVAL_DIR, "--pred", folder,
             "--format", "table", "--json", figures, "--require", BARS], text=True, capture_output=True)
        say(result.stdout)
        found = json.loads(figures.read_text()) if figures.exists() else {}
        for path, bar in json.loads(BARS.read_text()).items():
            value = found
            for step in path.split("."):
                value = value.get(step) if isinstance(value, dict) else None
            say(f"{path}: {value} {bar}")
        check(result.returncode == 0, f"evaluate.py: exit {result.returncode}: {result.stderr.strip()}")


if __name__ == "__main__":
    harness.main(test)
