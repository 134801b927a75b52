"""`/metrics` after real traffic: clean by `promtool check metrics`, moved as it should, without a word of anybody's."""
import http.client
import re
import subprocess
import urllib.parse

import harness
from harness import check, say

CANARIES = ["Quetzalcanary", "canary.mailbox", "198.51.100.77", "2001:db8:77::1", "canary-thread", "canary-agent",
            "hooks-canary", "canary-query", "canary-key"]


class Scrape:
    def __init__(self, client):
        answer = client.get("/metrics")
        check(answer.status == 200, f"/metrics is open here: {answer.status}")
        check(answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8", answer.headers["Content-Type"])
        self.text = answer.body.decode()
        self.samples = {}
        for line in self.text.splitlines():
            if not line.startswith("#"):
                name, value = line.rsplit(" ", 1)
                check(name not in self.samples, f"{name} stands twice")
                self.samples[name] = float(value)

    def __getitem__(self, name):
        check(name in self.samples, f"{name} is not there")
        return self.samples[name]

    def checked(self):
        promtool = harness.unpacked("prometheus", "usr/bin/promtool")
        result = subprocess.run([promtool, "check", "metrics"], input=self.text, text=True, capture_output=True)
        check(result.returncode == 0 and not result.stderr and not result.stdout,
              lambda: f"promtool: {result.returncode} {result.stdout}{result.stderr}")
        metrics = set(re.findall(r"^# TYPE (\S+) ", self.text, re.M))
        described = set(re.findall(r"^# HELP (\S+) \S", self.text, re.M))
        check(metrics == described, f"without HELP or TYPE: {metrics ^ described}")
        return self


def logins(server):
    """One wrong login and then too many, as a browser sends them."""
    def form():
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.request("GET", "/review/login")
        answer = connection.getresponse()
        cookie = answer.headers["Set-Cookie"].split(";")[0]
        token = re.search(r'name="csrf"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="csrf"', answer.read().decode())
        return connection, cookie, token.group(1) or token.group(2)

    statuses = []
    connection, cookie, token = form()
    for _ in range(12):
        body = urllib.parse.urlencode({"csrf": token, "name": "Quetzalcanary", "password": "Quetzalcanary-password"})
        connection.request("POST", "/review/login", body, {
            "Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Site": "same-origin"})
        answer = connection.getresponse()
        answer.read()
        statuses.append(answer.status)
    return statuses


def test():
    with harness.scratch() as folder, harness.Server(folder) as server:
        client = harness.Client(server, server.add_key("submit,score,read,moderate,admin", name="canary-key"))
        anonymous = harness.Client(server)
        before = Scrape(anonymous).checked()
        receiver = harness.Receiver(lambda received: 500 if received.path == "/broken" else 204)
        good = receiver.watch(server, "/hooks-canary")
        broken = receiver.watch(server, "/broken")
        paused = server.add_endpoint("https://hooks-canary.example.org/")[0]
        client.post(f"/v1/endpoints/{paused}/state", {"state": "paused"})
        comments = [
            harness.comment(
                f"Quetzalcanary number {number}: " + ("you fucking asshole" if number % 2 else "thank you for this"),
                author={"name": "Quetzalcanary", "email": f"canary.mailbox{number}@example.org"},
                thread={"id": "canary-thread"}, ip="198.51.100.77" if number % 2 else "2001:db8:77::1",
                user_agent="canary-agent")
            for number in range(20)]
        answers = harness.spread(lambda one: client.post("/v1/comments", one), comments)
        check(all(answer.status == 201 for answer in answers), "all were taken")
        flagged = [answer.json["id"] for answer in answers if answer.json["status"] == "flagged"]
        client.get("/v1/comments?thread=canary-query")
        client.get("/canary-query?canary-query=1")
        client.post("/v1/score", {"body": "Quetzalcanary"})
        decided = client.post(
            f"/v1/comments/{flagged[0]}/decisions", {"decision": "reject", "reason": "insult"}, {"If-Match": '"1"'})
        check(decided.status == 200, f"decided: {decided.status}")
        server.command("queue", "approve", flagged[1])
        statuses = logins(server)
        receiver.wait(lambda all: sum(one.path == "/hooks-canary" for one in all) >= 22, "22 webhooks")

        def settled():
            now = Scrape(anonymous)
            # After ten failures in a row the endpoint is spared: the rest waits untried.
            tried = now['tamis_webhook_attempts_total{outcome="retry"}'] >= 10
            return now if tried and now['tamis_webhook_waiting{endpoint="%s"}' % good] == 0 else None

        after = harness.wait_for(settled, "the broken endpoint to be given a rest and the good one to have everything").checked()

        def moved(name):
            return after[name] - before.samples.get(name, 0)

        kept = sum(moved('tamis_comments_total{decision="%s"}' % word) for word in ("approve", "flag", "reject"))
        check(kept == 20, f"20 comments were kept, not {kept}")
        check(moved('tamis_comments_total{decision="flag"}') == len(flagged), "flagged as answered")
        check(moved('tamis_comments_labelled_total{label="abuse"}') >= 10, "ten insults")
        check(moved('tamis_http_requests_total{route="/v1/comments",method="POST",status="2xx"}') == 20, "20 posts")
        check(moved('tamis_http_request_duration_seconds_count{route="/v1/comments"}') == 21, "20 posts and a list")
        check(moved('tamis_http_requests_total{route="none",method="other",status="4xx"}') == 1, "one lost request")
        check(moved("tamis_scoring_duration_seconds_count") == 21, "21 texts were scored")
        check(moved('tamis_decisions_total{by="key"}') == 1, "one decision by a key")
        check(moved('tamis_decisions_total{by="command_line"}') == 1, "one decision from the command line")
        check(moved('tamis_webhook_attempts_total{outcome="delivered"}') >= 22, "22 arrived")
        check(after['tamis_webhook_waiting{endpoint="%s"}' % broken] == 22, "22 wait for the broken endpoint")
        check(after['tamis_webhook_waiting{endpoint="%s"}' % paused] == 22, "22 wait for the paused endpoint")
        check(after['tamis_webhook_oldest_seconds{endpoint="%s"}' % paused] > 0, "and grow older")
        check(after["tamis_review_queue_length"] == len(flagged) - 2, "two less in the queue")
        check(moved('tamis_logins_total{outcome="refused"}') == statuses.count(403) > 0, f"wrong logins: {statuses}")
        check(moved('tamis_logins_total{outcome="throttled"}') == statuses.count(429) > 0, f"too many logins: {statuses}")
        writes = moved("tamis_store_batch_size_sum")
        # Twenty comments, two decisions, and attempts, of which many may share one.
        check(writes > 22, f"writes were counted, not {writes}")
        check(1 <= moved("tamis_store_batch_size_count") <= moved("tamis_store_batch_size_sum"), "in batches")
        check(10e6 < after["process_resident_memory_bytes"] < 2e9, "memory in bytes")
        check(after["process_open_fds"] > 5 and after["process_cpu_seconds_total"] > 0, "files and processor time")
        check("tamis_build_info{" in after.text, "versions")
        for canary in CANARIES:
            check(canary.lower() not in after.text.lower(), f"the figures tell of {canary}")
        through = anonymous.get("/metrics", {"X-Forwarded-For": "192.0.2.7"})
        check(through.status == 404, f"nobody behind a proxy sees them: {through.status}")
        receiver.close()
        say(f"{len(after.samples)} samples, {len(after.text)} bytes: promtool has nothing to say, no canary in them")


if __name__ == "__main__":
    harness.main(test)
