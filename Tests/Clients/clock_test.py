"""The wall clock of the machine jumps three days forward and three days back while deliveries wait (libfaketime under the real
server): nothing is lost, nothing is sent in a loop, nothing waits for days, and each signature carries the time of its attempt."""
import base64
import datetime
import glob
import hashlib
import hmac
import time

import harness
from harness import check, say

DAY = 86_400


def library():
    found = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1")
    check(found, "libfaketime is missing (package faketime)")
    return found[0]


class Clock:
    """The server's clock: the machine's, so many days off."""

    def __init__(self, folder):
        self.file = folder / "clock"
        self.days = 0
        self.set(0)

    def set(self, days):
        new = self.file.with_suffix(".new")
        new.write_text(f"{days:+d}d\n")
        new.replace(self.file)  # never half there
        self.days = days

    def settings(self):
        return {"LD_PRELOAD": library(), "FAKETIME_TIMESTAMP_FILE": str(self.file), "FAKETIME_NO_CACHE": "1",
                "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    def says(self, timestamp):
        return abs(int(timestamp) - time.time() - self.days * DAY) < 120


def signed(received, secret):
    """As Standard Webhooks has it; its library would refuse a time three days off."""
    headers = received.headers
    content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + received.body
    code = hmac.new(base64.b64decode(secret.removeprefix("whsec_")), content, hashlib.sha256).digest()
    return "v1," + base64.b64encode(code).decode() in headers["webhook-signature"].split()


def test():
    with harness.scratch() as folder:
        clock = Clock(folder)
        taking = {"/hook": False}
        receiver = harness.Receiver(answer=lambda received: 204 if taking.get(received.path, True) else 500)
        # libfaketime makes ready what its processes share in the first one, `env`: in our own it would cost us our arguments.
        server = harness.Server(folder / "tamis", prefix=["env"], settings=clock.settings())
        with server:
            check(server.process.poll() is None, "the server runs under a clock of its own")
            refusing, ringing = receiver.watch(server, "/hook"), receiver.watch(server, "/bell")
            client = harness.Client(server, server.key)
            admin = harness.Client(server, server.add_key("admin"))

            def asked(path="/hook"):
                return [one for one in receiver.all if one.path == path]

            def ring():
                """Something for the worker to do now: it looks at everything that is due."""
                before = len(asked("/bell"))
                check(client.post("/v1/comments", harness.comment("a fine day")).status == 201, "submitted")
                harness.wait_for(lambda: len(asked("/bell")) > before, "the other endpoint to hear")

            def waiting():
                return server.command("endpoint", "log", refusing).stdout.count("waiting")

            clock.set(3)
            ring()
            first = harness.wait_for(lambda: asked() or None, "the first attempt")[0]
            check(clock.says(first.headers["webhook-timestamp"]), f"signed with its own time: {first.headers}")
            harness.wait_for(lambda: len(asked()) >= 2, "the second attempt, after 5 s", 30)
            check(waiting() == 1, "the third, after 5 min, is waited for")

            # Back: what was to wait for five minutes must not wait for three days.
            clock.set(0)
            ring()
            harness.wait_for(lambda: "the clock was set back" in server.errors(), "the jump to be noticed")
            count = len(asked())
            check(waiting() == 2, f"both wait: {server.command('endpoint', 'log', refusing).stdout}")
            check(count <= 4, f"nothing is sent in a loop: {count} requests")
            due = [datetime.datetime.fromisoformat(one["due_at"]).timestamp() for one in admin.get(
                f"/v1/endpoints/{refusing}/deliveries").json["items"] if one["state"] == "waiting"]
            check(len(due) == 2 and max(due) < time.time() + 600, f"nothing waits for days: {due} {time.time()}")

            # Forward: they are due now, and go out once each.
            taking["/hook"] = True
            clock.set(3)
            ring()
            harness.wait_for(lambda: waiting() == 0, "all that waited to be delivered", 60)
            events = [one.headers["webhook-id"] for one in asked() if one.status == 204]
            check(len(events) == len(set(events)) == 3, f"each event once: {events}")
            check(all(signed(one, receiver.secrets["/hook"]) for one in asked()), "each signature is right")
            last = asked()[-1]
            check(clock.says(last.headers["webhook-timestamp"]), f"signed with its own time: {last.headers}")

            # Back while it is down: seen at the start.
            taking["/hook"] = False
            ring()
            harness.wait_for(lambda: waiting() == 1, "one more that waits")
            harness.wait_for(lambda: [one for one in asked() if one.status == 500][-2:], "its attempts")
            server.kill()
            clock.set(0)
            taking["/hook"] = True
            server.start()
            client = harness.Client(server, server.key)
            harness.wait_for(lambda: waiting() == 0, "what waited when it stopped", 60)
            say(f"{len(receiver.all)} requests over four jumps of three days; each of {len(events) + 1} events delivered once")


if __name__ == "__main__":
    harness.main(test)
