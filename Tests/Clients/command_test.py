"""The command line as people and shells use it: exit codes, one line of complaint, JSON, tables that fit a terminal,
completion scripts, and a program that finds its files wherever it was copied."""
import fcntl
import json
import os
import pathlib
import pty
import shutil
import struct
import subprocess
import termios

import harness
from harness import check, say


def tamis(*words, data=None, binary=harness.BINARY, cwd=None, **more):
    return subprocess.run(
        [str(binary), *map(str, words), *(["--data", str(data)] if data else [])], env=harness.environment(**more),
        text=True, capture_output=True, timeout=120, cwd=cwd)


def codes(data):
    """Unknown options and missing arguments are wrong usage; what cannot be done is refused in one line."""
    for words in (["--nonsense"], ["nonsense"], ["site", "add"], ["site", "list", "--nonsense"], ["key", "add"],
                  ["queue", "list", "--limit", "0"], ["access"], ["erase"], ["queue", "reject", "cmt_1"], ["serve", "--port", "70000"],
                  ["backup"], ["restore"], ["endpoint", "log"], ["endpoint", "redeliver", "end_1"],
                  ["endpoint", "recover", "end_1"], ["endpoint", "rotate", "end_1", "--overlap", "169"], ["moderator", "reset-link"], ["check-config", "--x"],
                  ["doctor", "extra"], ["migrate", "extra"], ["score", "--x"], ["replay", "--last", "0"],
                  ["replay", "extra"], ["eval"], ["wordlist", "show"],
                  ["wordlist", "import", "x", "--language", "fr"],
                  ["wordlist", "import", "x", "--language", "fr", "--category", "insult", "--points", "9"],
                  ["wordlist", "import", "x", "--language", "fr", "--category", "insult", "--format", "xml"]):
        result = tamis(*words)
        check(result.returncode == 2 and result.stderr and not result.stdout,
              f"{words} is wrong usage: {result.returncode} {result.stdout} {result.stderr}")
    refused = [
        ["site", "add", "Not A Name"], ["site", "add", "x", "--language", "xx"], ["site", "contact", "--site", "blog", "ask us"],
        ["site", "contact", "--site", "blog", "https://ana@example.org"], ["key", "add", "--site", "nowhere"],
        ["key", "add", "--site", "blog", "--scopes", "everything"], ["key", "rotate", "key_1"],
        ["key", "disable", "key_1"], ["moderator", "add", "a@example.org"], ["moderator", "add", "x", "--role", "king"],
        ["moderator", "reset-link", "nobody"], ["moderator", "disable", "nobody"],
        ["moderator", "sign-out", "nobody"], ["moderator", "sessions", "nobody"], ["moderator", "change", "nobody", "--role", "viewer"],
        ["moderator", "change", "nobody"],
        ["endpoint", "add", "ftp://hooks.example.org", "--site", "blog"], ["endpoint", "pause", "end_1"],
        ["endpoint", "change", "end_1", "--at-once", "2"],
        ["endpoint", "add", "https://hooks.example.org", "--site", "blog", "--header", "Host: hooks.example.net"],
        ["endpoint", "show", "end_1"], ["endpoint", "recover", "end_1", "--since", "yesterday"],
        ["endpoint", "redeliver", "end_1", "dlv_1"], ["endpoint", "rotate", "end_1"], ["endpoint", "test", "end_1"], ["endpoint", "log", "end_1"],
        ["queue", "show", "cmt_1"], ["queue", "approve", "cmt_1"], ["queue", "undo", "cmt_1"],
        ["queue", "reject", "cmt_1", "--reason", "taste"], ["access", "--email", "nobody"], ["erase", "--email", "nobody"],
        ["term", "add", "!!", "--category", "insult"], ["term", "try", "stoat", "--category", "king"],
        ["term", "add", "stoat", "--category", "insult", "--points", "99"], ["term", "remove", "trm_1"], ["term", "list", "--site", "nowhere"],
        ["erase", "--email", "a@example.org", "--site", "nowhere"], ["restore", "nowhere.sqlite"],
        ["doctor", "--config", "nowhere.yaml"], ["replay", "--site", "nowhere"], ["replay", "--policy", "nowhere.yaml"],
        ["replay", "--wordlists", "nowhere"],
    ]
    missing = data.parent / "mistyped"
    for words in (["queue", "list"], ["doctor"], ["replay"], ["site", "list", "--names"], ["migrate"], ["backup", data / "x"]):
        result = tamis(*words, data=missing)
        check(result.returncode == 1 and "there is no database" in result.stderr and not missing.exists(),
              f"{words} makes no database of its own: {result.returncode} {result.stderr}")
    tamis("site", "add", "blog", data=data)
    for words in refused:
        result = tamis(*words, data=data)
        lines = result.stderr.splitlines()
        check(result.returncode == 1 and len(lines) == 1 and lines[0].startswith("tamis: ") and not result.stdout,
              f"{words} is refused in one line: {result.returncode} {result.stdout} {result.stderr}")
        check("Error" not in lines[0] and "(" not in lines[0][:8], f"{words}: in words: {lines[0]}")
    for words in (["--help"], ["help", "site"], ["--version"], ["queue", "reject", "--help"]):
        check(tamis(*words).returncode == 0, f"{words} is done")
    return len(refused)


