"""What every client test needs: the real server as a process, its command line, HTTP clients and a webhook receiver.

Everything waits on conditions with a limit and says what it waited for; ports come from the kernel.
"""
import concurrent.futures
import contextlib
import http.client
import http.server
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("TAMIS_BINARY") or ROOT / ".build" / "debug" / "tamis")
EVAL_DIR = pathlib.Path(os.environ.get("EVAL_DIR") or ROOT.parent / "shared" / "eval").resolve()


class Failure(Exception):
    """A promise that was not kept."""


def check(kept, promise):
    """Ends the test when a promise is not kept."""
    if not kept:
        raise Failure(promise() if callable(promise) else promise)


def say(text):
    print(text, flush=True)


def wait_for(condition, what, seconds=60, pause=0.05):
    """Polls until `condition()` is true; its value. Says what it waited for when it gives up."""
    end = time.monotonic() + seconds
    ticker = threading.Event()
    while True:
        value = condition()
        if value:
            return value
        check(time.monotonic() < end, f"waited {seconds} s in vain for {what}")
        ticker.wait(pause)


def main(test):
    """Runs a test function; exit status 1 and one line when it fails."""
    try:
        test()
    except Failure as failure:
        say(f"FAILED: {failure}")
        sys.exit(1)


@contextlib.contextmanager
def scratch():
    """A temporary folder, removed afterwards unless TAMIS_KEEP is set."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="tamis-clients-"))
    try:
        yield folder
    finally:
        if os.environ.get("TAMIS_KEEP"):
            say(f"kept: {folder}")
        else:
            shutil.rmtree(folder, ignore_errors=True)


def environment(**more):
    """The environment for our processes: ours without TAMIS_ settings, and what webhooks to loopback need."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TAMIS_")}
    for name in ("TAMIS_POLICY", "TAMIS_WORDLISTS"):
        if name in os.environ:
            kept[name] = os.environ[name]
    kept["TAMIS_WEBHOOKS_ALLOWED_NETWORKS"] = "127.0.0.0/8"
    kept["TAMIS_WEBHOOKS_ALLOW_HTTP"] = "true"
    kept.update(more)
    return kept


def command(*arguments, data, ok=True, prefix=(), **more):
    """Runs `tamis ARGUMENTS --data DATA` and gives what it printed."""
    result = subprocess.run(
        [*prefix, str(BINARY), *map(str, arguments), "--data", str(data)], env=environment(**more), text=True,
        capture_output=True, timeout=120)
    if ok:
        check(result.returncode == 0, f"tamis {' '.join(map(str, arguments))}: exit {result.returncode}: {result.stderr}")
    return result


