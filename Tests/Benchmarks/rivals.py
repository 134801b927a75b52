"""The rivals' side of `scoring.py`: gets ready, says so, then runs one round for each line it reads."""
import pathlib
import sys
import time


def texts(file):
    return pathlib.Path(file).read_bytes().split(b"\0")[:-1]


def ahocorasick_rs(comments, terms):
    """How many matches there are, one call a comment."""
    import ahocorasick_rs as package

    automaton = package.BytesAhoCorasick(texts(terms), implementation=package.Implementation.ContiguousNFA)
    find = automaton.find_matches_as_indexes
    comments = texts(comments)

    def one_round():
        found = 0
        for comment in comments:
            found += len(find(comment))
        return found

    return one_round


def profanex(comments):
    """How many texts it would stop, one call a text."""
    import profanex as package

    contains = package.Filter.from_defaults().contains
    comments = [text.decode() for text in texts(comments)]

    def one_round():
        found = 0
        for comment in comments:
            if contains(comment):
                found += 1
        return found

    return one_round


def main():
    measured = {"ahocorasick_rs": ahocorasick_rs, "profanex": profanex}[sys.argv[1]](*sys.argv[2:])
    print("ready", flush=True)
    for _ in sys.stdin:
        begin = time.process_time_ns()
        found = measured()
        print(time.process_time_ns() - begin, found, flush=True)


if __name__ == "__main__":
    main()
