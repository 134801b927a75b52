"""Slow clients hold nobody: `slowhttptest` in its ways, while a client goes on sending comments.

The server runs with short limits. Also over raw sockets: what each limit does, HTTP/1.0, too many connections, and a
stop while bodies drip in.
"""
import contextlib
import os
import pathlib
import re
import select
import socket
import subprocess
import threading
import time

import harness
from harness import check, say

LIMITS = {"TAMIS_HTTP_HEADER_SECONDS": "2", "TAMIS_HTTP_BODY_SECONDS": "3", "TAMIS_HTTP_WRITE_SECONDS": "2",
          "TAMIS_HTTP_IDLE_SECONDS": "4"}
BOUND = 3.0  # seconds any comment may take beside an attack, on a slow machine with a debug build
ATTACKERS = 400


class Steady:
    """A client that goes on sending comments over one kept connection, and notes how long each took."""

    def __init__(self, server):
        self.client = harness.Client(server, server.key)
        self.stopped = threading.Event()
        self.seconds, self.problem = [], None
        self.thread = threading.Thread(target=self._run)

    def _run(self):
        number = 0
        while not self.stopped.is_set():
            number += 1
            begin = time.monotonic()
            try:
                answer = self.client.post("/v1/comments", harness.comment(f"steady {number}"))
            except OSError as error:
                self.problem = f"comment {number}: {error}"
                return
            self.seconds.append(time.monotonic() - begin)
            if answer.status != 201:
                self.problem = f"comment {number}: {answer.status} {answer.body[:200]!r}"
                return
            self.stopped.wait(0.02)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        self.thread.join()


def sockets(server):
    """The connections the server process holds, as the kernel lists them."""
    inodes = set()
    for entry in pathlib.Path(f"/proc/{server.process.pid}/fd").iterdir():
        with contextlib.suppress(OSError):
            found = re.match(r"socket:\[(\d+)\]", os.readlink(entry))
            if found:
                inodes.add(found[1])
    count = 0
    for line in pathlib.Path(f"/proc/{server.process.pid}/net/tcp").read_text().splitlines()[1:]:
        words = line.split()
        if words[9] in inodes and words[3] != "0A":  # 0A listens
            count += 1
    return count


def attack(server, name, *words):
    """One run of slowhttptest, with a steady client beside it."""
    most = 0
    with Steady(server) as steady:
        tool = subprocess.Popen(
            ["slowhttptest", "-c", str(ATTACKERS), "-r", "200", "-l", "12", "-v", "0", *words],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        try:
            while tool.poll() is None:
                most = max(most, sockets(server))
                steady.stopped.wait(0.1)
                check(steady.problem is None, f"{name}: {steady.problem}")
            out = tool.stdout.read()
        finally:
            if tool.poll() is None:
                tool.kill()
            tool.wait()
        check(tool.returncode == 0, f"{name}: slowhttptest ended with {tool.returncode}: {out[-500:]}")
        check(most > ATTACKERS / 4, f"{name}: no more than {most} connections were seen, so it attacked nobody")
        harness.wait_for(lambda: sockets(server) <= 1, f"{name}: the end of all slow connections", 15)
    check(steady.problem is None, f"{name}: {steady.problem}")
    slowest = max(steady.seconds)
    check(slowest < BOUND, f"{name}: a comment took {slowest:.2f} s")
    say(f"{name}: up to {most} connections; {len(steady.seconds)} comments beside them, the slowest {slowest:.2f} s")


def attacks(server):
    attack(server, "slow headers", "-H", "-i", "1", "-u", server.url + "/healthz")
    # The tool sends no header of one's own, but takes a line end for what it is. Without a key it would be refused.
    kind = "application/json\r\nAuthorization: Bearer " + server.key
    attack(server, "slow bodies", "-B", "-i", "1", "-s", "8192", "-f", kind, "-u", server.url + "/v1/comments")
    attack(server, "slow reading", "-X", "-k", "10", "-w", "1", "-y", "64", "-n", "5", "-z", "1",
           "-u", server.url + "/review/assets/review.css")


def dial(server):
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=20)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def read_all(connection):
    """Everything up to the close, however the other side closes."""
    data = b""
    while True:
        try:
            part = connection.recv(65536)
        except ConnectionResetError:
            return data
        if not part:
            return data
        data += part


