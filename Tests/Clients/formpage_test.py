"""A reader at a static site's page with the form of config/integrations/form, in Chromium: three languages, with JavaScript and
without, by keyboard alone. A mistake is told in the reader's language and nothing typed is lost; then the comment is taken."""
import functools
import http.server
import threading

from selenium.webdriver.common.keys import Keys

import browser_test
import harness
import states
from harness import ROOT, check, say

SNIPPETS = ROOT / "config" / "integrations" / "form"
LANGUAGES = ("fr", "en", "ar")
EMAIL = "canary.reader@example.org"
ORDER = ["author", "email", "url", "comment", "button"]
WORDS = {"fr": "Un bon article, clair et bien écrit, merci à toute la rédaction.", "en": "A good report, clear and well written, thank you all.",
         "ar": "مقال جيد وواضح ومكتوب بعناية، شكرا لكم جميعا."}
WAIT = {"fr": "you stupid idiot, disent-ils", "en": "you stupid idiot", "ar": "يا حمار يا كلب"}


class Site(http.server.ThreadingHTTPServer):
    """A static site with one page for each language."""

    def __init__(self, folder):
        folder.mkdir()
        super().__init__(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
        self.folder, self.origin = folder, f"http://127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def write(self, tamis):
        (self.folder / "tamis-form.js").write_bytes((SNIPPETS / "tamis-form.js").read_bytes())
        (self.folder / "favicon.ico").write_bytes(b"")
        for language in LANGUAGES:
            form = (SNIPPETS / f"form.{language}.html").read_text()
            for told, ours in (("https://comments.example.org", tamis), ("SITE", "default"), ("https://news.example.org/page-1", f"{self.origin}/{language}.html")):
                check(told in form, f"{told} stands in form.{language}.html")
                form = form.replace(told, ours)
            page = f'<!DOCTYPE html><html lang="{language}"><meta charset="utf-8"><title>Page</title><article><h1>Page</h1></article>{form}</html>'
            (self.folder / f"{language}.html").write_text(page)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class Reader:
    def __init__(self, driver, site, server):
        self.driver, self.site, self.server = driver, site, server

    def active(self):
        return self.driver.execute_script(
            "const one = document.activeElement; return one.name || one.id || one.tagName.toLowerCase()")

    def type(self, *keys):
        self.driver.switch_to.active_element.send_keys(*keys)

    def tab_to(self, name):
        """Goes on by the tab key; the names passed."""
        passed = []
        while not passed or passed[-1] != name:
            check(len(passed) < 12, f"{name} is reached by the tab key: {passed}")
            self.type(Keys.TAB)
            passed.append(self.active())
        return passed

    def shown(self):
        """The line that says what became of the comment."""
        return self.driver.execute_script(
            "return [...document.querySelectorAll('.tamis-told')].filter((one) => one.checkVisibility()).map((one) => one.id)")

    def send(self, act, script, path):
        """Presses the button; without a script another page comes."""
        if script:
            self.type(Keys.ENTER)
            harness.wait_for(lambda: self.driver.execute_script(
                "return document.activeElement.role === 'status' && document.activeElement.textContent"), act, 30)
        else:
            states.leave(self.driver, lambda: self.type(Keys.ENTER), act)
            check(path in self.driver.current_url, lambda: f"{act}: at {self.driver.current_url}: {self.driver.find_element('tag name', 'body').text[:500]}")

    def write(self, language, script):
        page = f"{self.site.origin}/{language}.html"
        self.driver.get(page)
        check(self.shown() == [], "nothing is told before")
        check(self.tab_to("button") == ORDER, "every field in order, and no trap among them")
        self.driver.get(page)
        if script:
            harness.wait_for(lambda: self.driver.execute_script("return document.forms[0].tamis_token.value"), "the token", 30)
        for name, text in (("author", "Ana"), ("email", EMAIL), ("url", None), ("comment", "   ")):
            self.tab_to(name)
            if text:
                self.type(text)
        self.tab_to("button")
        self.send("a comment that says nothing", script, "/f/default")
        if script:
            told = self.driver.find_element("css selector", "[data-tamis-status]").text
            check(told and self.driver.current_url.split("#")[0] == page, f"said on the page itself: {told!r}")
            self.driver.find_element("name", "comment").clear()
        else:
            root = self.driver.find_element("tag name", "html")
            check(root.get_attribute("lang") == language, f"in the reader's language: {root.get_attribute('lang')}")
            field = self.driver.find_element("name", "body")
            check(field.get_attribute("aria-invalid") == "true" and field.get_attribute("aria-describedby"), "beside its field")
            check(self.driver.find_element("name", "author.name").get_attribute("value") == "Ana", "what was typed is there")
            check(EMAIL not in self.driver.page_source, "but for the address, which no page of ours shows")
            self.tab_to("author.email")
            self.type(EMAIL)
        self.driver.execute_script("document.activeElement.blur()")
        self.tab_to("comment" if script else "body")
        self.type(Keys.CONTROL, "a")
        self.type(f"{WORDS[language]} ({'with' if script else 'without'})")
        self.tab_to("button")
        self.send("a comment that is taken", script, page)
        check(self.shown() == ["tamis-published"], f"the reader is told: {self.shown()} at {self.driver.current_url}")
        if script:
            self.driver.execute_script("document.activeElement.blur()")
            self.tab_to("comment")
            self.type(WAIT[language])
            self.tab_to("button")
            self.type(Keys.ENTER)
            harness.wait_for(lambda: self.shown() == ["tamis-waiting"], "told that it waits", 30)
            check(self.active() == "tamis-waiting", "and the focus is there")


def visit(folder, site, language, script, driver):
    """One reader and a service of their own: a network may send five comments at once, half of that without a token."""
    with harness.Server(folder / f"{language}-{script}", level="trace") as server:
        server.command("site", "origins", "--site", "default", site.origin)
        site.write(server.url)
        Reader(driver, site, server).write(language, script)
        errors = [entry for entry in driver.get_log("browser") if entry["level"] == "SEVERE" and "422" not in entry["message"]]
        check(not errors, lambda: f"console: {errors[:3]}")
        items = harness.Client(server, server.key).get("/v1/comments?limit=10").json["items"]
        bodies = {item["body"]: item for item in items}
        check(len(items) == (2 if script else 1) and items[0]["author"]["name"] == "Ana", lambda: f"what was sent: {list(bodies)}")
        missing = ["form.token_missing" in {signal["name"] for signal in item["signals"]} for item in items]
        check(not any(missing), f"a token came with the script, and with the page that told of a mistake: {missing}")
        check(not script or bodies[WAIT[language]]["status"] == "flagged", "what insults waits")
    check(EMAIL not in server.errors(), "no address in a trace log")


def test():
    with harness.scratch() as folder:
        site = Site(folder / "site")
        drivers = {script: browser_test.browser(folder / f"profile-{script}", script) for script in (True, False)}
        try:
            for language in LANGUAGES:
                for script, driver in drivers.items():
                    visit(folder, site, language, script, driver)
        finally:
            for driver in drivers.values():
                driver.quit()
            site.shutdown()
        say("three languages, with JavaScript and without, by keyboard alone: a mistake, a comment, one that waits")


if __name__ == "__main__":
    harness.main(test)
