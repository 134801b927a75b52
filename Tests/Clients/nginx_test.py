"""The shipped nginx site in front of the service: its syntax, a comment posted over TLS, what is not public; and the
shipped systemd unit. Only names, ports and paths are changed for the test."""
import http.client
import json
import re
import socket
import ssl
import subprocess

import harness
from harness import check, say

SHIPPED = harness.ROOT / "config" / "integrations"


def site(folder, backend, plain, tls):
    """The shipped site, on free ports and with a certificate of the test's own."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=comments.example.org",
         "-addext", "subjectAltName=DNS:comments.example.org", "-keyout", folder / "key.pem", "-out",
         folder / "cert.pem"], check=True, capture_output=True)
    text = (SHIPPED / "nginx" / "tamis.conf").read_text()
    changes = [
        (r"listen 80;", f"listen 127.0.0.1:{plain};"), (r"listen 443 ssl", f"listen 127.0.0.1:{tls} ssl"),
        (r" *listen \[::\].*\n", ""), (r"/etc/ssl/\S+/fullchain.pem", str(folder / "cert.pem")),
        (r"/etc/ssl/\S+/privkey.pem", str(folder / "key.pem")), (r"/var/log/nginx/tamis.log", str(folder / "access.log")),
        (r"127\.0\.0\.1:8080", f"127.0.0.1:{backend}"),
    ]
    for pattern, new in changes:
        text, count = re.subn(pattern, new, text)
        check(count > 0, f"the shipped site has {pattern}")
    return harness.nginx(folder, f"access_log off;\n{text}")


class Proxy:
    def __init__(self, folder, port):
        self.context = ssl.create_default_context(cafile=folder / "cert.pem")
        self.port = port

    def request(self, method, path, body=None, headers=None):
        """The certificate is checked for its name; the connection goes to the loopback port."""
        raw = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        connection = http.client.HTTPConnection("comments.example.org", timeout=20)
        connection.sock = self.context.wrap_socket(raw, server_hostname="comments.example.org")
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            return harness.Answer(response.status, response.headers, response.read())
        finally:
            connection.close()


def through(proxy, server, folder, plain):
    headers = {"Authorization": f"Bearer {server.key}", "Content-Type": "application/json"}
    body = json.dumps(harness.comment("you are an idiot, said through the proxy"))
    answer = proxy.request("POST", "/v1/comments", body, headers)
    check(answer.status == 201, f"a comment over TLS: {answer.status} {answer.body[:200]!r}")
    check(answer.json["id"] in server.command("queue", "list").stdout or answer.json["status"] == "approved",
          "the comment is recorded")
    for path in ("/metrics", "/healthz", "/readyz"):
        check(proxy.request("GET", path).status == 404, f"{path} is not public")
    check(harness.Client(server).get("/healthz").status == 200, "the machine itself may ask")
    page = proxy.request("GET", "/review")
    check(page.status in (200, 303), f"the review page: {page.status}")
    page = proxy.request("GET", "/review/login?token=secret-in-a-query")
    large = proxy.request("POST", "/v1/comments", b"x" * (300 * 1024), headers)
    check(large.status == 413, f"more than 256 KiB: {large.status}")
    connection = http.client.HTTPConnection("127.0.0.1", plain, timeout=20)
    connection.request("GET", "/review?x=1", headers={"Host": "comments.example.org"})
    moved = connection.getresponse()
    check(moved.status == 308 and moved.headers["Location"] == "https://comments.example.org/review?x=1",
          f"plain http is sent to TLS: {moved.status} {moved.headers['Location']}")
    log = (folder / "access.log").read_text()
    check("POST /v1/comments 201" in log, f"the log tells of the request: {log}")
    check("secret-in-a-query" not in log and "127.0.0.1" not in log, "the log keeps no query and no address")


def unit(folder):
    """The unit's words are known to systemd, and it is as closed as it claims."""
    text = (SHIPPED / "systemd" / "tamis.service").read_text()
    copy = folder / "tamis.service"
    copy.write_text(text.replace("/usr/local/bin/tamis", str(harness.BINARY)))
    verified = subprocess.run(["systemd-analyze", "verify", copy], capture_output=True, text=True)
    check(verified.returncode == 0 and "tamis.service" not in verified.stderr, f"systemd-analyze: {verified.stderr}")
    result = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", copy], capture_output=True, text=True)
    exposure = re.search(r"Overall exposure level.*?: ([0-9.]+)", result.stdout)
    check(exposure and float(exposure[1]) < 2.0, f"the unit's exposure: {result.stdout[-300:]} {result.stderr}")
    return float(exposure[1])


def test():
    with harness.scratch() as folder:
        exposure = unit(folder)
        plain, tls = harness.free_port(), harness.free_port()
        with harness.Server(folder / "server", level="warning") as server:
            command = site(folder, server.port, plain, tls)
            tested = subprocess.run([*command, "-t"], capture_output=True, text=True)
            check(tested.returncode == 0 and "[warn]" not in tested.stderr, f"nginx -t: {tested.stderr}")
            nginx = subprocess.Popen(command)
            try:
                harness.wait_for(lambda: harness.answers(plain) or nginx.poll() is not None, "nginx to start")
                check(nginx.poll() is None, lambda: (folder / "nginx-error.log").read_text())
                through(Proxy(folder, tls), server, folder, plain)
            finally:
                nginx.terminate()
                nginx.wait(20)
        say(f"nginx -t clean; a comment posted over TLS; metrics and health not public; 413, 308 and a log without "
            f"addresses; systemd-analyze verify clean, exposure {exposure}")


if __name__ == "__main__":
    harness.main(test)
