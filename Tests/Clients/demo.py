"""`make demo`: Tamis on a temporary folder, sample comments in four languages, and a page that shows the webhooks.

Submit → flag → review → webhook in a browser: open the first login, decide, and look at the inbox. Standard library only;
signatures are checked here by hand as Standard Webhooks 1.0.0 says. Ends with Ctrl-C; the folder is removed.
"""
import base64
import hashlib
import hmac
import html
import http.server
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request

SAMPLES = [
    ("Nora", "The bus line on page two changed its number last year, otherwise a fine overview."),
    ("Sam", "What a stupid article, you idiot, learn to count."),
    ("Deals", "CHEAP WATCHES here http://watches.example http://bags.example http://shoes.example buy now!!!"),
    ("Camille", "Merci, c'est clair et bien écrit. Une carte aiderait."),
    ("Luc", "Quel idiot a écrit ça ? Espèce de crétin."),
    ("سلمى", "شكرا على المقال، معلومات مفيدة جدا."),
    ("Yassine", "Chokran bezzaf 3la had lma9al, zwin bezzaf."),
    ("Karim", "Write to me at karim@example.org if you need the full list."),
]
INBOX = []
SECRET = {}


def verified(headers, body):
    """HMAC-SHA256 over `id.timestamp.body`, and a time not more than five minutes away."""
    identifier, moment = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "0")
    key = base64.b64decode(SECRET.get("text", "").removeprefix("whsec_"))
    wanted = base64.b64encode(hmac.digest(key, f"{identifier}.{moment}.".encode() + body, hashlib.sha256)).decode()
    given = [part[3:] for part in headers.get("webhook-signature", "").split(" ") if part.startswith("v1,")]
    return abs(time.time() - int(moment)) < 300 and any(hmac.compare_digest(wanted, text) for text in given)


class Inbox(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body=b""):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        good = verified(self.headers, body)
        if good:
            INBOX.insert(0, (self.headers["webhook-id"], json.loads(body)))
        self.answer(204 if good else 400)

    def do_GET(self):
        items = "".join(
            f"<h2>{html.escape(event['type'])} <small>{html.escape(identifier)} ✓ signature</small></h2>"
            f"<pre>{html.escape(json.dumps(event, ensure_ascii=False, indent=1))}</pre>"
            for identifier, event in INBOX[:100])
        page = ("<!doctype html><meta charset=utf-8><meta http-equiv=refresh content=2><title>Webhook inbox</title>"
                f"<h1>Webhook inbox</h1><p>{len(INBOX)} webhooks, newest first.</p>{items}")
        self.answer(200, page.encode())

    def log_message(self, *_):
        pass


def main():
    binary = pathlib.Path(sys.argv[1]).resolve()
    listener = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Inbox)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    inbox = f"http://127.0.0.1:{listener.server_address[1]}/"
    environment = {**os.environ, "TAMIS_WEBHOOKS_ALLOWED_NETWORKS": "127.0.0.0/8", "TAMIS_WEBHOOKS_ALLOW_HTTP": "true",
                   "TAMIS_LOG_LEVEL": "warning"}
    with tempfile.TemporaryDirectory(prefix="tamis-demo-") as folder:
        data = pathlib.Path(folder) / "data"
        server = subprocess.Popen([binary, "serve", "--port", "0", "--data", data], env=environment, text=True,
                                  stdout=subprocess.PIPE)
        try:
            said = {}
            for line in server.stdout:
                said[line[:15].strip()] = line[15:].split()[0] if line[15:].split() else ""
                if line.startswith("First login"):
                    break
            if "First login" not in said:
                sys.exit(f"demo: the server ended: {server.wait()}")
            base = said["Review page"].removesuffix("/review")
            added = subprocess.run(
                [binary, "endpoint", "add", inbox, "--site", "default", "--body", "--data", data], env=environment,
                text=True, check=True, stdout=subprocess.PIPE).stdout.split()
            SECRET["text"] = added[1]
            for number, (name, text) in enumerate(SAMPLES):
                body = {"author": {"name": name, "email": f"reader{number}@example.org"}, "body": text,
                        "thread": {"id": "demo", "title": "A page with comments", "url": "https://example.org/demo"}}
                urllib.request.urlopen(urllib.request.Request(base + "/v1/comments", json.dumps(body).encode(), {
                    "Content-Type": "application/json", "Authorization": "Bearer " + said["Its API key"]})).close()
            print(f"{len(SAMPLES)} sample comments were sent.\n\nFirst login    {said['First login']}\n"
                  f"Review page    {said['Review page']}\nWebhook inbox  {inbox}\nAPI key        {said['Its API key']}\n\n"
                  "Ctrl-C ends the demo and removes its data.", flush=True)
            server.wait()
        except KeyboardInterrupt:
            pass
        finally:
            if server.poll() is None:
                server.send_signal(signal.SIGTERM)
                server.wait(40)


if __name__ == "__main__":
    main()