def documents(data):
    """Every list and every act is one JSON document with --json."""
    def read(*words):
        result = tamis(*words, "--json", data=data)
        check(result.returncode == 0, f"{words}: {result.stderr}")
        return json.loads(result.stdout)

    check(read("site", "add", "news")["name"] == "news", "site add")
    for contact in ("https://news.example.org/objections", "objections@example.org"):
        check(read("site", "contact", "--site", "news", contact)["contact"] == contact == read("site", "contact", "--site", "news")["contact"], "site contact")
    check(read("site", "contact", "--site", "news", "--clear")["contact"] is None, "site contact --clear")
    check({site["name"] for site in read("site", "list")} == {"blog", "news"}, "site list")
    key = read("key", "add", "--site", "news", "--scopes", "read")
    check(key["token"].startswith("tamis_") and key["scopes"] == ["read"], f"key add: {key}")
    listed = read("key", "list")
    check([set(row) for row in listed] == [{"id", "site", "name", "scopes", "state"}], f"key list: {listed}")
    check(key["token"] not in json.dumps(listed), "a list shows no token")
    check(read("key", "rotate", key["id"])["token"] != key["token"], "key rotate")
    check(read("key", "disable", key["id"])["state"] == "disabled", "key disable")
    check("token=" in read("moderator", "add", "nadia", "--role", "viewer")["link"], "moderator add")
    check(read("moderator", "list")[0]["role"] == "viewer", "moderator list")
    check("token=" in read("moderator", "reset-link", "nadia")["link"], "moderator reset-link")
    changed = read("moderator", "change", "nadia", "--role", "moderator", "--language", "ar")
    check((changed["role"], changed["language"]) == ("moderator", "ar"), f"moderator change: {changed}")
    check(read("moderator", "sessions") == [] and read("moderator", "sign-out", "nadia")["ended"] == 0, "nobody is logged in")
    endpoint = read("endpoint", "add", "https://hooks.example.org/x", "--site", "news")
    check(endpoint["secret"].startswith("whsec_"), f"endpoint add: {endpoint}")
    listed = read("endpoint", "list")
    check(listed[0]["state"] == "active" and endpoint["secret"] not in json.dumps(listed), "endpoint list")
    check(read("endpoint", "pause", endpoint["id"])["state"] == "paused", "endpoint pause")
    check(read("endpoint", "test", endpoint["id"])["delivery"].startswith("dlv_"), "endpoint test")
    check(read("endpoint", "log", endpoint["id"])[0]["state"] == "waiting", "endpoint log")
    waiting = read("endpoint", "log", endpoint["id"], "--state", "waiting")[0]["id"]
    check(read("endpoint", "log", endpoint["id"], "--state", "dead") == [], "endpoint log --state")
    shown = read("endpoint", "show", endpoint["id"])
    check(shown["public_key"] == endpoint["public_key"] and endpoint["secret"] not in json.dumps(shown), "endpoint show")
    changed = read("endpoint", "change", endpoint["id"], "--at-once", "2", "--header", "X-Gateway: open-sesame")
    check(changed["at_once"] == 2 and changed["headers"] == ["X-Gateway"] and "sesame" not in json.dumps(changed),
          f"endpoint change: {changed}")
    changed = read("endpoint", "change", endpoint["id"], "--clear-headers", "--per-minute", "60", "--types", "comment.approved")
    check((changed["headers"], changed["per_minute"], changed["at_once"], changed["events"]) ==
          ([], 60, 2, ["comment.approved"]), f"endpoint change: {changed}")
    rotated = read("endpoint", "rotate", endpoint["id"], "--overlap", "1")
    check(rotated["secret"] != endpoint["secret"] and rotated["public_key"].startswith("whpk_"), "endpoint rotate")
    check(read("endpoint", "redeliver", endpoint["id"], waiting)["count"] == 0, "what waits is not sent twice")
    for act in ("redeliver", "recover"):
        counted = read("endpoint", act, endpoint["id"], "--since", "2026-01-31T00:00:00Z", "--preview")
        check(counted["count"] == 0, f"endpoint {act}")
    check(read("queue", "list") == [], "queue list")
    term = read("term", "add", "stoatling*", "--category", "insult", "--site", "blog")
    check((term["text"], term["points"]) == ("stoatling*", 5) and read("term", "list", "--site", "blog")[0]["id"] == term["id"], f"term: {term}")
    check(read("term", "try", "stoat", "--category", "spam", "--site", "blog")["found"] == 0, "term try")
    tamis("term", "remove", term["id"], "--site", "blog", data=data)
    check(read("term", "list", "--site", "blog") == [], "term remove")
    check(all(row["state"] == "ok" for row in read("doctor")), "doctor")
    replayed = read("replay", "--last", "10")
    check(replayed["comments"] == 0 and len(replayed["decisions"]) == 3, f"replay: {replayed}")
    check(read("migrate")["schema"] >= 2, "migrate")
    config = json.loads(tamis("check-config", "--json", data=data).stdout)
    check(set(config) == {"settings", "files", "problems", "warnings"}, f"check-config: {set(config)}")
    origin = {row["name"]: row["from"] for row in config["settings"]}
    check(origin["data"] == "--data" and origin["webhooks.allow_http"] == "TAMIS_WEBHOOKS_ALLOW_HTTP", f"{origin}")


