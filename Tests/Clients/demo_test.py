"""`tamis serve --demo` as a visitor sees it: the article, the form with its errors, the review page by the printed link,
the event in the inbox as it comes, the comment under the article; nothing is left behind. Says when each step was done."""
import contextlib
import http.client
import importlib.util
import os
import pathlib
import re
import signal
import subprocess
import time
import urllib.parse

from selenium.webdriver.common.by import By

import harness
from browser_test import browser
from harness import check, say

ADDRESS = "hidden.writer@private-demo.example.org"
RUDE = "Quel idiot a écrit ça ? Espèce de crétin."
KIND = "Rendez-vous samedi sous les tilleuls."


class Demo:
    """The demo as a process; its folder stands in one of ours."""

    def __init__(self, folder, *more, level="debug"):
        self.begun = time.monotonic()
        self.temporary = folder / "tmp"
        self.temporary.mkdir(exist_ok=True)
        self.errors = folder / "stderr.log"
        with open(self.errors, "ab") as log:
            self.process = subprocess.Popen(
                [str(harness.BINARY), "serve", "--demo", "--port", "0", *more], stdout=subprocess.PIPE, stderr=log,
                env=harness.environment(TAMIS_LOG_LEVEL=level, TMPDIR=str(self.temporary)), text=True)
        self.said = {}
        for line in self.process.stdout:
            self.said[line[:15].strip()] = line[15:].strip()
            if line.startswith("Ctrl-C"):
                break
        check("Data folder" in self.said, lambda: f"the demo ended at once: {self.errors.read_text()[-1000:]}")
        self.article, self.review = self.said["Article page"], self.said["Review page"]
        self.inbox, self.folder = self.said["Webhook inbox"], pathlib.Path(self.said["Data folder"])

    def step(self, what):
        say(f"{time.monotonic() - self.begun:6.1f} s  {what}")

    def request(self, url, headers=(), method="GET"):
        """The status and where it leads."""
        parts = urllib.parse.urlsplit(url)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=20)
        connection.request(method, f"{parts.path}?{parts.query}", headers=dict(headers))
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status, answer.headers

    def end(self, number=signal.SIGTERM):
        self.process.send_signal(number)
        status = self.process.wait(20)
        check(status == 0, lambda: f"{number.name} ends the demo with {status}: {self.errors.read_text()[-1000:]}")
        check(not self.folder.exists(), f"{number.name} leaves {self.folder}")
        check(not list(self.temporary.iterdir()), f"{number.name} leaves {list(self.temporary.iterdir())}")


class Visitor:
    """A person at the browser with some tabs."""

    def __init__(self, driver):
        self.driver = driver

    def find(self, selector, what):
        return harness.wait_for(
            lambda: next(iter(self.driver.find_elements(By.CSS_SELECTOR, selector)), None), f"{what} ({selector})", 15)

    def open(self, url):
        """In a tab of its own: its name."""
        self.driver.switch_to.new_window("tab")
        self.driver.get(url)
        return self.driver.current_window_handle

    def post(self, **fields):
        """Fills the form in and sends it; waits for the page that follows."""
        for name, text in fields.items():
            field = self.find(f"[name={name}]", name)
            field.clear()
            field.send_keys(text)
        old = self.driver.find_element(By.TAG_NAME, "html").id
        self.find("#respond button", "the button").click()
        harness.wait_for(
            lambda: self.driver.find_element(By.TAG_NAME, "html").id != old
            and self.driver.execute_script("return document.readyState") == "complete", "the page after the form", 15)
        check("@" not in self.driver.current_url and "%40" not in self.driver.current_url,
              f"an address in {self.driver.current_url}")

    def accessible(self, what):
        """axe-core finds nothing once nothing moves, and nothing is wider than the window."""
        package = importlib.util.find_spec("axe_playwright_python").origin
        self.driver.execute_script(pathlib.Path(package).with_name("axe.min.js").read_text(encoding="utf-8"))
        found = self.driver.execute_async_script(
            "const done = arguments[0]; Promise.all(document.getAnimations().map(each => each.finished))"
            ".then(() => axe.run(document)).then(all => done(all.violations.map("
            "rule => rule.id + ': ' + rule.nodes.map(node => node.target).join(' '))), error => done([String(error)]))")
        check(not found, f"axe on {what}: {found}")
        wide, window = self.driver.execute_script("return [document.documentElement.scrollWidth, innerWidth]")
        check(wide <= window, f"{what} is {wide} px wide in {window}")

    def quiet(self, expected=()):
        """The console is empty but for the statuses we asked for: no content policy was broken, nothing was missing."""
        loud = [entry["message"] for entry in self.driver.get_log("browser")
                if entry["level"] in ("SEVERE", "WARNING") and not any(text in entry["message"] for text in expected)]
        check(not loud, f"console: {loud}")


