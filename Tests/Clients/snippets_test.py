"""The files of config/integrations/comments/ do what they promise: each sends comments to a real server and says what
became of them, what is wrong with them, or that nobody was there."""
import http.server
import json
import os
import pathlib
import socket
import subprocess
import sys
import threading

import harness
from harness import check, say

FOLDER = harness.ROOT / "config" / "integrations" / "comments"
SNIPPETS = {"curl": ["sh", "submit.sh"], "Python": [sys.executable, "submit.py"], "Node.js": ["node", "submit.mjs"],
            "PHP": ["php", "submit.php"]}


def run(words, url, key, comment):
    """Exit status, standard output and standard error of one snippet."""
    environment = {"PATH": os.environ["PATH"], "TAMIS_URL": url, "TAMIS_KEY": key}
    result = subprocess.run(words, cwd=FOLDER, input=comment, capture_output=True, env=environment, timeout=60)
    return result.returncode, result.stdout.decode(), result.stderr.decode()


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """Answers with a redirect, or as something in between that is out of order; keeps the paths that were asked for."""

    status, asked = 302, []

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.asked.append((self.path, self.headers["Authorization"]))
        self.send_response(self.status)
        self.send_header("Location", "/stolen")
        self.send_header("Content-Length", "4")
        self.end_headers()
        self.wfile.write(b"oops")

    do_GET = do_POST

    def log_message(self, *_):
        pass


def taken(name, words, server, client):
    text = f"Merci d'ici ! « {name} » \"é\" \\ شكرا"
    comment = json.dumps(harness.comment(text, external_id=f"{name}-1")).encode()
    status, out, err = run(words, server.url, server.key, comment)
    check(status == 0 and not err, f"{name}: {status} {err}")
    state, identifier = out.split()
    shown = client.get("/v1/comments/" + identifier).json
    check(shown["body"] == text and shown["status"] == state, f"{name}: {out!r}, but {shown}")
    check(run(words, server.url, server.key, comment)[1] == out, f"{name}: a repeat is taken once")
    rude = json.dumps(harness.comment("you stupid idiot", external_id=f"{name}-2")).encode()
    status, out, _ = run(words, server.url, server.key, rude)
    check(status == 0 and out.startswith("flagged cmt_"), f"{name}, a rude one: {status} {out}")


def refused(name, words, server):
    comment = harness.comment("", author={"name": "Ana", "email": "no address"})
    status, out, err = run(words, server.url, server.key, json.dumps(comment).encode())
    check((status, out) == (1, ""), f"{name}, refused: {status} {out}")
    check(err.splitlines() == ["author.email: invalid_email", "body: required"], f"{name}, refused: {err!r}")
    whole = json.dumps(harness.comment("hello")).encode()
    for key, body, said in [("tamis_" + "A" * 43, whole, "401"), (server.key, b"{", "400")]:
        status, out, err = run(words, server.url, key, body)
        check((status, out) == (1, "") and said in err, f"{name}, {said}: {status} {out} {err}")
        check(key not in err, f"{name}: the key is told")


def elsewhere(name, words, server):
    comment = json.dumps(harness.comment("hello")).encode()
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))  # bound and not listening: refused
        status, out, err = run(words, f"http://127.0.0.1:{nobody.getsockname()[1]}", server.key, comment)
        check((status, out) == (2, "") and err, f"{name}, nobody there: {status} {out} {err}")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        for answer, expected in ((302, 1), (502, 2), (429, 2)):
            Elsewhere.status, Elsewhere.asked[:] = answer, []
            status, out, err = run(words, f"http://127.0.0.1:{other.server_port}", server.key, comment)
            check((status, out) == (expected, "") and str(answer) in err, f"{name}, {answer}: {status} {out} {err}")
            check([path for path, _ in Elsewhere.asked] == ["/v1/comments"], f"{name}, {answer}: {Elsewhere.asked}")
        other.shutdown()


def test():
    listed = {words[-1] for words in SNIPPETS.values()} | {"README.md"}
    check({path.name for path in pathlib.Path(FOLDER).iterdir()} == listed, "every file of the folder is run here")
    with harness.scratch() as folder, harness.Server(folder, level="warning") as server:
        client = harness.Client(server, server.add_key("submit,read"))
        server.key = server.add_key("submit")
        for name, words in SNIPPETS.items():
            taken(name, words, server, client)
            refused(name, words, server)
            elsewhere(name, words, server)
        say(f"{', '.join(SNIPPETS)} send comments and say what became of them; 9 situations each")


if __name__ == "__main__":
    harness.main(test)
