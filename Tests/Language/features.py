"""What the model sees of a text: symbols, and runs of one to four of them within a word's borders, hashed.

`Sources/Scoring/Language/LanguageReader.swift` reads texts the same way.
"""
import unicodedata

import numpy as np

BORDER, DROPPED = 0, 63
DIGIT, APOSTROPHE = 27, 37
ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
# Hamza and its seats are left out by many writers, teh marbuta and alef maksura exchanged; Persian and Maghribi letters stand
# beside those they are exchanged with.
ARABIC_LIKE = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "پ": "ب", "چ": "ج", "ڭ": "ك",
               "گ": "ك", "ڤ": "ف", "ڨ": "ق", "ژ": "ج", "ۃ": "ه", "ہ": "ه"}
ARABIC_DROPPED = "ءؤئـ"
LATIN, OTHER, ACCENTED, ARABIC_LETTER = 64, 128, 256, 512
"""Bits beside the symbol in an entry of the table."""
TABLE_SIZE = 0x800
LONGEST_WORD, LONGEST_WHOLE = 32, 8
MULTIPLIER = 0x9E3779B97F4A7C15
LATIN_BITS, ARABIC_BITS = 13, 14


def entry(value):
    """Symbol and bits of a scalar below 0x800."""
    letter = chr(value)
    if value < 0x80:
        if letter.isalpha():
            return ord(letter.lower()) - 96 | LATIN
        if letter.isdigit():
            return DIGIT + value - 48
        return APOSTROPHE if letter == "'" else BORDER
    if letter in ARABIC_DROPPED or 0x64B <= value <= 0x65F or value == 0x670 or 0x300 <= value <= 0x36F or value == 0xAD:
        return DROPPED
    if letter in ARABIC or letter in ARABIC_LIKE:
        return ARABIC.index(ARABIC_LIKE.get(letter, letter)) + 1 | ARABIC_LETTER
    special = {"ß": "s", "æ": "a", "œ": "o", "Æ": "a", "Œ": "o", "ø": "o", "Ø": "o", "ı": "i", "ł": "l", "Ł": "l", "đ": "d",
               "Đ": "d", "ð": "d", "þ": "t", "ª": "", "º": ""}
    if value <= 0x24F:
        base = special.get(letter, unicodedata.normalize("NFD", letter)[0])
        if base.isascii() and base.isalpha():
            return ord(base.lower()) - 96 | LATIN | ACCENTED
    if letter in "¿¡":
        return BORDER | ACCENTED
    return OTHER if unicodedata.category(letter)[0] == "L" else BORDER


TABLE = np.array([entry(value) for value in range(TABLE_SIZE)], dtype=np.int32)


def accent(value):
    """The number of an accented letter, the same in either case. Hungarian and Polish ones may share theirs with a neighbour."""
    if value >= 0x100:
        return value | 1
    return value | 0x20 if 0xC0 <= value <= 0xDE else value


def begins_word(text, index):
    """Whether a Latin letter stands at a place."""
    return index < len(text) and (text[index].isascii() and text[index].isalpha() or 0xC0 <= ord(text[index]) < 0x250)


def words(text):
    """The words of a text as (is Arabic, symbols), and the numbers of its accents. Links and @names are passed over."""
    found, accents = [], []
    word, arabic = [], False

    def close():
        nonlocal word
        if word:
            found.append((arabic, word[:LONGEST_WORD]))
        word = []

    index, count = 0, len(text)
    fresh = True
    while index < count:
        value = ord(text[index])
        if fresh and (value == 0x40 or text.startswith(("http", "www."), index)):
            close()
            while index < count and ord(text[index]) > 0x20:
                index += 1
            continue
        fresh = value <= 0x20
        index += 1
        if value == 0x2019:
            value = 0x27
        bits = int(TABLE[value]) if value < TABLE_SIZE else BORDER
        symbol = bits & 63
        if symbol == DROPPED:
            continue
        if bits & ACCENTED:
            accents.append(accent(value))
        if bits & (LATIN | ARABIC_LETTER):
            is_arabic = bool(bits & ARABIC_LETTER)
            if is_arabic != arabic:
                close()
            arabic = is_arabic
        elif symbol == APOSTROPHE:
            if not word or arabic or not begins_word(text, index):
                close()
                continue
        elif DIGIT <= symbol < APOSTROPHE:
            if (not word or arabic) and not begins_word(text, index):
                close()
                continue
            if arabic:
                close()
                arabic = False
        else:
            close()
            continue
        if len(word) >= 2 and word[-1] == word[-2] == symbol:
            continue
        word.append(symbol)
    close()
    return found, accents


def hashed(keys, size, bits):
    """Where runs of `size` symbols stand in the table."""
    keys = np.asarray(keys, dtype=np.uint64) ^ np.uint64(size << 58)
    return ((keys * np.uint64(MULTIPLIER)) >> np.uint64(64 - bits)).astype(np.int32)


def features(text):
    """(places in the Latin table, places in the Arabic table)."""
    found, accents = words(text)
    result = []
    for script, bits in ((False, LATIN_BITS), (True, ARABIC_BITS)):
        row = [0]
        for arabic, word in found:
            if arabic == script:
                row += word
                row.append(0)
        if len(row) == 1:
            result.append(np.zeros(0, np.int32))
            continue
        symbols = np.array(row, dtype=np.uint64)
        parts = []
        inner = symbols != 0
        for size in (2, 3, 4, *range(5, LONGEST_WHOLE + 3)):
            if len(symbols) < size:
                break
            count = len(symbols) - size + 1
            key = np.zeros(count, np.uint64)
            valid = np.ones(count, bool)
            for step in range(size):
                key = key << np.uint64(6) | symbols[step:step + count]
                if 0 < step < size - 1:
                    valid &= inner[step:step + count]
            if size > 4:
                valid &= ~inner[:count] & ~inner[size - 1:]
            parts.append(hashed(key[valid], size, bits))
        if not script and accents:
            parts.append(hashed(accents, 1, bits))
        result.append(np.concatenate(parts))
    return result