class Server:
    """`tamis serve` on a free port over a data folder. What it prints is kept in files beside the folder."""

    def __init__(self, folder, level="info", prefix=(), settings=None):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(exist_ok=True)
        self.data = self.folder / "data"
        self.level, self.prefix, self.settings = level, list(prefix), settings or {}
        self.process = None
        self.lines = []
        self.changed = threading.Condition()
        self.port = None
        self.key = None
        self.first_login = None

    def start(self, first=None):
        """Starts and waits for the address; at a first start also for the key and the login link."""
        first = not (self.data / "tamis.sqlite").exists() if first is None else first
        self.lines = []
        self.log = open(self.folder / "stderr.log", "ab")
        self.process = subprocess.Popen(
            [*self.prefix, str(BINARY), "serve", "--port", "0", "--data", str(self.data)],
            env=environment(TAMIS_LOG_LEVEL=self.level, **self.settings), stdout=subprocess.PIPE, stderr=self.log,
            cwd=self.folder)
        threading.Thread(target=self._read, args=(self.process.stdout, self.lines), daemon=True).start()
        self.port = urllib.parse.urlsplit(self._line("Review page").split()[-1]).port
        if first:
            self.key = self._line("Its API key").split()[3]
            self.first_login = self._line("First login").split()[2]
        return self

    def _read(self, stream, lines):
        with open(self.folder / "stdout.log", "ab") as copy:
            for line in stream:
                copy.write(line)
                copy.flush()
                with self.changed:
                    lines.append(line.decode())
                    self.changed.notify_all()
        with self.changed:
            lines.append(None)
            self.changed.notify_all()

    def _line(self, beginning, seconds=60):
        def found():
            return next((line for line in self.lines if line and line.startswith(beginning)), None)

        with self.changed:
            self.changed.wait_for(lambda: found() or None in self.lines, seconds)
        line = found()
        check(line, lambda: f"the server never printed “{beginning}”: {self.errors()[-2000:]}")
        return line

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def errors(self):
        return (self.folder / "stderr.log").read_text(errors="replace")

    def kill(self):
        """The power goes: SIGKILL, and wait until the process is gone."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.log.close()

    def stop(self, seconds=40):
        """SIGTERM; the server must finish with exit status 0."""
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise Failure(f"SIGTERM did not end the server within {seconds} s: {self.errors()[-2000:]}")
        self.log.close()
        check(status == 0, lambda: f"the server ended with {status}: {self.errors()[-2000:]}")

    def __enter__(self):
        return self.start()

    def __exit__(self, kind, *_):
        if self.process.poll() is None:
            self.stop() if kind is None else self.kill()

    def command(self, *arguments, **options):
        return command(*arguments, data=self.data, **options)

    def add_endpoint(self, url, *more, site="default"):
        """Adds a webhook endpoint: its id and secret."""
        words = self.command("endpoint", "add", url, "--site", site, *more).stdout.split()
        return words[0], words[1]

    def add_key(self, scopes, site="default", name="test"):
        """A new API key: its token."""
        return self.command("key", "add", "--site", site, "--name", name, "--scopes", scopes).stdout.split()[0]

    def copy(self, name="copy"):
        """A copy of the stopped server's database, opened with SQLite."""
        check(self.process.poll() is not None, "a copy is taken of a stopped server only")
        folder = self.folder / name
        folder.mkdir()
        for file in self.data.glob("tamis.sqlite*"):
            shutil.copy(file, folder)
        return sqlite3.connect(folder / "tamis.sqlite")

    @property
    def vault(self):
        from vault import Vault

        return Vault(self.data / "vault.keys")


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)


class Client:
    """HTTP with one kept connection for each thread."""

    def __init__(self, server, key=None):
        self.server, self.key = server, key
        self.local = threading.local()

    def request(self, method, path, body=None, headers=None, key=None):
        """One request, never repeated by itself. A dict or list goes as JSON."""
        headers = dict(headers or {})
        token = key or self.key
        if token and "Authorization" not in headers:
            headers["Authorization"] = "Bearer " + token
        if isinstance(body, (dict, list)):
            body = json.dumps(body, ensure_ascii=False).encode()
            headers.setdefault("Content-Type", "application/json")
        port = self.server.port
        connection = getattr(self.local, "connection", None)
        if connection is None or connection.port != port:
            connection = self.local.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers, response.read())
        except BaseException:
            connection.close()
            self.local.connection = None
            raise
        return answer

    def post(self, path, body=None, headers=None, **more):
        return self.request("POST", path, body, headers, **more)

    def get(self, path, headers=None, **more):
        return self.request("GET", path, None, headers, **more)


def comment(text, **more):
    """A submission with every required field."""
    fields = {"author": {"name": "Ana", "email": "ana@example.org"}, "thread": {"id": "page-1"}, "body": text}
    fields.update(more)
    return fields


def spread(work, items, threads=16):
    """Runs `work(item)` over all items on some threads; the results in order, the first error raised."""
    with concurrent.futures.ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, items))


class Received:
    """One request a receiver got."""

    def __init__(self, path, headers, body, status):
        self.path, self.headers, self.body, self.status = path, headers, body, status
        self.id = headers.get("webhook-id")
        self.at = time.monotonic()
        self.problem = None

    @property
    def event(self):
        return json.loads(self.body)

    @property
    def raw(self):
        lines = "".join(f"{name}: {value}\r\n" for name, value in self.headers.items())
        return (self.path + "\r\n" + lines + "\r\n").encode() + self.body


