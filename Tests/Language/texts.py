"""What the model learns from: labelled rows of EVAL_DIR, and texts drawn from word frequencies.

Word frequencies are those of PyPI `wordfreq`, Darija words in Latin letters those of PyPI `darijadistance`; the README says more.
Runs of letters never cross a word's border, so a text of words drawn by frequency teaches as much as a sentence.
"""
import collections
import csv
import gzip
import importlib.util
import json
import math
import os
import pathlib
import re
import unicodedata
import zlib

from features import words

ROOT = pathlib.Path(__file__).resolve().parents[2]
EVAL_DIR = pathlib.Path(os.environ.get("EVAL_DIR") or ROOT.parent / "shared" / "eval").resolve()
LANES = ["fr", "en", "de", "es", "it", "pt", "ar-Latn", "other"]
OTHERS = ["ca", "cs", "da", "fi", "fil", "hu", "id", "lt", "nb", "nl", "pl", "ro", "sl", "sv", "tr"]
# Not for learning (its licence), and no sentences.
LEFT_OUT = {"news_comments_ucc", "rustrict_fp_fragments", "rustrict_obfuscated", "rustrict_clean", "scunthorpe_multi"}
LONGEST = 300
LENGTHS = [1, 2, 3, 4, 6, 8, 12, 16, 24]
# French, English words that are Darija too, or stand in every Darija row of the set.
AMBIGUOUS = {"zebi", "wa", "had", "li", "ma", "hada"}
# The words by which the set's French rows were collected would be taken for French.
COLLECTED = re.compile(r"\b(ze+b+i+|zb+i+|9lawi|naytek|nkmk)\b", re.IGNORECASE)
Text = collections.namedtuple("Text", "source language text held_out")


def held_out(identifier):
    """A fifth of all rows is never learned from."""
    return zlib.crc32(identifier.encode()) % 5 == 0


def package(name):
    spec = importlib.util.find_spec(name)
    return pathlib.Path(spec.submodule_search_locations[0])


def unpack(data):
    """MessagePack, as far as wordfreq's files use it."""
    place = 0

    def take(count):
        nonlocal place
        place += count
        return data[place - count:place]

    def read():
        kind = take(1)[0]
        if kind < 0x80:
            return kind
        if kind < 0x90:
            return {read(): read() for _ in range(kind & 15)}
        if kind < 0xA0:
            return [read() for _ in range(kind & 15)]
        if kind < 0xC0:
            return take(kind & 31).decode()
        if kind in (0xCC, 0xCD):
            return int.from_bytes(take(kind - 0xCB), "big")
        if kind in (0xD9, 0xDA):
            return take(int.from_bytes(take(kind - 0xD8), "big")).decode()
        if kind in (0xDC, 0xDD):
            return [read() for _ in range(int.from_bytes(take(2 * (kind - 0xDB)), "big"))]
        raise ValueError(f"MessagePack byte {kind:#x}")

    return read()


def frequencies(language):
    """Words and their frequency in hundredths of a power of ten."""
    file = package("wordfreq") / "data" / f"small_{language}.msgpack.gz"
    groups = unpack(gzip.decompress(file.read_bytes()))[1:]
    return [(word, -step) for step, group in enumerate(groups) for word in group]


def darija_words():
    file = package("DarijaDistance") / "data" / "translations.csv"
    with open(file, encoding="utf-8", newline="") as lines:
        return sorted({row["darija"].strip().lower() for row in csv.DictReader(lines)})


def drawn(chosen, count, draw, power, accentless=0.25):
    """Texts of 1 to 24 words, drawn by frequency to a power below 1, so that rarer words are seen too."""
    chosen = [(word, step) for word, step in chosen if any(letter.isalpha() for letter in word)]
    total, sums = 0.0, []
    for _, step in chosen:
        total += math.pow(10, step / 100 * power)
        sums.append(total)
    names = [word for word, _ in chosen]
    for _ in range(count):
        text = " ".join(draw.choices(names, cum_weights=sums, k=draw.choice(LENGTHS)))
        yield without_accents(text) if draw.random() < accentless else text


def without_accents(text):
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


LATINIZED = dict(zip("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", [
    "a a e", "b", "t", "th s t", "j g", "7 h 7", "kh 5 kh", "d", "d z", "r", "z", "s", "ch sh", "s 9", "d", "t 6 t", "z d",
    "3 3 a", "gh 8 gh", "f", "q 9 2 k", "k", "l", "m", "n", "h", "w o ou u", "i y"]))