def drip(connection, part, pause=0.2, seconds=15):
    """Sends `part` again and again until the other side answers or closes: what it said, and after how long."""
    begin = time.monotonic()
    while time.monotonic() - begin < seconds:
        readable, _, _ = select.select([connection], [], [], pause)
        if readable:
            return read_all(connection), time.monotonic() - begin
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            connection.sendall(part)
    raise harness.Failure(f"still open after {seconds} s of {part!r}")


def limits(server):
    """Each limit by itself: answered with 408 where an answer is due, and in time."""
    head = b"POST /v1/score HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + server.key.encode() + b"\r\n"
    rows = [
        ("a head that never ends", b"GET /healthz HTTP/1.1\r\n", b"X: y\r\n", b"HTTP/1.1 408", 2),
        ("a body that never ends", head + b"Content-Type: application/json\r\nContent-Length: 9999\r\n\r\n", b"x",
         b"HTTP/1.1 408", 3),
        ("chunks that never end", head + b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n",
         b"1\r\nx\r\n", b"HTTP/1.1 408", 3),
        ("a body refused already", b"POST /v1/score HTTP/1.1\r\nHost: a\r\nContent-Length: 9999\r\n\r\n", b"x",
         b"HTTP/1.1 401", None),
    ]
    for name, begin, part, answer, seconds in rows:
        with dial(server) as connection:
            connection.sendall(begin)
            said, took = drip(connection, part)
            check(said.startswith(answer), f"{name}: {said[:200]!r}")
            check(said.count(b"HTTP/1.1") == 1, f"{name}: more than one answer: {said!r}")
            check(seconds is None or seconds - 0.1 <= took < seconds + 2, f"{name}: answered after {took:.1f} s")
    for name, begin, seconds in [("silence", b"", 2), ("a kept connection", b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", 4)]:
        with dial(server) as connection:
            start = time.monotonic()
            connection.sendall(begin)
            said = read_all(connection)
            took = time.monotonic() - start
            check(said.count(b"HTTP/1.1") == (1 if begin else 0) and b"408" not in said, f"{name}: {said!r}")
            check(seconds - 0.1 <= took < seconds + 2, f"{name}: closed after {took:.1f} s")
    with dial(server) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 20_000)
        check(read_all(connection).startswith(b"HTTP/1.1 431"), "a head of 20,000 bytes is too large")


def unread(server):
    """Answers nobody reads: more of them than the kernel keeps ready for somebody slow."""
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(20)
        connection.connect(("127.0.0.1", server.port))
        connection.setblocking(False)
        asked = b"GET /review/assets/review.css HTTP/1.1\r\nHost: a\r\n\r\n" * 20
        end, stuck = time.monotonic() + 20, None
        while time.monotonic() < end:
            try:
                connection.send(asked)
                stuck = None
                continue
            except BlockingIOError:
                stuck = stuck or time.monotonic()
            except (BrokenPipeError, ConnectionResetError):
                break
            if stuck and sockets(server) == 0:
                break
            select.select([], [], [], 0.05)
        took = time.monotonic() - (stuck or end)
        check(stuck and sockets(server) == 0, f"who asks and does not read is closed: {stuck}, {sockets(server)}")
        check(1 < took < 6, f"closed {took:.1f} s after nothing moved any longer")
    return took


def old_clients(server):
    """HTTP/1.0 ends where the connection ends, unless the client asks to keep it."""
    for request, closes in [
        (b"GET /healthz HTTP/1.0\r\n\r\n", True), (b"GET /review/login HTTP/1.0\r\n\r\n", True),
        (b"GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n", True),
        (b"GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", False),
    ]:
        with dial(server) as connection:
            begin = time.monotonic()
            connection.sendall(request)
            if not closes:
                check(b"keep-alive" in connection.recv(65536), "HTTP/1.0 that asks for it is kept")
                connection.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
            said = read_all(connection)
            took = time.monotonic() - begin
            check(b" 200 OK\r\n" in said and b"\nconnection: close\r\n" in said.lower(), f"{request!r}: {said[:200]!r}")
            check(b"chunked" not in said.lower(), f"{request!r}: chunks")
            check(took < 1.5, f"{request!r}: closed only after {took:.1f} s")


def crowd(server):
    """More connections than one address may have: the others are told, and there is room again later."""
    with contextlib.ExitStack() as stack:
        kept = [stack.enter_context(dial(server)) for _ in range(20)]
        harness.wait_for(lambda: sockets(server) >= 20, "twenty connections", 2)
        for _ in range(5):
            with dial(server) as refused:
                said = read_all(refused)
                check(said.startswith(b"HTTP/1.1 503 ") and b"too_many_connections" in said, f"one too many: {said!r}")
        for connection in kept[:5]:
            connection.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
            check(b" 200 OK" in read_all(connection), "those who are in are served")
    harness.wait_for(lambda: sockets(server) == 0, "their end", 5)
    with dial(server) as connection:
        connection.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
        check(b" 200 OK" in read_all(connection), "there is room again")


def listens(server):
    with socket.socket() as connection:
        return connection.connect_ex(("127.0.0.1", server.port)) == 0


def stopping(server):
    """A stop with bodies dripping in and heads half sent ends soon; a whole request under way is answered."""
    head = b"POST /v1/score HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer " + server.key.encode() + b"\r\n"
    with contextlib.ExitStack() as stack:
        slow = [stack.enter_context(dial(server)) for _ in range(30)]
        for number, connection in enumerate(slow):
            connection.sendall((
                head + b"Content-Type: application/json\r\nContent-Length: 9999\r\n\r\n{", b"GET / HTTP/1.1\r\nHos", b"",
            )[number % 3])
        body = b'{"author":{"name":"A","email":"a@example.org"},"thread":{"id":"1"},"body":"hello"}'
        whole = stack.enter_context(dial(server))
        whole.sendall(head + b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body[:40])
        harness.wait_for(lambda: sockets(server) >= 31, "all of them", 5)
        begin = time.monotonic()
        stopper = threading.Thread(target=server.stop)
        stopper.start()
        harness.wait_for(lambda: not listens(server), "the stop to begin", 10)
        whole.sendall(body[40:])
        said = read_all(whole)
        check(said.startswith(b"HTTP/1.1 200 ") and b"\nconnection: close\r\n" in said.lower(),
              f"a request under way at the stop: {said[:300]!r}")
        stopper.join()
        took = time.monotonic() - begin
        check(server.process.returncode == 0 and took < 12, f"the stop took {took:.1f} s")
    return took


def test():
    with harness.scratch() as folder:
        with harness.Server(folder / "attacked", level="warning", settings=LIMITS) as server:
            limits(server)
            stalled = unread(server)
            old_clients(server)
            attacks(server)
        with harness.Server(folder / "crowded", level="warning", settings={
                **LIMITS, "TAMIS_HTTP_HEADER_SECONDS": "30", "TAMIS_HTTP_MAX_CONNECTIONS_PER_ADDRESS": "20"}) as server:
            crowd(server)
        server = harness.Server(folder / "stopped", level="warning", settings={
            "TAMIS_HTTP_HEADER_SECONDS": "60", "TAMIS_HTTP_BODY_SECONDS": "60"}).start()
        try:
            took = stopping(server)
        finally:
            if server.process.poll() is None:
                server.kill()
        say(f"every limit kept, answers left unread {stalled:.1f} s; a stop among slow clients took {took:.1f} s")


if __name__ == "__main__":
    harness.main(test)
