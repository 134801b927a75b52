"""Prose that nobody wrote for us and nobody labelled: sayings, jokes and manuals in six languages, from Debian's packages.

Readers who write like this must be left alone. Not all of it is harmless (a joke may turn on an insult), so the bars are
shares, not zero; they hold what was reached, so that no change makes it worse. Languages are held too."""
import collections
import gzip
import json
import re
import subprocess

import harness
from harness import check, say

SAYINGS = "usr/share/games/fortunes"
# package, folder in it, language; what lists and rules flag of it at most as abuse and as spam; least of it in its language
SETS = [
    ("fortunes", SAYINGS, "en", 0.015, 0.002, 0.97), ("fortunes-de", SAYINGS, "de", 0.01, 0.001, 0.97),
    ("fortunes-es", SAYINGS, "es", 0.01, 0.001, 0.85), ("fortunes-it", SAYINGS, "it", 0.017, 0.001, 0.97),
    ("fortunes-br", SAYINGS, "pt", 0.007, 0.001, 0.97),
    ("manpages-fr", "usr/share/man/fr", "fr", 0.001, 0.001, 0.94),
    ("manpages-de", "usr/share/man/de", "de", 0.001, 0.002, 0.93),
    ("manpages-es", "usr/share/man/es", "es", 0.002, 0.001, 0.87),
    ("manpages-it", "usr/share/man/it", "it", 0.001, 0.001, 0.92),
    ("manpages-pt-br", "usr/share/man/pt_BR", "pt", 0.001, 0.001, 0.86),
]
# What is flagged as abuse at most once the model is asked too: jokes that insult are what it was taught on.
WITH_MODEL = {"fortunes": 0.028, "fortunes-de": 0.019, "fortunes-es": 0.012, "fortunes-it": 0.02, "fortunes-br": 0.01}
MOST_WITH_MODEL = 0.0015
MOST_TEXTS = 4000
SHORTEST, LONGEST = 60, 2000
# Pages that are not translated stand among the translated ones: their English is no fault of ours.
ENGLISH = re.compile(r"\b(the|of|and|is|this|with)\b")


def decoded(data):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def sayings(folder):
    for file in sorted(folder.rglob("*")):
        if file.is_file() and not file.is_symlink() and file.suffix not in (".dat", ".u8"):
            yield from re.split(r"(?m)^%%?\s*$", decoded(file.read_bytes()))


def manuals(folder):
    for file in sorted(folder.rglob("*.gz")):
        text = decoded(gzip.decompress(file.read_bytes()))
        text = re.sub(r"(?m)^[.'].*$", "\n", text)
        text = re.sub(r"\\f[A-Z]|\\[a-zA-Z&|-]|\\\(..|\\\[[^\]]*\]", "", text)
        yield from re.split(r"\n\s*\n", text)


def texts(package, path, language):
    folder = harness.package_folder(package, path) / path
    found = {}
    for text in (sayings if path == SAYINGS else manuals)(folder):
        text = text.strip()
        if not SHORTEST <= len(text) <= LONGEST:
            continue
        if path != SAYINGS and len(ENGLISH.findall(text)) > 1:
            continue
        found[text] = True
        if len(found) == MOST_TEXTS:
            break
    check(len(found) > 500, f"{package}: {len(found)} texts")
    return list(found)


def score(folder, rows, *options):
    questions = folder / "questions.jsonl"
    questions.write_text("".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(rows)))
    with open(questions, "rb") as lines:
        result = subprocess.run([harness.BINARY, "score", "--jsonl", *options], stdin=lines, capture_output=True,
                                env=harness.environment(), timeout=600)
    check(result.returncode == 0, f"exit {result.returncode}: {result.stderr[-500:]!r}")
    return [json.loads(line) for line in result.stdout.splitlines()]


def test():
    missed = []
    with harness.scratch() as folder:
        for package, path, language, most_abuse, most_spam, least_language in SETS:
            rows = texts(package, path, language)
            answers = score(folder, rows, "--model", "off")
            languages = collections.Counter(answer["language"] for answer in answers)
            count = len(answers)
            abuse = sum(answer["abuse"] >= 0.5 for answer in answers) / count
            spam = sum(answer["spam"] >= 0.5 for answer in answers) / count
            own = languages[language] / count
            say(f"{package:15} {count:5} texts: abuse {abuse:.4f} (most {most_abuse}), spam {spam:.4f} (most {most_spam}), "
                f"{language} {own:.4f} (least {least_language}), then {languages.most_common(3)[1:]}")
            asked = score(folder, rows)
            more = sum(answer["abuse"] >= 0.5 for answer in asked) / count
            more_spam = sum(answer["spam"] >= 0.5 for answer in asked) / count
            most_more = WITH_MODEL.get(package, MOST_WITH_MODEL)
            say(f"{'':15} with the model: abuse {more:.4f} (most {most_more}), spam {more_spam:.4f} (most {most_spam})")
            missed += [f"{package} {what} with the model" for what, held in (
                ("abuse", more <= most_more), ("spam", more_spam <= most_spam)) if not held]
            missed += [f"{package} {what}" for what, held in (
                ("abuse", abuse <= most_abuse), ("spam", spam <= most_spam), (language, own >= least_language)) if not held]
    check(not missed, f"bars missed: {', '.join(missed)}")


if __name__ == "__main__":
    harness.main(test)
