"""A lone client gets an answer only after the WAL was synced: seen from the system calls of the real server."""
import os
import re
import signal

import harness
from harness import check, say

COMMENTS = 30
CALLS = "fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg"
LINE = re.compile(r"^(\d+)\s+(.*)$")


def events(trace):
    """The trace in the order things happened: "wal" written, "sync" of the WAL ended, "ack" begun."""
    waiting = {}
    for line in trace.splitlines():
        found = LINE.match(line)
        if not found:
            continue
        thread, call = found.groups()
        if call.startswith("<..."):
            # A call that another thread's line cut in two: it ended here.
            name, call = waiting.pop(thread, ""), call
            if name == "sync" and call.rstrip().endswith("= 0"):
                yield "sync"
            elif name == "wal":
                yield "wal"
            continue
        name = ""
        if call.startswith(("fsync(", "fdatasync(")) and "-wal>" in call:
            name = "sync"
        elif call.startswith(("pwrite64(", "write(")) and "-wal>" in call:
            name = "wal"
        elif "HTTP/1.1 201" in call:
            yield "ack"
        if call.endswith("<unfinished ...>"):
            waiting[thread] = name
        elif name == "wal" or (name == "sync" and call.rstrip().endswith("= 0")):
            yield name


def unsynced(order):
    """How many acknowledgements came with nothing written and synced since the one before."""
    state, bad, acks = "idle", 0, 0
    for event in order:
        if event == "wal":
            state = "written"
        elif event == "sync" and state == "written":
            state = "synced"
        elif event == "ack":
            acks += 1
            bad += state != "synced"
            state = "idle"
    return acks, bad


def check_the_check():
    """The search itself turns red when a sync is missing, late, or of another file."""
    right = ('1  pwrite64(9</d/tamis.sqlite-wal>, "x", 4096, 0) = 4096\n1  fdatasync(9</d/tamis.sqlite-wal>) = 0\n'
             '2  write(12<TCP:[1]>, "HTTP/1.1 201 Created", 20) = 20\n')
    check(unsynced(events(right)) == (1, 0), "a synced acknowledgement is right")
    sync = "1  fdatasync(9</d/tamis.sqlite-wal>) = 0\n"
    for wrong in (right.replace(sync, ""), right.replace(sync, "") + sync, right.replace("sync(9</d/tamis.sqlite-wal",
                  "sync(9</d/tamis.sqlite"), right.replace(") = 0", ") = -1 EIO (Input/output error)")):
        check(unsynced(events(wrong)) == (1, 1), f"this trace must be found wrong: {wrong}")


def test():
    check_the_check()
    with harness.scratch() as folder:
        trace = folder / "trace"
        prefix = ["strace", "-f", "-y", "-s", "32", "-o", str(trace), "-e", "trace=" + CALLS]
        with harness.Server(folder, level="error", prefix=prefix) as server:
            client = harness.Client(server, server.key)
            for number in range(COMMENTS):
                answer = client.post("/v1/comments", harness.comment(f"one after the other {number}"))
                check(answer.status == 201, f"{answer.status} {answer.body!r}")
            stop(server)
        acks, bad = unsynced(events(trace.read_text(errors="replace")))
        check(acks == COMMENTS, f"{acks} acknowledgements seen, {COMMENTS} given")
        check(bad == 0, f"{bad} of {acks} acknowledgements came before their comment was synced")
        say(f"{acks} acknowledgements, each after a sync of the WAL that ended before it")


def stop(server):
    """The signal goes to the server, which runs under strace."""
    children = open(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read().split()
    check(len(children) == 1, f"strace runs one process: {children}")
    os.kill(int(children[0]), signal.SIGTERM)
    check(server.process.wait(60) == 0, "the server ends with 0 under strace")


if __name__ == "__main__":
    harness.main(test)
