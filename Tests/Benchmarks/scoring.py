#!/usr/bin/env python3
"""The scoring engine beside its rivals, in one run: one thread, CPU time, rounds in turn, medians.

match    500-byte comments folded and matched for 20,000 terms, beside a raw scan by ahocorasick_rs (contiguous NFA,
         BytesAhoCorasick: the cheapest it offers) called from Python comment by comment: its call overhead counts
score    whole scores of a mix of EVAL_DIR, all lists and rules, beside profanex (lists only, `contains`, its fastest
         call for one text) called from Python comment by comment
terms    the same match with 1,000 terms and with 99,000 more that stand nowhere in the text
hostile  time per byte at 64 KiB beside that at 4 KiB, for each text in Hostile.swift
load     reading and compiling all lists
memory   peak of `tamis score --jsonl` over ten times the lines

Exit status 1 when a bar is missed, a rival is absent, or a checksum changes between rounds.
EVAL_DIR, BENCH_SCORING_ROUNDS (9), TAMIS_BINARY and BENCH_BINARY (built here when not given).
"""
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import unicodedata
import venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
EVAL_DIR = pathlib.Path(os.environ.get("EVAL_DIR") or ROOT.parent / "shared" / "eval").resolve()
RIVALS = ROOT / ".venv-bench"
ROUNDS = int(os.environ.get("BENCH_SCORING_ROUNDS", "9"))
CONFIG = ROOT / "config" / "tamis.yaml"
COMMENT_BYTES = 500
MATCH_BAR, SCORE_BAR, TERMS_BAR, HOSTILE_BAR, LOAD_BAR_MS, MEMORY_BAR_MB = 0.5, 1.2, 1.3, 1.5, 150, 4


def build():
    """Paths of the two programs, built as `make run` builds where they are not given."""
    release = ["swift", "build", "-c", "release", "--static-swift-stdlib", "-Xlinker", "--no-export-dynamic",
               "--product"]
    found = []
    for name, folder, product in [("TAMIS_BINARY", ROOT, "tamis"), ("BENCH_BINARY", HERE, "ScoringBench")]:
        if not os.environ.get(name):
            if not os.environ.get("BENCH_SKIP_BUILD"):
                subprocess.run([*release, product], cwd=folder, check=True)
        found.append(os.environ.get(name) or folder / ".build" / "release" / product)
    return found


def rival_python():
    """A Python that has both rivals."""
    python = RIVALS / "bin" / "python"
    wanted = ["ahocorasick_rs==1.0.3", "profanex==1.0.0"]
    check = "import ahocorasick_rs, profanex"
    if not python.exists() or subprocess.run([python, "-c", check], capture_output=True).returncode:
        venv.create(RIVALS, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *wanted], check=True)
    return python