def in_terminal(width, *words, data):
    """What a command prints on a terminal of this width."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    process = subprocess.Popen([harness.BINARY, *words, "--data", str(data)], stdout=slave, stderr=subprocess.PIPE,
                               env={**harness.environment(), "COLUMNS": ""})
    os.close(slave)
    output = b""
    while True:
        try:
            part = os.read(master, 65536)
        except OSError:  # the other side closed
            break
        if not part:
            break
        output += part
    os.close(master)
    check(process.wait(60) == 0, f"{words}: {process.stderr.read()}")
    process.stderr.close()
    return output.decode().replace("\r\n", "\n").rstrip("\n").split("\n")


def widths(data):
    tamis("endpoint", "add", "https://hooks.example.org/" + "long/" * 30, "--site", "news", data=data)
    piped = tamis("endpoint", "list", data=data).stdout
    check("long/" * 30 in piped, "piped, nothing is cut")
    for width in (100, 120, 160):
        lines = in_terminal(width, "endpoint", "list", data=data)
        check(max(map(len, lines)) <= width, f"a table fits {width} columns: {max(map(len, lines))}")
        check(any(line.endswith("…") for line in lines), f"what was cut is marked: {lines}")


def completions(folder, data):
    for shell, program in (("bash", "bash"), ("zsh", "zsh"), ("fish", "fish")):
        result = tamis("--generate-completion-script", shell)
        check(result.returncode == 0, f"{shell}: {result.stderr}")
        script = folder / f"completion.{shell}"
        script.write_text(result.stdout)
        for word in ("reset-link", "check-config", "personal_data", "comment.approved", "viewer", "site list --names",
                     "wordlist", "selfpromotion"):
            check(word in result.stdout, f"the {shell} completions know {word}")
        if shutil.which(program):
            parsed = subprocess.run([program, "-n", script], capture_output=True, text=True)
            check(parsed.returncode == 0, f"{shell} reads its script: {parsed.stderr}")
    check(tamis("site", "list", "--names", data=data).stdout.split() == ["blog", "news"], "names for completions")


def wordlists(folder):
    """Lists are checked, explained, tested and imported; every problem with its file and line."""
    lists = folder / "lists"
    (lists / "en").mkdir(parents=True)
    header = "language: en\ncategory: "
    (lists / "en" / "insult.txt").write_text(header + "insult\nlabel: abuse\npoints: 4\nzorglub{,s}\n\t+ you zorglub\n")
    (lists / "en" / "innocent.txt").write_text(header + "innocent\nwasser\n")

    def wordlist(*words):
        return tamis("wordlist", *words, "--wordlists", lists)

    def json_of(*words, code=0):
        result = wordlist(*words, "--json")
        check(result.returncode == code, f"{words}: {result.returncode} {result.stdout} {result.stderr}")
        return json.loads(result.stdout)

    lint = wordlist("lint")
    check(lint.returncode == 0 and lint.stdout == "2 lists: 0 errors, 0 warnings\n", f"lists without fault: {lint.stdout}")
    check(json_of("test") == {"examples": 1, "failures": [], "without_example": []}, "the examples hold")
    bad = folder / "bad.txt"
    bad.write_text("language: en\nlabel: abuse\ncategory: insult\npoints: 5\nzorg*lub\nsnafflox\n\t+ a snaff\n"
                   "*plix*\t2\n\t! zorglub\nplimf\t9\n")
    found = json_of("lint", bad, code=1)["findings"]
    kinds = {(finding["kind"], finding["line"]) for finding in found}
    check({finding["file"] for finding in found} == {str(bad)}, f"only the file asked for is told of: {found}")
    check(kinds >= {("syntax", 5), ("example", 7), ("idle-exception", 8), ("points", 10)}, f"all problems: {kinds}")
    plain = wordlist("lint", bad)
    check(plain.returncode == 1 and f"{bad}:5: error: a star" in plain.stdout, f"lint in words: {plain.stdout}")
    result = wordlist("test", bad)
    check(result.returncode == 1 and f"{bad}:7: " in result.stdout and f"{bad}:5: " in result.stdout,
          f"a failing example ends with 1: {result.stdout}")
    shown = json_of("show", "snäfflox{,e}", "--in", "ein S.N.A.F.F.L.O.X!")["terms"][0]
    check(shown["spellings"] == ["snafflox", "snaffloxe"] and shown["found"] == [{"begin": 4, "end": 19}]
          and shown["lists"] == [], f"show: {shown}")
    check(json_of("show", "zorglub")["terms"][0]["lists"][0]["file"] == "en/insult.txt", "show names the list")
    for words in (["show", "wo*rd"], ["lint", folder / "nowhere.txt"], ["import", folder / "nowhere", "--language", "fr",
                                                                         "--category", "insult"]):
        result = wordlist(*words)
        check(result.returncode == 1 and len(result.stderr.splitlines()) == 1 and not result.stdout,
              f"{words} is refused in one line: {result.stdout} {result.stderr}")
    keys = folder / "keys.txt"
    keys.write_bytes(b"snafflox\r\nSNAFFLOX\r\n192.0.2.1\r\nhttps://casino.example/win\r\n\r\nab\r\nwasser\r\n")
    words = ["import", keys, "--format", "wordpress", "--language", "en", "--category", "insult"]
    result = wordlist(*words)
    check(result.returncode == 0 and result.stdout.splitlines()[4:] == ["*snafflox*", "casino.example", "ab", "*wasser*"],
          f"import prints a list: {result.stdout}")
    for told in (":2: left out", ":3: refused: an IP address", ":4: a web address", ":6: too short", ":7: ",
                 "7 lines: 4 terms taken (2 of them changed), 1 repeated, 1 refused, 1 empty or remarks"):
        check(told in result.stderr, f"import says {told}: {result.stderr}")
    new = folder / "new.txt"
    check(wordlist(*words, "--out", new).returncode == 0 and new.read_text() == result.stdout, "import --out")
    again = wordlist(*words, "--out", new)
    check(again.returncode == 1 and len(again.stderr.splitlines()) == 1, f"no list is written over: {again.stderr}")
    check(json_of(*words)["taken"] == 4, "import --json")


def elsewhere(folder):
    """A program finds its files beside itself or in share/tamis, wherever it is started."""
    away = folder / "away"
    away.mkdir()
    for place, root in (("opt", folder / "opt"), ("prefix/share/tamis", folder / "prefix" / "share" / "tamis")):
        root.mkdir(parents=True)
        for name in ("config", "wordlists"):
            shutil.copytree(harness.ROOT / name, root / name)
        program = folder / "opt" / "tamis" if place == "opt" else folder / "prefix" / "bin" / "tamis"
        program.parent.mkdir(exist_ok=True)
        shutil.copy(harness.BINARY, program)
        result = tamis("check-config", "--json", binary=program, cwd=away)
        check(result.returncode == 0, f"{place}: {result.stderr}")
        files = {row["name"]: row["path"] for row in json.loads(result.stdout)["files"]}
        check(files == {"policy": str(root / "config" / "policy.yaml"), "wordlists": str(root / "wordlists")},
              f"{place}: {files}")
    own = folder / "own" / "config"
    own.mkdir(parents=True)
    (own / "tamis.yaml").write_text("language: fr\n")
    shutil.copytree(harness.ROOT / "wordlists", folder / "own" / "wordlists")
    (own / "policy.yaml").write_text("thresholds:\n  abuse: { flag: much }\nlimits:\n  body_bytes: none\n")
    (folder / "own" / "wordlists" / "en" / "wrong.txt").write_text("language: en\ncategory: x y\n")
    result = tamis("check-config", "--config", own / "tamis.yaml", binary=folder / "opt" / "tamis", cwd=away)
    check(result.returncode == 1, f"wrong files end with 1: {result.returncode}")
    for told in (f"{own}/policy.yaml:2: ", f"{own}/policy.yaml:4: ", f"{folder}/own/wordlists/en/wrong.txt:2: "):
        check(told in result.stderr, f"{told} is told: {result.stderr}")


def test():
    with harness.scratch() as folder:
        folder = pathlib.Path(os.path.realpath(folder))
        data = folder / "data"
        refused = codes(data)
        documents(data)
        widths(data)
        completions(folder, data)
        wordlists(folder)
        elsewhere(folder)
        say(f"23 wrong usages with 2, {refused} refusals with 1 and one line; JSON of every list and act; tables fit; "
            f"completions for bash, zsh and fish; files found beside a copied program and in share/tamis")


if __name__ == "__main__":
    harness.main(test)
