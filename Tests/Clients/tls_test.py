"""An endpoint whose certificate nobody vouches for gets nothing: seen from a real TLS server."""
import http.server
import ssl
import subprocess
import threading
import urllib.request

import harness
from harness import check, say


class TLSReceiver(http.server.ThreadingHTTPServer):
    """Speaks TLS with a certificate of its own making, and counts the requests that come through."""

    def __init__(self, folder):
        self.requests = 0
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers["Content-Length"]))
                receiver.requests += 1
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        certificate, key = folder / "certificate.pem", folder / "key.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", certificate, "-days", "1",
             "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
            check=True, capture_output=True)
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate, key)
        # The handshake is made in the connection's own thread: one that fails must not end the server.
        self.trusted = ssl.create_default_context(cafile=str(certificate))

    def finish_request(self, request, client_address):
        try:
            request = self.context.wrap_socket(request, server_side=True)
        except (ssl.SSLError, ConnectionError):
            return
        with request:
            super().finish_request(request, client_address)


def test():
    with harness.scratch() as folder, harness.Server(folder) as server:
        receiver = TLSReceiver(folder)
        threading.Thread(target=receiver.serve_forever, daemon=True).start()
        url = f"https://127.0.0.1:{receiver.server_port}/hook"
        # The receiver itself works for who trusts it, or the refusal below would say nothing.
        with urllib.request.urlopen(
                urllib.request.Request(url, b"{}"), context=receiver.trusted, timeout=20) as answer:
            check(answer.status == 204, f"the receiver answers: {answer.status}")
        identifier, _ = server.add_endpoint(url)
        server.command("endpoint", "test", identifier)

        def refused():
            log = server.command("endpoint", "log", identifier).stdout
            return log if "certificate" in log else None

        log = harness.wait_for(refused, "the delivery log to speak of the certificate")
        check("waiting" in log, f"the delivery waits for its next attempt: {log}")
        check(receiver.requests == 1, f"{receiver.requests - 1} requests came through to an untrusted receiver")
        receiver.shutdown()
        say("a self-made certificate is refused, the delivery waits, nothing was sent")


if __name__ == "__main__":
    harness.main(test)
