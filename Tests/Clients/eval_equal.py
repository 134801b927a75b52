"""`tamis eval` and `evaluate.py` of the labelled files are two programs that say the same: every figure of both is held
equal, in JSON and in the tables; and wrong input is refused with its file and line."""
import importlib.util
import json
import math
import pathlib
import subprocess

import harness
from harness import check, say

TOLERANCE = 1e-9


def tamis(*words):
    return subprocess.run([harness.BINARY, *map(str, words)], env=harness.environment(), text=True, capture_output=True,
                          timeout=1800)


def reference():
    """evaluate.py as a module, so that its figures come unrounded."""
    spec = importlib.util.spec_from_file_location("evaluate", harness.EVAL_DIR / "evaluate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predict(files, out):
    """`tamis score --jsonl` over all files, into one."""
    with open(out, "wb") as answers:
        for gold in files:
            with open(gold, "rb") as questions:
                result = subprocess.run([harness.BINARY, "score", "--jsonl"], stdin=questions, stdout=answers,
                                        stderr=subprocess.PIPE, env=harness.environment(), timeout=1800)
            check(result.returncode == 0, f"{gold.name}: {result.stderr[-300:]!r}")


def figures(tree, path=()):
    """All leaves by their path; what is not known is left out."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield from figures(value, path + (key,))
    elif tree is not None:
        yield path, tree


def differences(ours, theirs):
    """What is not equal, as lines; whole numbers and texts exactly, all else within the tolerance."""
    ours, theirs = dict(figures(ours)), dict(figures(theirs))
    for path in sorted(ours.keys() | theirs.keys()):
        mine, other = ours.get(path), theirs.get(path)
        if isinstance(mine, float) or isinstance(other, float):
            same = mine is not None and other is not None and math.isclose(mine, other, rel_tol=0, abs_tol=TOLERANCE)
        else:
            same = mine == other
        if not same:
            yield f"{'.'.join(path)}: {mine} here, {other} there"


def cells(table):
    """The words of each line; how they are spaced, and the rule under a head, is each program's own."""
    lines = (line.split() for line in table.splitlines())
    return [line for line in lines if line and set(line[0]) != {"-"}]


def compare(gold, files, folder, evaluate):
    predictions = folder / "predictions.jsonl"
    predict(files, predictions)
    expected = evaluate.load_gold([str(gold)])
    predicted, _ = evaluate.load_pred([str(predictions)], expected)
    theirs = evaluate.evaluate(expected, predicted, sublabels=True)
    del theirs["missing"]  # every row has a prediction here, that is what the other program counts
    result = tamis("eval", gold, "--sublabels", "--json")
    check(result.returncode == 0, f"tamis eval: exit {result.returncode}: {result.stderr}")
    ours = json.loads(result.stdout)
    check(set(ours.pop("versions")) == {"engine", "policy", "lists", "model"}, "the versions are told")
    check(set(ours.pop("reliability")) == {"spam", "abuse"}, "how far its probabilities hold is told")  # ours alone
    found = list(differences(ours, theirs))
    check(not found, f"{len(found)} figures differ:\n" + "\n".join(found[:20]))
    table = tamis("eval", gold, "--sublabels").stdout
    mine, other = cells(table), cells(evaluate.table(theirs, sublabels=True))
    # How far the probabilities hold is said by us alone: a heading, a head and ten steps for each label.
    heads = [place for place, line in enumerate(mine) if line[1:2] == ["RELIABILITY"]]
    check(len(heads) == 2, f"{len(heads)} tables of reliability")
    mine = [line for place, line in enumerate(mine) if not any(0 <= place - head < 12 for head in heads)]
    check(len(mine) == len(other), f"{len(mine)} lines here, {len(other)} there")
    for line, wanted in zip(mine, other):
        check(line == wanted, f"a line of the tables differs: {line} here, {wanted} there")
    # The comparison itself can fail: one figure a little off, one missing, one too many.
    damaged = json.loads(json.dumps(theirs))
    name = next(iter(damaged["datasets"]))
    damaged["datasets"][name]["n"] += 1
    damaged["fpr"] += 1e-6
    damaged["macro"]["more"] = 1.0
    check(len(list(differences(ours, damaged))) == 3, "damaged figures are told")
    count = len(list(figures(ours)))
    check(count > 20 * len(files), f"only {count} figures were compared")
    return len(expected), count


def rules(gold):
    """The table of signals counts what `tamis score` finds."""
    result = tamis("eval", gold, "--rules", "--false-positives", "2", "--missed", "1", "--json")
    check(result.returncode == 0, f"--rules: {result.stderr}")
    found = json.loads(result.stdout)
    rules = {rule["name"]: rule for rule in found["rules"]}
    rows = [json.loads(line) for line in open(gold, encoding="utf-8")]
    scored = subprocess.run([harness.BINARY, "score", "--jsonl"], stdin=open(gold, "rb"), capture_output=True,
                            env=harness.environment(), timeout=600)
    hits, flagged = {}, 0
    for row, line in zip(rows, scored.stdout.splitlines()):
        answer = json.loads(line)
        flagged += row["label"] == "clean" and answer["decision"] != "approve"
        for signal in {(signal["name"], signal["label"]) for signal in answer["signals"]}:
            key = (*signal, row["label"])
            hits[key] = hits.get(key, 0) + 1
    labels = {row["label"] for row in rows}
    for rule in rules.values():
        if rule["label"] in labels:
            wanted = (hits.get((rule["name"], rule["label"], rule["label"]), 0),
                      hits.get((rule["name"], rule["label"], "clean"), 0))
            check((rule["positive_hits"], rule["clean_hits"]) == wanted, f"{rule['name']}: {rule}, counted {wanted}")
            share = wanted[0] / rule["positive_rows"], wanted[1] / rule["clean_rows"]
            if sum(share):
                check(math.isclose(rule["spam_over_overall"], share[0] / sum(share)), f"{rule['name']}: S/O")
    check(sum(entry["count"] for entry in found["false_positives"].values()) == flagged,
          f"{flagged} clean rows are flagged")
    for entry in [*found["false_positives"].values(), *found["missed_rows"].values()]:
        check(len(entry["rows"]) <= 2, "no more rows than asked for")
    return len(rules)


def wrong_input(folder):
    """Every wrong line is told with file and line, and nothing is printed as if it were a result."""
    row = '{"id":"%s","text":"a","label":"%s"}'
    cases = {
        "no JSON": (row % (1, "clean") + "\n{nonsense\n", ":2: not a JSON object"),
        "no id": ('{"text":"a","label":"clean"}\n', ":1: not a JSON object"),
        "no label": ('{"id":1,"text":"a"}\n', ":1: not a JSON object"),
        "another label": (row % (1, "clean") + "\n\n" + row % (2, "rude") + "\n", ":3: the label must be"),
        "an id twice": (row % (1, "clean") + "\n" + row % (1, "abuse") + "\n", ":2: the id 1 stands"),
    }
    for name, (text, told) in cases.items():
        path = folder / "wrong.jsonl"
        path.write_text(text)
        result = tamis("eval", path)
        check(result.returncode == 1 and f"{path}{told}" in result.stderr and not result.stdout,
              f"{name}: exit {result.returncode}: {result.stdout}{result.stderr}")
    (folder / "bytes.jsonl").write_bytes(b'{"id":"1","text":"\xff","label":"clean"}\n')
    check("bytes.jsonl:1: not UTF-8" in tamis("eval", folder / "bytes.jsonl").stderr, "bytes that are not UTF-8")
    many = "".join("{\n" for _ in range(50))
    (folder / "many.jsonl").write_text(many)
    told = tamis("eval", folder / "many.jsonl").stderr.splitlines()
    check(len(told) == 21 and "30 more" in told[-1], f"many wrong lines are told shortly: {told[-2:]}")
    for words in (["eval", folder / "nowhere.jsonl"], ["eval", harness.ROOT / "config"]):
        result = tamis(*words)
        check(result.returncode == 1 and len(result.stderr.splitlines()) == 1, f"{words}: {result.stderr}")
    check(tamis("eval").returncode == 2, "no file is wrong usage")
    return len(cases) + 4


def test():
    files = sorted(harness.EVAL_DIR.glob("*.jsonl"))
    check(files, f"no labelled files in {harness.EVAL_DIR}; set EVAL_DIR")
    evaluate = reference()
    with harness.scratch() as folder:
        folder = pathlib.Path(folder)
        rows, count = compare(harness.EVAL_DIR, files, folder, evaluate)
        signals = rules(harness.EVAL_DIR / "youtube_spam.jsonl")
        refused = wrong_input(folder)
        say(f"{rows} rows of {len(files)} sets: {count} figures equal within {TOLERANCE:g}, all lines of the tables equal; "
            f"{signals} signals counted again; {refused} wrong inputs refused")


if __name__ == "__main__":
    harness.main(test)