def incomplete(visitor, demo):
    visitor.post(comment=f"{KIND} <b>", author="", email="pas une adresse", url="")
    for name, error in (("author", "obligatoire"), ("email", "n’est pas valable")):
        field = visitor.find(f"[name={name}]", name)
        beside = visitor.driver.find_element(By.ID, field.get_attribute("aria-describedby"))
        check(error in beside.text, f"beside {name}: {beside.text}")
        gap = beside.rect["y"] - (field.rect["y"] + field.rect["height"])
        check(0 <= gap < 20 and field.get_attribute("aria-invalid") == "true", f"{name}: its error is {gap} px below")
    check(visitor.find("[name=comment]", "the text").get_attribute("value") == f"{KIND} <b>", "the text is kept")
    check(visitor.find("[name=email]", "the address").get_attribute("value") == "pas une adresse", "as it was typed")
    check(not visitor.find("[name=comment]", "the text").get_attribute("aria-invalid"), "only what is wrong is marked")
    visitor.accessible("the form with errors")
    visitor.quiet(expected=("422",))
    demo.step("an incomplete form came back with its errors beside its fields")


def send(visitor, text, notice):
    """The id of a comment that was taken."""
    visitor.post(comment=text, author="Zoé", email=ADDRESS, url="")
    check(notice in visitor.find("#posted", "the notice").text, f"{notice} in the notice")
    check(ADDRESS not in visitor.driver.page_source, "no address on the article")
    return urllib.parse.parse_qs(urllib.parse.urlsplit(visitor.driver.current_url).query)["posted"][0]


def event(visitor, text, *facts):
    """A verified event with these facts stands in the inbox: its element."""
    def found():
        rows = visitor.driver.find_elements(By.CSS_SELECTOR, "#events > .event.verified")
        return next((row for row in rows if all(part in row.text for part in (text, "Verified", *facts))), None)

    return harness.wait_for(found, f"the event {facts} of “{text}” in the inbox", 15)


def names_shown(driver):
    driver.refresh()
    return [element.text for element in driver.find_elements(By.CSS_SELECTOR, "#comments .by")]


def loop(visitor, demo):
    """From the empty form to the approved comment under the article."""
    driver = visitor.driver
    inbox = visitor.open(demo.inbox)
    check(len(driver.find_elements(By.CSS_SELECTOR, ".event.verified")) >= 10, "the samples' events stand in the inbox")
    article = visitor.open(demo.article)
    demo.step("the article is open")
    # The last of them stands there once the decision about it has come back by webhook.
    harness.wait_for(lambda: {"Nora", "سلمى", "Yassine", "Ellen", "Camille"} <= set(names_shown(driver)),
                     "samples in four languages", 15)
    check("<script" not in driver.page_source, "the article needs no script")
    visitor.accessible("the article")
    visitor.quiet()
    incomplete(visitor, demo)
    identifier = send(visitor, KIND, "publié")
    visitor.find(f"#comments #{identifier}", "the harmless comment under the article")
    demo.step("a harmless comment stands under the article")
    identifier = send(visitor, RUDE, "en attente de modération")
    demo.step("an insulting comment waits")
    visitor.open(demo.review)
    card = visitor.find(f"article#{identifier}", "the comment in the queue")
    check(RUDE in card.text and "key=" not in driver.current_url, f"the queue at {driver.current_url}")
    demo.step("the link opened the review page")
    visitor.find(f"article#{identifier} form[data-act=approve] button", "approve").click()
    harness.wait_for(lambda: not driver.find_elements(By.CSS_SELECTOR, f"article#{identifier}"), "it to leave", 15)
    driver.switch_to.window(inbox)
    row = event(visitor, RUDE, "comment.approved", "approved", "Version\n2", "moderator")
    demo.step("its event was verified in the inbox, which was not reloaded")
    row.find_element(By.TAG_NAME, "summary").click()
    check(f'"comment_id": "{identifier}"' in row.find_element(By.TAG_NAME, "pre").text, "with its JSON")
    visitor.accessible("the inbox")
    driver.switch_to.window(article)
    visitor.find(".guide li:last-child a", "the last step").click()
    shown = visitor.find(f"#comments #{identifier}", "the approved comment under the article")
    check(RUDE in shown.text, "with its text")
    demo.step("the comment appeared under the article")
    driver.switch_to.window(inbox)
    visitor.find("form[action='/forge'] button", "the button that forges").click()
    visitor.find(".event.refused", "the forged event, refused")
    check("No signature matches" in visitor.find(".event.refused", "it").text, "and why")
    visitor.quiet()
    demo.step("a forged event was refused")


