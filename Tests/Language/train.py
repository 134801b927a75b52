"""Trains the language model and writes `Sources/Scoring/Language/LanguageWeights.swift`; the README tells from what.

`train.py` writes the file; `train.py --without SET…` leaves sets out, writes nothing and tells how their texts fare.
It installs what it needs into `.venv-language`.
"""
import argparse
import os
import pathlib
import random
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
VENV = ROOT / ".venv-language"
WEIGHTS = ROOT / "Sources" / "Scoring" / "Language" / "LanguageWeights.swift"
LARGEST = 45
FIRST_CHARACTER = 0x24
CHARACTERS_A_LINE = 256
SEED = 20
# Per run: how far a text may lean to standard Arabic and still be taken for Darija. Chosen on rows labelled by hand.
MOROCCAN_LEAN = 1


def enter_environment():
    python = VENV / "bin" / "python"
    if pathlib.Path(sys.prefix) == VENV:
        return
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "-r",
                    HERE / "requirements.txt"], check=True)
    os.execv(python, [str(python), str(HERE / "train.py"), *sys.argv[1:]])


def learn_latin(rows):
    import learn
    from features import LATIN_BITS
    from texts import LANES

    known = [(row.latin, LANES.index(row.text.language), 1.0) for row in rows
             if row.text.language in LANES and len(row.latin)]
    weights = learn.fit(learn.balanced(known), len(LANES), 1 << LATIN_BITS, 8, random.Random(SEED))
    return learn.rounded(weights, LARGEST)


def learn_arabic(rows):
    """Learns Darija from the rows that look like it, looks again with what was learned, and learns once more."""
    import learn
    import numpy as np
    from features import ARABIC_BITS
    from texts import Moroccan

    moroccan = Moroccan()
    known = [[row.arabic, moroccan.first_guess(row.text.text) if row.text.language == "ary" else 0,
              row.text.language == "ary"]
             for row in rows if row.text.language in ("ar", "ary") and len(row.arabic)]
    for turn in range(3):
        # A row of the Darija set that is standard Arabic tells little about either: it speaks of the same things.
        chosen = [(runs, label, 0.25 if is_mixed and label == 0 else 1.0)
                  for runs, label, is_mixed in known if label is not None]
        weights = learn.fit(learn.balanced(chosen), 2, 1 << ARABIC_BITS, 5, random.Random(SEED + turn))
        table = learn.rounded(weights[:, 1:] - weights[:, :1], LARGEST)
        for row in known:
            if row[2]:
                row[1] = 1 if table[row[0]].sum() > 0 else 0
    return np.clip(table[:, 0] + MOROCCAN_LEAN, -LARGEST, LARGEST)


class Row:
    def __init__(self, text):
        from features import features

        self.text = text
        self.latin, self.arabic = features(text.text)


def printable(values):
    text = "".join(chr(FIRST_CHARACTER + int(value)) for value in values)
    return "\n".join(text[begin:begin + CHARACTERS_A_LINE] for begin in range(0, len(text), CHARACTERS_A_LINE))


def write(latin, arabic):
    from features import TABLE

    symbols = [part for entry in TABLE for part in (int(entry) & 63, int(entry) >> 6)]
    WEIGHTS.write_text(
        "// swift-format-ignore-file\n"
        "// Written by Tests/Language/train.py from what its README names; not to be edited.\n\n"
        "/// What was learned, as printable characters: `$` is 0, `%` is 1, … Weights are raised by 45.\n"
        "enum LanguageWeights {\n"
        "    /// Eight weights a place, in the order of `Language`.\n"
        f'    static let latin = #"""\n{printable(latin.flatten() + LARGEST)}\n"""#\n\n'
        "    /// One weight a place: Moroccan against other Arabic.\n"
        f'    static let arabic = #"""\n{printable(arabic + LARGEST)}\n"""#\n\n'
        "    /// Two values a scalar below 0x800: the symbol, and the other bits of `LanguageSymbol`.\n"
        f'    static let symbols = #"""\n{printable(symbols)}\n"""#\n'
        "}\n")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--without", nargs="*", default=[])
    options = parser.parse_args()
    enter_environment()
    import report
    import texts

    rows = [Row(text) for text in [*texts.labelled(), *texts.drawn_texts(random.Random(SEED))]]
    learned = [row for row in rows if not row.text.held_out and row.text.source not in options.without]
    latin, arabic = learn_latin(learned), learn_arabic(learned)
    tested = [row for row in rows if (row.text.source in options.without if options.without else row.text.held_out)]
    report.show(tested, latin, arabic)
    if not options.without:
        write(latin, arabic)


if __name__ == "__main__":
    main()
