"""How well the learned tables tell the languages of texts."""
import collections

from texts import LANES

LENGTHS = ((40, 10_000), (10, 40))


def told(row, latin, arabic):
    if row.text.language in ("ar", "ary"):
        return "ary" if len(row.arabic) and arabic[row.arabic].sum() > 0 else "ar"
    return LANES[int(latin[row.latin].sum(axis=0).argmax())] if len(row.latin) else "other"


def show(rows, latin, arabic):
    for shortest, longest in LENGTHS:
        counts = collections.defaultdict(collections.Counter)
        sources = collections.defaultdict(lambda: [0, 0])
        for row in rows:
            if shortest <= len(row.text.text) < longest:
                found = told(row, latin, arabic)
                counts[row.text.language][found] += 1
                sources[row.text.source, row.text.language][0] += found == row.text.language
                sources[row.text.source, row.text.language][1] += 1
        print(f"{shortest} to {longest} characters")
        shares = {}
        for language, found in counts.items():
            shares[language] = found[language] / found.total()
            print(f"  {language:8} {found.total():6} rows  {shares[language]:.4f}  {dict(found.most_common(5))}")
        named = [share for language, share in shares.items() if language != "other"]
        print(f"  macro {sum(named) / len(named):.4f}")
        print("  " + ", ".join(f"{source}/{language} {right / total:.3f} of {total}"
                               for (source, language), (right, total) in sorted(sources.items())))