def narrow(visitor, demo):
    visitor.driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True})
    for dark in ("dark", "light"):
        visitor.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": dark}]})
        for url in (demo.article, demo.inbox):
            visitor.driver.get(url)
            visitor.accessible(f"{url} at 390 px, {dark}")


def doors(demo):
    """What lets nobody in."""
    for url in (demo.article, demo.inbox, demo.review):
        status, headers = demo.request(url, {"Host": "rebound.example"})
        check(status == 421 and not headers["Set-Cookie"], f"{url} by another name: {status}")
        check("'none'" in demo.request(url)[1]["Content-Security-Policy"], f"{url}: a content policy")
    status, headers = demo.request(demo.review[:-1] + ("A" if demo.review[-1] != "A" else "B"))
    check(headers["Location"] == "/review/login" and not headers["Set-Cookie"], f"a wrong link: {status}")
    hook = demo.inbox + "hook"
    check(demo.request(hook, method="POST")[0] == 401, "an unsigned event is answered 401")


def refusals():
    for words in (["--host", "0.0.0.0"], ["--data", "somewhere"], ["--database", "sqlite:somewhere"]):
        result = subprocess.run([str(harness.BINARY), "serve", "--demo", "--port", "0", *words], capture_output=True,
                                text=True, timeout=30, env=harness.environment())
        check(result.returncode == 2 and "--demo" in result.stderr, f"{words}: {result.returncode} {result.stderr}")


def folders(folder):
    """After kill -9 the folder stays, until the next demo finds it old and unused."""
    demo = Demo(folder)
    demo.process.kill()
    demo.process.wait()
    check(demo.folder.exists(), "kill -9 leaves the folder")
    old = time.time() - 3600
    os.utime(demo.folder, (old, old))
    following = Demo(folder)
    check(not demo.folder.exists(), "the next demo removes it")
    following.end(signal.SIGINT)


def test():
    refusals()
    with harness.scratch() as folder:
        demo = Demo(folder)
        demo.step("three addresses were printed")
        check(demo.folder.parent == demo.temporary and demo.folder.exists(), f"a folder of its own: {demo.folder}")
        driver = browser(folder / "profile")
        with contextlib.closing(demo.process.stdout):
            try:
                visitor = Visitor(driver)
                loop(visitor, demo)
                narrow(visitor, demo)
                demo.step("no fault at 390 px, light and dark")
                doors(demo)
                # The inbox is still open in the browser.
                demo.end()
                demo.step("SIGTERM ended it; the folder is gone")
            finally:
                driver.quit()
                if demo.process.poll() is None:
                    demo.process.kill()
        log = demo.errors.read_text()
        check("request answered" in log, "the log was on")
        for text in (ADDRESS, urllib.parse.quote(ADDRESS, safe=""), "pas une adresse", "pas+une", RUDE, "key="):
            check(text not in log, f"“{text}” in the log")
        folders(folder)


if __name__ == "__main__":
    harness.main(test)
