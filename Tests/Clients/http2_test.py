"""A real receiver, nginx over TLS: over HTTP/2 events of one endpoint share a connection as streams beside each other; over
HTTP/1.1 a connection is kept, several stand beside each other when needed, and a new one resumes the TLS session of the one
before. (libcurl 7.88 asks for no session tickets, and nginx forgets a session it ended over HTTP/2 with its connection: there
each new connection is a whole handshake, but there is one for all events.)"""
import http.server
import subprocess
import threading

import faults_test
import harness
from harness import check, say

BURST = 8


class Backend(http.server.ThreadingHTTPServer):
    """Holds every request until a burst is together, or lets them pass; counts how many were there at once."""

    daemon_threads = True

    def __init__(self):
        self.changed = threading.Condition()
        self.here, self.most, self.wanted = 0, 0, 1
        backend = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                with backend.changed:
                    backend.here += 1
                    backend.most = max(backend.most, backend.here)
                    backend.changed.notify_all()
                    backend.changed.wait_for(lambda: backend.most >= backend.wanted, 10)
                    backend.here -= 1
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def expect(self, wanted):
        with self.changed:
            self.most, self.wanted = 0, wanted


class Nginx:
    """TLS with or without HTTP/2 before the backend; a connection ends after `requests` requests."""

    def __init__(self, folder, backend, requests, speaks="http2"):
        self.port = harness.free_port()
        folder.mkdir()
        self.log = folder / "access.log"
        certificates = folder.parent
        words = harness.nginx(folder, f"""log_format told '$connection $ssl_session_reused $server_protocol $status';
access_log {self.log} told;
ssl_session_cache shared:tls:1m;
ssl_protocols TLSv1.2 TLSv1.3;
keepalive_requests {requests};
server {{
    listen 127.0.0.1:{self.port} ssl {speaks};
    ssl_certificate {certificates}/good.pem;
    ssl_certificate_key {certificates}/good.key;
    location / {{ proxy_pass http://127.0.0.1:{backend.server_port}; }}
}}""")
        self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        harness.wait_for(lambda: harness.answers(self.port) or self.process.poll() is not None, "nginx to answer")
        check(self.process.poll() is None, "nginx ended")

    def requests(self):
        """Of each request: connection, whether its TLS session was resumed, protocol, status."""
        return [line.split() for line in self.log.read_text().splitlines() if line.split()[2].startswith("HTTP/")]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(20)


def burst(client, endpoint, nginx, count):
    """So many events at once; the requests nginx tells of them."""
    before = len(nginx.requests())
    threads = [threading.Thread(target=client.post, args=(f"/v1/endpoints/{endpoint}/test",)) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return harness.wait_for(
        lambda: nginx.requests()[before:] if len(nginx.requests()) >= before + count else None, f"{count} events", 60)


def test():
    with harness.scratch() as folder:
        faults_test.certificates(folder)
        trusting = faults_test.trusting(folder)
        backend = Backend()
        with Nginx(folder / "two", backend, 1000) as two, Nginx(folder / "short", backend, 1, speaks="") as short, \
                Nginx(folder / "one", backend, 1000, speaks="") as one, \
                harness.Server(folder / "tamis", prefix=trusting) as server:
            client = harness.Client(server, server.add_key("submit,read,admin"))

            def endpoint(nginx):
                return faults_test.add(client, f"https://127.0.0.1:{nginx.port}/hook")["id"]

            multiplexed = endpoint(two)
            for round_number in range(2):
                backend.expect(BURST)  # nobody is answered before all are there: streams beside each other, or none
                seen = burst(client, multiplexed, two, BURST)
                check({one[2] for one in seen} == {"HTTP/2.0"} and {one[3] for one in seen} == {"204"}, f"HTTP/2: {seen}")
                check(backend.most == BURST, f"{backend.most} of {BURST} at once")
            connections = {one[0] for one in two.requests()}
            check(len(connections) == 1, f"{2 * BURST} events over {len(connections)} connections")

            backend.expect(1)
            resumed = endpoint(short)
            for _ in range(6):
                burst(client, resumed, short, 1)
            seen = short.requests()
            check(len({one[0] for one in seen}) == 6, f"each its own connection: {seen}")
            check([one[1] for one in seen] == list(".rrrrr"), f"the first made the session, the others resumed it: {seen}")

            single = endpoint(one)
            for _ in range(6):
                burst(client, single, one, 1)
            check(len({line[0] for line in one.requests()}) == 1, f"one connection kept over HTTP/1.1: {one.requests()}")
            backend.expect(BURST)
            burst(client, single, one, BURST)
            check(backend.most == BURST, f"over HTTP/1.1 {backend.most} of {BURST} at once, each on its connection")
        backend.shutdown()
    say(f"{2 * BURST} events as streams of one HTTP/2 connection, {BURST} at once; 5 of 6 connections resumed the TLS "
        "session; one HTTP/1.1 connection kept")


if __name__ == "__main__":
    harness.main(test)
