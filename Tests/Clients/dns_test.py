"""Where a name leads changes between check and use: the real resolver of the machine (its hosts file, another one for this
server alone) says an allowed address when the endpoint is added and tried, and a denied one afterwards. Nothing is connected to."""
import socket
import threading

import harness
from harness import check, say

NAME = "hooks.example.org"
DENIED = "127.0.0.2"


class Trap:
    """Listens at the denied address and counts who comes."""

    def __init__(self):
        self.listener = socket.create_server((DENIED, 0))
        self.port = self.listener.getsockname()[1]
        self.came = 0
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self):
        while True:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            self.came += 1
            connection.close()

    def reached(self):
        """One of our own, to know that all before it were counted."""
        before = self.came
        socket.create_connection((DENIED, self.port), timeout=10).close()
        harness.wait_for(lambda: self.came > before, "the trap to count")
        self.came -= 1
        return self.came


def test():
    with harness.scratch() as folder:
        hosts = folder / "hosts"

        def lead(*addresses):
            hosts.write_text("".join(f"{address} {name}\n" for address in addresses for name in (
                NAME, *(f"{number}.{NAME}" for number in range(9)))))

        lead("127.0.0.1")
        alone = ["unshare", "--map-root-user", "--mount", "sh", "-c", f'mount --bind {hosts} /etc/hosts && exec "$@"', "sh"]
        receiver, trap = harness.Receiver(), Trap()
        allowed = {"TAMIS_WEBHOOKS_ALLOWED_NETWORKS": "127.0.0.1/32"}
        with harness.Server(folder / "tamis", prefix=alone, settings=allowed) as server:
            client = harness.Client(server, server.add_key("submit,read,admin"))

            def add(port, name=NAME):
                made = client.post("/v1/endpoints", {"url": f"http://{name}:{port}/hook", "types": ["comment.approved"]})
                check(made.status == 201, f"the name is taken: {made.status} {made.body}")
                return made.json["id"]

            def outcome(endpoint):
                """The first attempt of its newest delivery."""
                check(client.post(f"/v1/endpoints/{endpoint}/test").status == 202, "tested")

                def attempted():
                    [newest, *_] = client.get(f"/v1/endpoints/{endpoint}/deliveries").json["items"]
                    return newest["attempts"] or None

                return harness.wait_for(attempted, "an attempt")[0]

            good = add(receiver.port)
            check(outcome(good)["status"] == 204, "an allowed address is called")
            # From here on the same names lead to the denied address, where somebody listens.
            waits = [add(trap.port, f"{number}.{NAME}") for number in range(4)]
            for addresses in ([DENIED], ["169.254.169.254"], [DENIED, "127.0.0.1"], ["127.0.0.1", DENIED]):
                lead(*addresses)
                attempt = outcome(waits.pop())
                check(attempt.get("status") is None and "address" in attempt["problem"], f"{addresses}: {attempt}")
            check(trap.reached() == 0, f"{trap.came} connections to the denied address")
            # What was resolved a moment ago may be used for a minute: it is the allowed address, looked at again.
            seen = len(receiver.all)
            check(outcome(good)["status"] == 204 and len(receiver.all) == seen + 1, "the kept connection is the allowed one")
        check(trap.reached() == 0, f"{trap.came} connections to the denied address")
    say("a name that led to an allowed address, and then to this machine, to the metadata address, to both in either "
        "order: four times refused, no connection made")


if __name__ == "__main__":
    harness.main(test)
