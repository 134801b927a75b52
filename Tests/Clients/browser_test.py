"""Headless Chromium does what a moderator does: first login, a comment arriving, approve, undo, reject by mouse and by
keyboard, with JavaScript and without. The receiver gets the events in order of version."""
import urllib.parse

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

import harness
import states
from harness import check, say
from pages import PASSWORD

RUDE = "you stupid idiot"
SECRET = "hidden.reader@private-address.example.org"


def browser(folder, script=True):
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1200,1000",
                     f"--user-data-dir={folder}", "--no-proxy-server", "--lang=en"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    driver.set_page_load_timeout(60)
    return driver


class Moderator:
    """A person at the browser."""

    def __init__(self, driver, server, receiver, client):
        self.driver, self.server, self.receiver, self.client = driver, server, receiver, client
        self.sources = 0

    def look(self):
        """The page is one of ours, without an address and without an error in the console."""
        source = self.driver.page_source
        self.sources += 1
        for form in (SECRET, SECRET.split("@")[0], urllib.parse.quote(SECRET, safe="")):
            check(form.lower() not in source.lower(), f"an address stands in the source of {self.driver.current_url}")
        errors = [entry for entry in self.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
        check(not errors, lambda: f"console of {self.driver.current_url}: {errors[:3]}")
        return source

    def open(self, path):
        self.driver.get(path if path.startswith("http") else self.server.url + path)
        return self.look()

    def find(self, selector, what):
        return harness.wait_for(
            lambda: next(iter(self.driver.find_elements(By.CSS_SELECTOR, selector)), None), f"{what} ({selector})", 30)

    def leave(self, act, what):
        """Does something that leads to another page, and waits until that stands."""
        states.leave(self.driver, act, what)
        return self.look()

    def press(self, selector, what):
        self.leave(lambda: self.find(selector, what).click(), what)

    def type(self, *keys):
        self.driver.switch_to.active_element.send_keys(*keys)

    def choose_password(self, link):
        self.open(link)
        for field in ("password", "again"):
            self.find(f"input[name={field}]", field).send_keys(PASSWORD)
        self.press("form[action='/review/setup'] button", "the password is chosen")
        if "/review/login" in self.driver.current_url:
            self.log_in()
        check(urllib.parse.urlsplit(self.driver.current_url).path == "/review", f"in: {self.driver.current_url}")

    def log_in(self, name="admin"):
        if "/review/login" not in self.driver.current_url:
            self.open("/review/login")
        field = self.find("input[name=name]", "the name field")
        field.clear()
        field.send_keys(name)
        self.find("input[name=password]", "the password field").send_keys(PASSWORD)
        self.press("form[action='/review/login'] button", "login")
        check(urllib.parse.urlsplit(self.driver.current_url).path == "/review", f"in: {self.driver.current_url}")

    def arrives(self, text):
        """A reader posts; the comment stands in the queue. Its id."""
        answer = self.client.post("/v1/comments", harness.comment(text, author={"name": "Reader", "email": SECRET}))
        check(answer.status == 201 and answer.json["status"] == "flagged", lambda: f"{answer.status} {answer.body!r}")
        identifier = answer.json["id"]
        self.open("/review")
        card = self.find(f"article#{identifier}", "the comment in the queue")
        check(RUDE in card.text, "the queue shows the text")
        check(card.find_elements(By.CSS_SELECTOR, ".text mark"), "and marks why it was flagged")
        self.told(identifier, 1, "flagged")
        return identifier

    def told(self, identifier, version, status):
        """The receiver was told of this version; events come in order, since each was waited for."""
        def events(all):
            return [r.event["data"] for r in all if r.event["data"].get("comment_id") == identifier]

        self.receiver.wait(lambda all: len(events(all)) >= version, f"version {version} of {identifier}")
        came = events(self.receiver.taken())
        check([data["version"] for data in came] == list(range(1, version + 1)), f"order of versions: {came}")
        check(came[-1]["status"] == status, f"{status} was told: {came[-1]}")
        check(self.client.get(f"/v1/comments/{identifier}").json["status"] == status, f"it is {status}")

    def card(self, identifier, more):
        return f"article#{identifier} {more}"

    def approve_and_undo(self):
        identifier = self.arrives(f"{RUDE}, first")
        self.press(self.card(identifier, "form[data-act=approve] button"), "approve")
        check(not self.driver.find_elements(By.CSS_SELECTOR, f"article#{identifier}"), "it left the queue")
        self.told(identifier, 2, "approved")
        self.press(".flash form[data-act=undo] button", "undo")
        self.find(f"article#{identifier}", "the comment back in the queue")
        self.told(identifier, 3, "flagged")
        return identifier

    def reject_by_mouse(self, identifier, version):
        self.find(self.card(identifier, "details.reject summary"), "reject").click()
        form = self.card(identifier, "form[data-act=reject]")
        Select(self.find(form + " select", "the reasons")).select_by_value("insult")
        self.find(form + " input[name=note]", "the note").send_keys("seen by mouse")
        self.press(form + " button", "reject")
        self.told(identifier, version, "rejected")
        last = [r.event["data"] for r in self.receiver.taken() if r.event["data"].get("comment_id") == identifier][-1]
        check(last["decision"]["reasons"] == ["insult"] and last["decision"]["note"] == "seen by mouse",
              f"reason and note are told: {last}")

    def by_keyboard(self):
        """j chooses, a approves, u takes back, r rejects: nothing is clicked."""
        identifier = self.arrives(f"{RUDE}, by keys")
        body = self.find("body", "the page")
        for _ in range(40):
            body.send_keys("j")
            if self.driver.switch_to.active_element.get_attribute("id") == identifier:
                break
        check(self.driver.switch_to.active_element.get_attribute("id") == identifier, "j chooses the comment")
        self.leave(lambda: self.type("a"), "a approves")
        self.told(identifier, 2, "approved")
        self.leave(lambda: self.find("body", "the page").send_keys("u"), "u takes back")
        self.told(identifier, 3, "flagged")
        for _ in range(40):
            if self.driver.switch_to.active_element.get_attribute("id") == identifier:
                break
            self.find("body", "the page").send_keys("j")
        self.type("r")
        harness.wait_for(lambda: self.driver.switch_to.active_element.tag_name == "select", "r opens the reasons", 10)
        self.type("Spam")
        # To the button: over the note.
        self.type(Keys.TAB)
        self.type(Keys.TAB)
        self.leave(lambda: self.type(Keys.ENTER), "reject by keys")
        self.told(identifier, 4, "rejected")

    def by_tabs(self):
        """Without JavaScript the keyboard works as in any form."""
        identifier = self.arrives(f"{RUDE}, by tab")
        self.find(self.card(identifier, "form[data-act=approve] button"), "approve").send_keys(Keys.NULL)
        self.leave(lambda: self.find(self.card(identifier, "form[data-act=approve] button"), "approve").send_keys(
            Keys.ENTER), "approve by Enter")
        self.told(identifier, 2, "approved")

    def details(self, identifier):
        self.open(f"/review/comments/{identifier}")
        check(RUDE in self.find("article .text", "the text").text, "the page of a comment shows its text")
        self.find("#why", "why it was flagged")

    def cookie(self):
        cookies = {cookie["name"]: cookie for cookie in self.driver.get_cookies()}
        session = cookies.get("__Host-tamis")
        check(session, f"the session is __Host-tamis: {list(cookies)}")
        check(session["secure"] and session["httpOnly"] and session["path"] == "/", f"Secure, HttpOnly, path /: {session}")
        check(session.get("sameSite") in ("Lax", "Strict"), f"SameSite: {session}")
        return session["value"]


def headers(server, session):
    """The security headers of a page and of a redirect to login."""
    client = harness.Client(server)
    for path, cookie, status in (("/review", f"__Host-tamis={session}", 200), ("/review", "", 303),
                                 ("/review/login", "", 200)):
        answer = client.get(path, {"Cookie": cookie} if cookie else {})
        check(answer.status == status, f"{path}: {answer.status}")
        policy = answer.headers["Content-Security-Policy"] or ""
        for part in ("default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
            check(part in policy, f"{path}: {part} in {policy}")
        check("unsafe" not in policy, f"{path}: {policy}")
        check(answer.headers["X-Content-Type-Options"] == "nosniff", f"{path}: nosniff")
        check("no-store" in (answer.headers["Cache-Control"] or ""), f"{path}: no-store")


def test():
    with harness.scratch() as folder:
        receiver = harness.Receiver()
        with harness.Server(folder / "run") as server:
            receiver.watch(server, "/hook", "--body")
            client = harness.Client(server, server.key)
            looked = 0
            for script in (True, False):
                driver = browser(folder / f"profile-{script}", script)
                try:
                    someone = Moderator(driver, server, receiver, client)
                    if script:
                        someone.choose_password(server.first_login)
                    else:
                        someone.log_in()
                        off = driver.execute_cdp_cmd("DOM.getDocument", {}) and not driver.find_elements(
                            By.CSS_SELECTOR, "#keys:not([hidden])")
                        check(off, "the page runs without JavaScript")
                    session = someone.cookie()
                    identifier = someone.approve_and_undo()
                    someone.details(identifier)
                    someone.open("/review")
                    someone.reject_by_mouse(identifier, 4)
                    someone.by_keyboard() if script else someone.by_tabs()
                    headers(server, session)
                    looked += someone.sources
                finally:
                    driver.quit()
        receiver.verified()
        for received in receiver.taken():
            check(SECRET.encode() not in received.raw, "no address in a webhook")
        check(SECRET not in server.errors(), "no address in the log")
        say(f"{looked} pages seen with and without JavaScript, no address, no console error; "
            f"{len(receiver.taken())} events in order of version")


if __name__ == "__main__":
    harness.main(test)