class Receiver:
    """A webhook receiver on a free port: keeps raw bytes and headers and verifies with PyPI `standardwebhooks`.

    `answer(received)` gives the status for each request (default 204). Secrets are known by path.
    """

    def __init__(self, answer=lambda received: 204, body=b"", headers=None):
        from standardwebhooks.webhooks import Webhook

        self.all = []
        self.secrets = {}
        self.changed = threading.Condition()
        receiver, headers_back = self, headers

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_POST(self):
                content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                received = Received(self.path, headers, content, None)
                secret = receiver.secrets.get(self.path)
                try:
                    Webhook(secret).verify(content, headers)
                except Exception as error:  # any doubt is a problem of this request, told by `verified`
                    received.problem = f"{type(error).__name__}: {error}"
                received.status = answer(received)
                with receiver.changed:
                    receiver.all.append(received)
                    receiver.changed.notify_all()
                self.send_response(received.status)
                if received.status != 204:
                    for name, value in (headers_back or {}).items():
                        self.send_header(name, value)
                self.send_header("Content-Length", str(0 if received.status == 204 else len(body)))
                self.end_headers()
                if received.status != 204:
                    self.wfile.write(body)

            def log_message(self, *_):
                pass

        class Listener(http.server.ThreadingHTTPServer):
            request_queue_size = 256
            daemon_threads = True

            def handle_error(self, *_):
                pass  # a killed sender cuts its connections

        self.listener = Listener(("127.0.0.1", 0), Handler)
        self.port = self.listener.server_address[1]
        threading.Thread(target=self.listener.serve_forever, daemon=True).start()

    def url(self, path="/hook"):
        return f"http://127.0.0.1:{self.port}{path}"

    def watch(self, server, path="/hook", *more, site="default"):
        """Makes this receiver an endpoint of a site: the endpoint's id."""
        identifier, secret = server.add_endpoint(self.url(path), *more, site=site)
        self.secrets[path] = secret
        return identifier

    def taken(self):
        with self.changed:
            return list(self.all)

    def wait(self, condition, what, seconds=120):
        """Waits until `condition(all received)` is true."""
        with self.changed:
            done = self.changed.wait_for(lambda: condition(self.all), seconds)
        check(done, lambda: f"waited {seconds} s in vain for {what}; {len(self.all)} webhooks came")

    def verified(self):
        """Every webhook had a right signature."""
        wrong = [received for received in self.taken() if received.problem]
        check(not wrong, lambda: f"{len(wrong)} webhooks not verified: {wrong[0].problem}")
        return len(self.taken())

    def close(self):
        self.listener.shutdown()
        self.listener.server_close()


def read_jsonl(name):
    path = EVAL_DIR / name
    check(path.exists(), f"no {name} in {EVAL_DIR}; set EVAL_DIR")
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def unpacked(package, path):
    """A program of a Debian package, taken out of it where the machine has none: installing it would start its service."""
    return shutil.which(pathlib.Path(path).name) or package_folder(package, path) / path


def free_port():
    """A port of loopback nobody has at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
        return True
    return False


def nginx(folder, http):
    """What runs nginx with `http` as its http block; everything it writes lies in `folder`."""
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;\n" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user}daemon off;\npid {folder}/nginx.pid;\nerror_log {folder}/nginx-error.log;\n"
        f"events {{ worker_connections 1024; }}\nhttp {{\n{temporary}{http}\n}}\n")
    return [str(unpacked("nginx", "usr/sbin/nginx")), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e",
            str(folder / "nginx-error.log")]


def package_folder(package, path):
    """Where the files of a Debian package lie, which is taken and opened unless `path` is there already."""
    folder = ROOT / ".venv-clients" / package
    if not (folder / path).exists():
        folder.mkdir(parents=True, exist_ok=True)
        for words in (["apt-get", "download", package], ["apt-get", "update"], ["apt-get", "download", package]):
            subprocess.run(words, cwd=folder, capture_output=True)
            if list(folder.glob(f"{package}_*.deb")):
                break
        packages = list(folder.glob(f"{package}_*.deb"))
        check(packages, f"apt-get could not fetch the package {package}")
        subprocess.run(["dpkg", "-x", packages[0], folder], check=True)
        check((folder / path).exists(), f"{package} has no {path}")
    return folder
