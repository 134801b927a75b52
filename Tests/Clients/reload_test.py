"""Policy and lists change fifty times under steady load, every other time wrongly: no request fails or waits, the
decisions follow the right ones, and the wrong ones are told while the earlier stay in force."""
import json
import os
import pathlib
import shutil
import signal
import threading
import time

import harness
from harness import check, say

ROUNDS = int(os.environ.get("TAMIS_RELOADS", "50"))
CLIENTS = 4
CALM_SECONDS = 5.0


class Load:
    """Connections that post one comment after the other and note how long each took."""

    def __init__(self, client):
        self.client = client
        self.over = threading.Event()
        self.took = []  # (when it began, seconds)
        self.failed = []
        self.threads = [threading.Thread(target=self._run, args=(n,), daemon=True) for n in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def _run(self, number):
        count = 0
        while not self.over.is_set():
            count += 1
            begun = time.monotonic()
            try:
                answer = self.client.post("/v1/comments", harness.comment(f"a fine day {number} {count}"))
                if answer.status != 201:
                    self.failed.append(f"{answer.status} {answer.body[:200]!r}")
            except Exception as error:  # a dropped connection is a failed request
                self.failed.append(f"{type(error).__name__}: {error}")
            self.took.append((begun, time.monotonic() - begun))

    def stop(self):
        self.over.set()
        for thread in self.threads:
            thread.join(60)
            check(not thread.is_alive(), "a client hangs")

    def percentiles(self, begin, end):
        took = sorted(seconds for begun, seconds in self.took if begin <= begun < end)
        check(len(took) > 100, f"only {len(took)} requests in {end - begin:.1f} s")
        return len(took), took[len(took) // 2] * 1000, took[len(took) * 99 // 100] * 1000


class Files:
    """The shipped policy and lists, copied, and how they are changed."""

    def __init__(self, folder):
        shutil.copytree(harness.ROOT / "wordlists", folder / "wordlists")
        shutil.copy(harness.ROOT / "config" / "policy.yaml", folder / "policy.yaml")
        self.policy, self.list = folder / "policy.yaml", folder / "wordlists" / "en" / "reload.txt"
        self.shipped = self.policy.read_text()
        self.wrong_list = folder / "wordlists" / "en" / "wrong.txt"

    @staticmethod
    def replace(path, text):
        """As an editor does: written beside, then renamed over."""
        draft = path.with_name("." + path.name + ".new")
        draft.write_text(text)
        draft.rename(path)

    def good(self, number):
        """A term of this round's own, and a threshold it passes by round: flagged by one, rejected by the other."""
        self.wrong_list.unlink(missing_ok=True)
        self.replace(self.list, f"language: en\ncategory: insult\nlabel: abuse\npoints: 7\n\nwombat{number}\n")
        reject = "6" if number % 4 == 0 else "never"
        self.replace(self.policy, self.shipped.replace(
            "abuse: { flag: 5, reject: never }", f"abuse: {{ flag: 5, reject: {reject} }}"))
        return "rejected" if reject == "6" else "flagged"

    def bad(self, number):
        """Wrong in the policy or in a list by turns, each time on another line: what must be told."""
        space = "\n" * number
        if number % 4 == 1:
            self.replace(self.policy, f"{space}thresholds:\n  abuse: {{ flag: much }}\n")
            return f"{self.policy}:{number + 2}: "
        self.replace(self.wrong_list, f"language: en\ncategory: insult\nlabel: abuse\n{space}\nx\tmuch\n")
        return f"{self.wrong_list}:{number + 5}: "


def doctor(server):
    return server.command("doctor", ok=False).stdout


def judged(client, number):
    answer = client.post("/v1/score", harness.comment(f"you are a wombat{number}"))
    check(answer.status == 200, f"score: {answer.status} {answer.body[:200]!r}")
    return answer.json


def rounds(server, client, files):
    """Changes by SIGHUP and by watching, in turn; each is waited for, never slept for."""
    versions = set()
    wanted, last_good = None, None
    for number in range(ROUNDS):
        if number % 2 == 0:
            wanted, last_good = files.good(number), number
        else:
            told = files.bad(number)
        if number % 5 != 4:  # otherwise the change itself is seen
            server.process.send_signal(signal.SIGHUP)
        if number % 2 == 0:
            def follows():
                comment = client.post("/v1/comments", harness.comment(f"you are a wombat{number}")).json
                return comment if comment["status"] == wanted else None

            comment = harness.wait_for(follows, f"round {number} to be {wanted}", 60)
            versions.add((comment["versions"]["policy"], comment["versions"]["lists"]))
        else:
            harness.wait_for(lambda: told in server.errors(), f"round {number} to be told as {told}", 60)
            check(judged(client, last_good)["decision"]["decision"] == {
                "flagged": "flag", "rejected": "reject"}[wanted], f"round {number} keeps the earlier ones")
            check(told in doctor(server), f"doctor tells of round {number}")
            check(server.command("doctor", ok=False).returncode == 1, "and ends with 1")
    return versions


def quiet_hangups(server, client, files):
    """Many SIGHUPs at once are taken together; changed settings are told, not taken."""
    for _ in range(200):
        server.process.send_signal(signal.SIGHUP)
    files.good(1000)
    server.process.send_signal(signal.SIGHUP)
    harness.wait_for(lambda: judged(client, 1000)["decision"]["decision"] != "approve", "the last of many SIGHUPs")
    check("settings have changed" not in server.errors(), "settings that stayed are not told of")
    config = server.folder / "config" / "tamis.yaml"
    config.write_text("language: fr\n")
    for sent in range(200):  # each is seen before the next is sent: none is taken together by the kernel
        server.process.send_signal(signal.SIGHUP)
        check(client.get("/healthz").status == 200, f"alive after hangup {sent}")
    harness.wait_for(lambda: "settings have changed" in server.errors(), "changed settings to be told")
    told = server.errors().count("settings have changed")
    check(told < 50, f"200 hangups were taken one by one: {told} reloads")
    check("ok" in doctor(server) and "WRONG" not in doctor(server), "doctor is content again")


def early_hangup(folder):
    """A SIGHUP while the service starts ends nobody."""
    server = harness.Server(folder / "early", level="warning")
    starter = threading.Thread(target=server.start)
    starter.start()

    def traps():
        """SIGHUP is signal 1, the lowest bit of what the process catches."""
        if not server.process:
            return False
        status = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
        return int(status.split("SigCgt:")[1].split()[0], 16) & 1

    harness.wait_for(traps, "the start to have begun", pause=0.001)
    check(not (server.data / "lock").exists(), "the lists are not read yet")
    for _ in range(20):
        server.process.send_signal(signal.SIGHUP)
    starter.join(60)
    check(server.port, "the service is up after early SIGHUPs")
    server.stop()


def test():
    with harness.scratch() as folder:
        files = Files(folder)
        (folder / "config").mkdir()
        (folder / "config" / "tamis.yaml").write_text("language: en\n")
        settings = {"TAMIS_POLICY": str(files.policy), "TAMIS_WORDLISTS": str(folder / "wordlists")}
        with harness.Server(folder, level="warning", settings=settings) as server:
            client = harness.Client(server, server.key)
            load = Load(client)
            begun = time.monotonic()
            harness.wait_for(lambda: time.monotonic() > begun + CALM_SECONDS, "a calm stretch to compare with")
            changing = time.monotonic()
            try:
                versions = rounds(server, client, files)
            finally:
                ended = time.monotonic()
                load.stop()
            check(not load.failed, lambda: f"{len(load.failed)} requests failed: {load.failed[:3]}")
            check(len(versions) == (ROUNDS + 1) // 2, f"each right round has versions of its own: {len(versions)}")
            calm, busy = load.percentiles(begun, changing), load.percentiles(changing, ended)
            quiet_hangups(server, client, files)
        early_hangup(folder)
        say(f"{ROUNDS} reloads, {ROUNDS // 2} of them wrong, in {ended - changing:.0f} s; {len(load.took)} requests, "
            f"0 failed; p50 / p99 before {calm[1]:.1f} / {calm[2]:.1f} ms ({calm[0]} requests), "
            f"during {busy[1]:.1f} / {busy[2]:.1f} ms ({busy[0]} requests)")
        check(busy[2] < max(10 * calm[2], 250), "reloads hold requests up")


if __name__ == "__main__":
    harness.main(test)
