"""One process writes: `serve` and the command line at once, the lock, the admin socket and the modes of the files."""
import concurrent.futures
import os
import pathlib
import stat
import subprocess
import threading

import harness
from harness import check, say


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def holders(file):
    """The processes that have a file open."""
    found = set()
    for folder in pathlib.Path("/proc").glob("[0-9]*/fd"):
        try:
            for link in folder.iterdir():
                try:
                    if os.readlink(link).removesuffix(" (deleted)") == str(file):
                        found.add(int(folder.parent.name))
                except OSError:
                    continue  # closed meanwhile
        except OSError:
            continue  # ended meanwhile
    return found


def modes(server):
    wanted = {"": 0o700, "vault.keys": 0o600, "admin.sock": 0o600, "lock": 0o600, "tamis.sqlite": 0o600}
    for name, most in wanted.items():
        found = mode(server.data / name)
        check(found & ~most == 0, f"{name or 'the data folder'} has mode {found:o}, at most {most:o} is right")
    check(stat.S_ISSOCK((server.data / "admin.sock").stat().st_mode), "admin.sock is a socket")


def through_the_socket(server, folder):
    """A command beside the server reaches it through the socket and leaves the database alone."""
    trace = folder / "command.trace"
    strace = ["strace", "-f", "-o", str(trace), "-e", "trace=openat,open,connect"]
    server.command("key", "list", prefix=strace)
    calls = trace.read_text(errors="replace")
    check("admin.sock" in calls, "a command connects to admin.sock")
    check("tamis.sqlite" not in calls, "a command beside the server does not open the database")
    check("vault.keys" not in calls, "a command beside the server does not open the keys")


def many_at_once(server, client):
    """Forty commands and sixty comments at once; each command does what it says, once."""
    stopped = threading.Event()
    seen = set()

    def watch():
        while not stopped.is_set():
            seen.update(holders(server.data / "tamis.sqlite"))

    watcher = threading.Thread(target=watch)
    watcher.start()
    kinds = [
        lambda n: ("site", "add", f"site-{n}"),
        lambda n: ("key", "add", "--site", "default", "--name", f"key-{n}", "--scopes", "read"),
        lambda n: ("moderator", "add", f"moderator-{n}", "--role", "viewer"),
        lambda n: ("queue", "list"),
        lambda n: ("doctor",),
    ]
    with concurrent.futures.ThreadPoolExecutor(8) as commands, concurrent.futures.ThreadPoolExecutor(4) as posts:
        done = [commands.submit(server.command, *kinds[n % 5](n)) for n in range(40)]
        sent = [posts.submit(client.post, "/v1/comments", harness.comment(f"in between {n}")) for n in range(60)]
        for future in done:
            future.result()
        check(all(future.result().status == 201 for future in sent), "comments are taken meanwhile")
    stopped.set()
    watcher.join()
    check(seen == {server.process.pid}, f"only the server has the database open: {seen}, {server.process.pid}")
    for words, name in ((("site", "list"), "site-"), (("key", "list"), "key-"), (("moderator", "list"), "moderator-")):
        listed = server.command(*words).stdout
        check(listed.count(name) == 8, f"{' '.join(words)} shows the 8 that were added: {listed}")


def second_server(server):
    result = subprocess.run(
        [harness.BINARY, "serve", "--port", "0", "--data", server.data], env=harness.environment(), text=True,
        capture_output=True, timeout=60)
    check(result.returncode == 1, f"a second server ends with 1: {result.returncode}")
    lines = result.stderr.strip().splitlines()
    check(len(lines) == 1 and "lock" in lines[0] and str(server.data) in lines[0], f"and says why: {result.stderr}")
    check(result.stdout == "", f"and nothing else: {result.stdout}")


def without_server(server):
    """The command takes the lock itself; several at once all get their turn or are refused in words."""
    check(not (server.data / "admin.sock").exists(), "a stopped server leaves no socket")
    server.command("site", "add", "by-itself")
    check("by-itself" in server.command("site", "list").stdout, "a command works without a server")
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        results = list(pool.map(lambda n: server.command("site", "add", f"alone-{n}", ok=False), range(6)))
    for result in results:
        check(result.returncode == 0, f"commands at once without a server: {result.returncode} {result.stderr}")
    check(server.command("site", "list").stdout.count("alone-") == 6, "each did its work")


def after_a_crash(server):
    """A dead server's socket and lock file stand in nobody's way."""
    server.start(first=False)
    server.kill()
    check((server.data / "admin.sock").exists(), "the dead server left its socket")
    server.command("site", "add", "after-crash")
    server.start(first=False)
    check("after-crash" in server.command("site", "list").stdout, "the next server serves the socket again")
    server.stop()


def loosened_keys(server):
    """Keys that others could read are refused, by the server and by a command."""
    keys = server.data / "vault.keys"
    for loose in (0o640, 0o604, 0o644):
        keys.chmod(loose)
        for words in (("serve", "--port", "0"), ("doctor",)):
            result = server.command(*words, ok=False)
            check(result.returncode == 1, f"{words[0]} with keys of mode {loose:o}: {result.returncode}")
            check("vault.keys" in result.stderr, f"{words[0]} says why: {result.stderr}")
    keys.chmod(0o600)
    keys.rename(server.folder / "vault.keys.away")
    result = server.command("serve", "--port", "0", ok=False)
    check(result.returncode == 1 and "vault.keys" in result.stderr, f"lost keys are not made anew: {result.stderr}")
    (server.folder / "vault.keys.away").rename(keys)
    server.command("doctor")


def test():
    with harness.scratch() as folder:
        with harness.Server(folder, level="warning") as server:
            modes(server)
            through_the_socket(server, folder)
            many_at_once(server, harness.Client(server, server.key))
            second_server(server)
        without_server(server)
        after_a_crash(server)
        loosened_keys(server)
        say("40 commands and 60 comments at once through one writer; second server refused; modes kept; keys guarded")


if __name__ == "__main__":
    harness.main(test)
