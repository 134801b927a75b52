"""The live counts of the review queue: a page told of new comments without being moved, its title and its numbers; the
stream seen from outside, ended by a sign-out and by a stop of the service, which it never holds up."""
import http.client
import json
import time

from selenium.webdriver.common.by import By

import browser_test
import harness
import queue_test
from harness import check, say
from pages import Pages


class Stream:
    """One open event stream of a signed-in visitor, or of a key."""

    def __init__(self, server, pages=None, query="since=0", key=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=40)
        if key:
            self.connection.request("GET", "/v1/events", headers={"Authorization": f"Bearer {key}"})
        else:
            cookies = "; ".join(f"{name}={value}" for name, value in pages.cookies.items())
            self.connection.request("GET", f"/review/events?{query}", headers={"Cookie": cookies})
        self.response = self.connection.getresponse()

    def event(self):
        """The next event as its name and data, heartbeats left out; None when the stream has ended."""
        name = data = None
        for line in self.response:
            line = line.decode().rstrip("\n")
            if line.startswith("event: "):
                name = line[7:]
            elif line.startswith("data: "):
                data = json.loads(line[6:])
            elif not line and name:
                return name, data
        return None


def in_the_browser(server, client, driver):
    shown = queue_test.cards(driver)
    before = driver.execute_script("return document.querySelector('article.card').getBoundingClientRect().top")
    title = driver.title
    queue_test.fill(client, 2, 100)
    link = harness.wait_for(
        lambda: next((one for one in driver.find_elements(By.CSS_SELECTOR, "#live a") if "2" in one.text), None),
        "two new comments told of", 30)
    check(driver.title == f"(2) {title}", f"the title counts: {driver.title}")
    check(link.text == "2 new – show", f"{link.text!r}")
    check(driver.find_element(By.CSS_SELECTOR, ".places .count").text == "5", "the number of all is five")
    after = driver.execute_script("return document.querySelector('article.card').getBoundingClientRect().top")
    check((queue_test.cards(driver), after) == (shown, before), "what is read did not move")
    link.click()
    harness.wait_for(lambda: len(queue_test.cards(driver)) == 5, "all five comments are shown", 30)
    check(not driver.find_elements(By.CSS_SELECTOR, "#live a"), "nothing is new any longer")
    errors = [entry for entry in driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
    check(not errors, lambda: f"console: {errors[:3]}")


def from_outside(server, client):
    noor = Pages(server)
    link = server.command("moderator", "add", "Noor").stdout
    noor.set_up(next(word for word in link.split() if word.startswith("http")), "Noor")
    stream = Stream(server, noor)
    headers = stream.response.headers
    check(stream.response.status == 200 and headers["Content-Type"].startswith("text/event-stream"), "a stream")
    check((headers["X-Accel-Buffering"], headers["Cache-Control"]) == ("no", "no-store"), "kept by nobody on the way")
    name, data = stream.event()
    check(name == "waiting" and data["waiting"] == 5 and data["new"] == 5, lambda: f"{name} {data}")
    queue_test.fill(client, 1, 200)
    name, data = stream.event()
    check(data["waiting"] == 6, lambda: f"{name} {data}")
    check(set(data) == {"waiting", "count", "new", "badge", "text"}, lambda: f"counts alone: {data}")
    page = noor.get("/review")
    check(noor.send(page, "/review/logout").status == 303, "signed out")
    check(stream.event() == ("end", {}) and stream.event() is None, "the stream ends with the session")
    check(Pages(server).get("/review/events").status == 303, "nobody else gets one")


def of_a_key(server, client):
    key = server.add_key("read", name="board")
    oldest = Stream(server, key=key)
    name, data = oldest.event()
    check((name, set(data)) == ("waiting", {"waiting"}), lambda: f"{name} {data}")
    count = data["waiting"]
    queue_test.fill(client, 1, 300)
    check(oldest.event() == ("waiting", {"waiting": count + 1}), "told of a new one")
    later = [Stream(server, key=key) for _ in range(4)]
    check(oldest.event() == ("end", {}) and oldest.event() is None, "a fifth stream takes the place of the oldest")
    number = next(row["id"] for row in json.loads(server.command("key", "list", "--json").stdout) if row["name"] == "board")
    server.command("key", "disable", number)
    for stream in later:
        check(stream.event() == ("waiting", {"waiting": count + 1}), "a later one is told at once")
        check(stream.event() == ("end", {}) and stream.event() is None, "and ends with its key")
    check(Stream(server, key=key).response.status == 401, "which opens nothing any longer")


def at_a_stop(server, streams):
    check(all(stream.event()[0] == "waiting" for stream in streams), "streams are open")
    start = time.monotonic()
    server.stop()
    seconds = time.monotonic() - start
    check(all(stream.event() is None for stream in streams), "no stream is left, and none was told to stay away")
    check(seconds < 4, f"the stop took {seconds:.1f} s")
    return seconds


def test():
    with harness.scratch() as folder, harness.Server(folder / "run") as server:
        client = harness.Client(server, server.add_key("submit,read,moderate", name="all"))
        queue_test.fill(client, 3)
        driver = browser_test.browser(folder / "profile")
        try:
            browser_test.Moderator(driver, server, None, client).choose_password(server.first_login)
            driver.get(server.url + "/review")
            in_the_browser(server, client, driver)
        finally:
            driver.quit()
        from_outside(server, client)
        of_a_key(server, client)
        admin = Pages(server).log_in("admin")
        seconds = at_a_stop(server, [Stream(server, admin) for _ in range(3)] + [Stream(server, key=server.add_key("read"))])
        say(f"live counts in the browser and outside; a stop with four open streams took {seconds:.2f} s")


if __name__ == "__main__":
    harness.main(test)