class Texts:
    """What is measured, drawn from EVAL_DIR with a fixed seed; in files of texts that each end with a NUL."""

    def __init__(self, folder):
        self.folder = folder
        files = sorted(EVAL_DIR.glob("*.jsonl"))
        if not files:
            sys.exit(f"bench: no labelled comments in {EVAL_DIR}; set EVAL_DIR")
        rows = [json.loads(line)["text"].replace("\0", " ") for file in files for line in open(file, encoding="utf-8")]
        draw = random.Random(4)
        draw.shuffle(rows)
        self.rows = rows
        self.mix = self.write("mix", rows[:20_000])
        comments = list(self.comments(rows))[:4_000]
        self.comments_file = self.write("comments", comments)
        present, absent = self.terms(rows, "\n".join(comments), draw)
        # What a list is like: a few of its words are in everybody's mouth, most are seldom met.
        self.terms_20k = self.write("terms-20000", present[:200] + absent[:19_800])
        self.terms_1k = self.write("terms-1000", present[:200] + absent[:800])
        self.terms_added = [self.write(f"terms-added-{n}", absent[800 + n * 33_000:800 + (n + 1) * 33_000])
                            for n in range(3)]

    def write(self, name, texts):
        file = self.folder / name
        file.write_bytes(b"".join(text.encode() + b"\0" for text in texts))
        return file

    @staticmethod
    def comments(rows):
        """Rows one behind the other, cut into comments of 500 bytes at most a letter less."""
        data = " ".join(rows).encode()
        for begin in range(0, len(data) - COMMENT_BYTES, COMMENT_BYTES):
            yield data[begin:begin + COMMENT_BYTES].decode(errors="ignore")

    @staticmethod
    def terms(rows, text, draw):
        """Words that stand in the text, and words made of the halves of two that do not, in letters of our lists."""
        alphabet = re.compile("[a-zßàâäçèéêëìîïñòóôöùúûüãõا-غف-ي]{4,16}")
        words = sorted({word for row in rows for word in row.lower().split() if alphabet.fullmatch(word)})
        text = squeezed(text)
        pieces = {text[begin:begin + 5] for begin in range(len(text))}
        known = set(text.split())
        present = [word for word in draw.sample(words, 5_000) if squeezed(word) in known]
        absent = {}
        while len(absent) < 100_000:
            one, other = draw.choice(words), draw.choice(words)
            term = one[:(len(one) + 1) // 2] + other[len(other) // 2:]
            plain = squeezed(term)
            if any(plain[begin:begin + 5] not in pieces for begin in range(len(plain) - 4)):
                absent[term] = None
        return present, list(absent)


# Letters that folding takes for one another, and digits and signs that stand for letters.
TWINS = str.maketrans("ةى@!|$+€£0134567892", "هياiisteloieasgtbgz")


def squeezed(text):
    """Without case, marks, digits and doubled letters: what is not found in it is not found by folding either."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))
    return re.sub(r"(.)\1+", r"\1", bare.translate(TWINS))


class Runner:
    """A process that is ready and measures one round each time it is asked."""

    def __init__(self, *words, heads=0):
        self.process = subprocess.Popen(list(map(str, words)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.heads = [self.line() for _ in range(heads)]
        if self.line() != "ready":
            sys.exit(f"bench: {words} did not get ready")
        self.rounds = []

    def line(self):
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"bench: {self.process.args[:2]} ended too early")
        return line.rstrip("\n")

    def round(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.rounds.append([tuple(map(int, one.split())) for one in self.line().split("\t")])

    def nanoseconds(self):
        """The median of each measurement."""
        return [statistics.median(one[0] for one in found) for found in zip(*self.rounds)]

    def checksums(self):
        sums = [[one[1] for one in found] for found in self.rounds]
        if any(one != sums[0] for one in sums):
            sys.exit(f"bench: {self.process.args[:2]} did not find the same in each round")
        return sums[0]

    def end(self):
        self.process.stdin.close()
        self.process.wait(60)


def in_turn(*runners, rounds=ROUNDS):
    for number in range(rounds + 1):
        for runner in runners:
            runner.round()
            if number == 0:
                runner.rounds.clear()
    for runner in runners:
        runner.end()


class Bars:
    """Prints each figure beside its bar and remembers what was missed."""

    def __init__(self):
        self.missed = False

    def at_least(self, what, figure, bar):
        self.show(what, figure, bar, figure >= bar, "at least")

    def at_most(self, what, figure, bar):
        self.show(what, figure, bar, figure <= bar, "at most")

    def show(self, what, figure, bar, kept, word):
        self.missed = self.missed or not kept
        print(f"{what}: {figure:.2f}   ({word} {bar}{'' if kept else ', MISSED'})", flush=True)


def match(bars, bench, python, texts):
    size = texts.comments_file.stat().st_size
    ours = Runner(bench, "scan", texts.comments_file, texts.terms_20k)
    rival = Runner(python, HERE / "rivals.py", "ahocorasick_rs", texts.comments_file, texts.terms_20k)
    in_turn(ours, rival)
    speeds = []
    for name, runner in [("tamis", ours), ("ahocorasick_rs", rival)]:
        speed = size / runner.nanoseconds()[0] * 1_000
        speeds.append(speed)
        print(f"match    {name:14} {speed:9.1f} MB/s   {runner.checksums()[0]} matches")
    bars.at_least("tamis / ahocorasick_rs", speeds[0] / speeds[1], MATCH_BAR)


def score(bars, bench, python, texts):
    ours = Runner(bench, "score", texts.mix, CONFIG)
    rival = Runner(python, HERE / "rivals.py", "profanex", texts.mix)
    in_turn(ours, rival)
    count = texts.mix.read_bytes().count(0)
    speeds = []
    for name, runner in [("tamis", ours), ("profanex", rival)]:
        speed = count / runner.nanoseconds()[0] * 1e9
        speeds.append(speed)
        print(f"score    {name:14} {speed:9.0f} comments/s   {runner.checksums()[0]} of {count} stopped")
    bars.at_least("tamis / profanex", speeds[0] / speeds[1], SCORE_BAR)


def terms(bars, bench, texts):
    few = Runner(bench, "scan", texts.comments_file, texts.terms_1k)
    many = Runner(bench, "scan", texts.comments_file, texts.terms_1k, *texts.terms_added)
    in_turn(few, many)
    # A word pulled apart may by chance be one of the added: no more than that.
    added = many.checksums()[0] - few.checksums()[0]
    if added * 50 > few.checksums()[0]:
        sys.exit(f"bench: the added terms are in the text: {few.checksums()}, {many.checksums()}")
    print(f"terms    1,000 {few.nanoseconds()[0] / 1e6:9.1f} ms    100,000 {many.nanoseconds()[0] / 1e6:9.1f} ms")
    bars.at_most("100,000 / 1,000 terms", many.nanoseconds()[0] / few.nanoseconds()[0], TERMS_BAR)


def hostile(bars, bench):
    runner = Runner(bench, "hostile", CONFIG, heads=1)
    in_turn(runner, rounds=max(3, ROUNDS // 2))
    times = runner.nanoseconds()
    found = []
    for index, name in enumerate(runner.heads[0].split("\t")):
        short, long = times[2 * index:2 * index + 2]
        found.append((long / short, name))
        print(f"hostile  {name:34} {short / 65_536:7.1f} ns a byte at 4 KiB {long / 65_536:7.1f} at 64 KiB")
    worst = max(found)
    bars.at_most(f"64 KiB / 4 KiB a byte, worst of {len(found)} ({worst[1]})", worst[0], HOSTILE_BAR)


def load(bars, bench):
    runner = Runner(bench, "load", CONFIG)
    in_turn(runner)
    bars.at_most("load of all lists, ms", runner.nanoseconds()[0] / 1e6, LOAD_BAR_MS)


def memory(bars, tamis, texts):
    peaks = []
    for times in [1, 10]:
        lines = texts.folder / f"lines-{times}"
        with open(lines, "w", encoding="utf-8") as file:
            for _ in range(times):
                for number, text in enumerate(texts.rows[:5_000]):
                    print(json.dumps({"id": number, "text": text}), file=file)
        with open(lines, "rb") as source, open(os.devnull, "wb") as sink:
            process = subprocess.Popen([tamis, "score", "--jsonl"], cwd=ROOT, stdin=source, stdout=sink)
            _, status, usage = os.wait4(process.pid, 0)
        if status:
            sys.exit(f"bench: tamis score ended with {status}")
        peaks.append(usage.ru_maxrss / 1024)
        print(f"memory   {times * 5_000:6} lines {peaks[-1]:9.1f} MB peak")
    bars.at_most("50,000 lines above 5,000, MB", peaks[1] - peaks[0], MEMORY_BAR_MB)


def main():
    tamis, bench = build()
    python = rival_python()
    bars = Bars()
    print(f"one thread, CPU time, median of {ROUNDS} rounds in turn, texts from EVAL_DIR", flush=True)
    with tempfile.TemporaryDirectory(prefix="tamis-bench-") as folder:
        texts = Texts(pathlib.Path(folder))
        match(bars, bench, python, texts)
        score(bars, bench, python, texts)
        terms(bars, bench, texts)
        hostile(bars, bench)
        load(bars, bench)
        memory(bars, tamis, texts)
    sys.exit(1 if bars.missed else 0)


if __name__ == "__main__":
    main()