def latinized(word, draw):
    """An Arabic word as one of the many ways people type it in Latin letters; vowels that are not written are guessed."""
    letters = [LATINIZED.get(letter) for letter in without_accents(word).replace("ة", "ه").replace("ى", "ي")]
    if None in letters:
        return ""
    text = ""
    for options in letters:
        chosen = draw.choice(options.split())
        if text and text[-1] not in "aeiou" and chosen[0] not in "aeiou" and draw.random() < 0.6:
            text += draw.choice("aaeeiou")
        text += chosen
    return text


def scripts(text):
    latin = sum(letter.isascii() and letter.isalpha() or "À" <= letter <= "ɏ" for letter in text)
    return latin, sum("\u0600" <= letter <= "\u06ff" for letter in text)


class LatinDarija:
    """Rows of the Darija set in Latin letters are French, Darija, both or neither: told apart by their words."""

    def __init__(self):
        self.darija = set(darija_words())
        self.foreign = {word for name in ("fr", "en") for word, step in frequencies(name) if step > -480} - AMBIGUOUS

    def language(self, text):
        found = [word for word in re.findall(r"[\w'’]+", text.lower()) if any(letter.isalpha() for letter in word)]
        if not found:
            return None
        foreign = sum(word in self.foreign for word in found) / len(found)
        darija = sum(word in self.darija and word not in self.foreign
                     or bool(re.search(r"[a-z][3579]|[379][a-z]", word)) for word in found) / len(found)
        if darija >= 0.4 and foreign <= 0.35:
            return "ar-Latn"
        return "fr" if foreign >= 0.7 else None


def labelled():
    """Rows of EVAL_DIR in the language of their set, where a row can be believed to be in it."""
    latin_darija = LatinDarija()
    for file in sorted(EVAL_DIR.glob("*.jsonl")):
        source = file.stem
        if source in LEFT_OUT:
            continue
        with open(file, encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                text, language = row["text"][:LONGEST], row["lang"]
                latin, arabic = scripts(text)
                if source == "darija_offensive":
                    text = re.sub(r"\*[^*]*\*", " ", text)  # names of emoji
                    if latin > arabic:
                        language = latin_darija.language(text)
                        text = COLLECTED.sub(" ", text)
                elif source == "first_names":
                    language = "other"
                elif language == "ar" and latin > arabic:
                    language = "ar-Latn" if source == "mhc_ar" else None
                elif language != "ar" and arabic > latin:
                    language = None
                if language:
                    yield Text(source, language, text, held_out(row["id"]))


def drawn_texts(draw):
    for language in LANES[:6]:
        for text in drawn(frequencies(language), 8000, draw, 0.8):
            yield Text("wordfreq", language, text, False)
    for language in OTHERS:
        for text in drawn(frequencies(language), 900, draw, 0.8):
            yield Text("wordfreq", "other", text, False)
    darija = [(word, 0) for word in darija_words()]
    for text in drawn(darija, 8000, draw, 1):
        yield Text("darijadistance", "ar-Latn", text, False)
    arabic = frequencies("ar")
    for text in drawn(arabic, 6000, draw, 0.8, 0):
        typed = " ".join(latinized(word, draw) for word in text.split())
        yield Text("latinized", "ar-Latn", typed, False)
    for power in (0.5, 0.8, 1):
        for text in drawn(arabic, 8000, draw, power, 0):
            yield Text("wordfreq", "ar", text, False)


class Moroccan:
    """Half of the Darija set in Arabic letters is standard Arabic: told apart at first by words only Darija has."""

    def __init__(self):
        self.known, self.marks = {}, set()
        for word, step in frequencies("ar"):
            for folded in self.folded(word):
                self.known[folded] = max(self.known.get(folded, -999), step)
        for line in open(pathlib.Path(__file__).with_name("darija.txt"), encoding="utf-8"):
            self.marks.update(word for word in self.folded(line) if self.known.get(word, -999) < -520)

    @staticmethod
    def folded(text):
        return [tuple(word) for arabic, word in words(text)[0] if arabic]

    def first_guess(self, text):
        """1 Darija, 0 not, None not clear."""
        found = self.folded(text)
        marks = sum(word in self.marks for word in found)
        unknown = sum(word not in self.known for word in found)
        if marks or unknown >= 0.4 * len(found):
            return 1
        return 0 if len(found) >= 3 and unknown <= 0.12 * len(found) else None
