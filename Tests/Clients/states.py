"""Every page of the moderators in every state worth looking at, as a person reaches it, for `axe_test` and `screens`.

The texts are mild: what the lists call an insult or advertising, and nothing worse.
"""
import contextlib
import urllib.parse

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

import harness
from harness import check
from pages import PASSWORD, Pages

LANGUAGES = ("fr", "en", "ar")
SCHEMES = ("light", "dark")
WIDTHS = (390, 1280)
HEIGHTS = {320: 640, 390: 844, 1280: 900}
THREADS = (
    {"id": "bus", "title": "La ligne 12 passera enfin par la gare", "url": "https://example.org/actualites/ligne-12"},
    {"id": "park", "title": "A new park by the river", "url": "https://example.org/news/park"},
    {"id": "souk", "title": "افتتاح السوق الجديد في وسط المدينة", "url": "https://example.org/ar/souk"},
)
LONG = (" The bench by the pond was repainted in spring and is green again. The path around it is closed until May, "
        "which is why the school walks through the meadow now. Whoever comes by bicycle should take the north gate.")
SAMPLES = (
    (0, "Camille Durand", None, "Quel idiot a dessiné ce plan ? Espèce de crétin, on ne voit même pas les arrêts."),
    (1, "Sam", None, "What a stupid article, you idiot, learn to count the trees before you write."),
    (2, "سلمى", None, "أنت أحمق وكاتب هذا المقال غبي، تعلّم القراءة أولًا ثم اكتب عن السوق."),
    (1, "Watches", "https://watches.example/",
     "Old watches, also with a casino bonus: https://watches.example/a"),
    (0, "Luc", None, "Franchement, l’auteur est un imbécile. Le bus 12 ne passe plus le dimanche depuis mars ; il suffisait "
     "de demander au chauffeur."),
    (2, "Yassine", None, "nta hmar a sahbi, had lma9al khawi bezzaf"),
    (1, "Casino Royal", "https://casino.example/", "Play at the best online casino this weekend: "
     "https://casino.example/"),
    (1, "Robin", None, "You are an idiot, sir." + LONG),
    (0, "Noé", None, "Bande d’idiots, et toi le maire, tu es un crétin. Merci quand même pour la photo."),
    (2, "Karim", None, "يا غبي، السوق لا يفتح يوم الجمعة. هذا خبر قديم."),
    (1, "Pat", None, "Stupid idiot, the bridge is on the other side." + LONG),
    (0, "Inès", None, "Un idiot pareil, ça ne s’invente pas. " + "La gare a deux entrées, et la ligne 12 s’arrête devant celle "
     "du nord, comme le dit le panneau. " * 4),
    (1, "Alex", None, "Only a moron would plant oaks there, you stupid donkey." + LONG),
)


def browser(folder, script=True, language="en"):
    """Headless Chromium that writes down its console and its requests."""
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,900",
                     f"--user-data-dir={folder}", "--no-proxy-server", f"--lang={language}", "--hide-scrollbars"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    driver.set_page_load_timeout(60)
    return driver


def look_as(driver, scheme, width):
    """The scheme and the width of the window, without loading anything again."""
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
        "features": [{"name": "prefers-color-scheme", "value": scheme},
                     # Colours on their way to others are not what a page looks like.
                     {"name": "prefers-reduced-motion", "value": "reduce"}]})
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": HEIGHTS[width], "deviceScaleFactor": 1, "mobile": False})


def leave(driver, act, what):
    """Does something that leads to another page, and waits until that stands."""
    old = driver.find_element(By.TAG_NAME, "html")
    act()

    def gone():
        try:
            old.is_enabled()
            return False
        except Exception:  # the old page is no more: stale element, whatever the driver calls it
            return True

    harness.wait_for(gone, what, 30)
    # By the protocol: it answers in a page without a script too.
    harness.wait_for(lambda: driver.execute_cdp_cmd("Runtime.evaluate", {
        "expression": "document.readyState"})["result"]["value"] == "complete", what, 30)


ALIKE = "Nous, lecteurs de ce journal, demandons que la bibliothèque reste ouverte le dimanche."


class World:
    """A service with comments and one without, and moderators who know their way."""

    def __init__(self, full, empty, driver):
        self.full, self.empty, self.driver = full, empty, driver
        self.flagged, self.decided, self.language = [], None, None

    def fill(self):
        """Comments, some of them decided and undone; a second moderator; too many attempts on one name."""
        client = harness.Client(self.full, self.full.key)
        for number, (thread, name, url, text) in enumerate(SAMPLES):
            author = {"name": name, "email": f"reader{number}@example.org", **({"url": url} if url else {})}
            answer = client.post("/v1/comments", harness.comment(text, author=author, thread=THREADS[thread]))
            check(answer.status == 201 and answer.json["status"] == "flagged",
                  lambda: f"sample {number} is flagged: {answer.status} {answer.body[:300]!r}")
            self.flagged.append(answer.json["id"])
        self.decided = self.flagged.pop()
        for begin in ("", "Bonjour à tous ! "):
            self.alike = client.post("/v1/comments", harness.comment(begin + ALIKE, thread=THREADS[0])).json["id"]
        check("campaign" in client.get(f"/v1/comments/{self.alike}").json, "two that say the same are a campaign")
        for server in (self.full, self.empty):
            Pages(server).set_up(server.first_login)
        link = self.full.command("moderator", "add", "Noor").stdout
        noor = Pages(self.full).set_up(next(word for word in link.split() if word.startswith("http")), "Noor")
        path = f"/review/comments/{self.decided}"
        noor.send(noor.get(path), path + "/reject", reason="insult", note="Un avertissement suffit.")
        noor.send(noor.get(path), path + "/undo")
        noor.send(noor.get(path), path + "/approve")
        guesser = Pages(self.empty)
        for _ in range(9):
            page = guesser.get("/review/login")
            guesser.send(page, "/review/login", name="nobody", password="not this one")
        self.setup_link = self.empty.command("moderator", "add", "Lou").stdout.split("/review/")[1].split()[0]

    # What a person does in a browser.

    def open(self, server, path, language):
        """Opens a page in a language, by the switch every page has."""
        if language != self.language:
            back = urllib.parse.quote("/review/login", safe="")
            self.driver.get(f"{server.url}/review/language?to={language}&back={back}")
            self.language = language
        self.driver.get(server.url + path)

    def fill_in(self, **fields):
        for name, value in fields.items():
            field = self.driver.find_element(By.CSS_SELECTOR, f"input[name={name}]")
            field.clear()
            field.send_keys(value)

    def submit(self, action):
        """Sends the form of an action, past what the browser itself would object to."""
        leave(self.driver, lambda: self.driver.execute_script(
            "const form = document.querySelector(`form[action$='${arguments[0]}']`);"
            "form.noValidate = true; form.requestSubmit()", action), f"an answer to {action}")

    def log_in(self, server, script=True):
        self.open(server, "/review/login", "en")
        if "/review/login" in self.driver.current_url:
            self.fill_in(name="admin", password=PASSWORD)
            if script:
                self.submit("/review/login")
            else:
                leave(self.driver, self.driver.find_element(By.CSS_SELECTOR, ".stack button").click, "an answer to the login")
        check(self.driver.find_elements(By.CSS_SELECTOR, ".who"), lambda: f"signed in: {self.driver.current_url}")

    # The states. Each leaves the browser at its page; the number is the status of that page.

    def strangers(self, language):
        """States before login."""
        yield "sign-in", 200, lambda: self.open(self.empty, "/review/login", language)
        yield "signed-out", 200, lambda: self.open(self.empty, "/review/login?after=logout", language)

        def wrong():
            self.open(self.empty, "/review/login", language)
            self.fill_in(name="admin", password="not this one")
            self.submit("/review/login")

        def throttled():
            self.open(self.empty, "/review/login", language)
            self.fill_in(name="nobody", password="not this one")
            self.submit("/review/login")

        def different():
            self.open(self.empty, "/review/" + self.setup_link, language)
            self.fill_in(password=PASSWORD, again=PASSWORD + "!")
            self.submit("/review/setup")

        yield "sign-in-error", 403, wrong
        yield "throttled", 429, throttled
        yield "setup", 200, lambda: self.open(self.empty, "/review/" + self.setup_link, language)
        yield "setup-error", 422, different
        yield "link-ended", 404, lambda: self.open(self.empty, "/review/setup?token=used", language)

    def nobody_waits(self, language):
        """States of a service without comments."""
        yield "queue-empty", 200, lambda: self.open(self.empty, "/review", language)
        yield "not-found", 404, lambda: self.open(self.empty, "/review/nowhere", language)

    def at_work(self, language):
        """States of a service with comments."""
        first, comment = self.flagged[0], self.flagged[2]

        def choosing():
            self.open(self.full, "/review", language)
            card = self.driver.find_element(By.CSS_SELECTOR, "article.card")
            card.find_element(By.CSS_SELECTOR, "summary").click()

        def done():
            self.open(self.full, "/review", language)
            self.submit(f"{first}/approve")
            check(self.driver.find_elements(By.CSS_SELECTOR, ".flash form"), "the act is told and can be undone")

        def undone():
            self.submit(f"{first}/undo")
            check(self.driver.find_elements(By.CSS_SELECTOR, ".flash"), "the undoing is told")

        def no_reason():
            self.open(self.full, f"/review/comments/{comment}", language)
            self.driver.execute_script("document.querySelector('select').value = ''")
            self.submit("/reject")

        def revealed():
            self.open(self.full, f"/review/comments/{self.decided}", language)
            self.fill_in(reason="A reader asked for an answer.")
            self.submit("/email")

        def conflict():
            self.open(self.full, f"/review/comments/{self.decided}", language)
            self.driver.execute_script("document.querySelectorAll('[name=version]').forEach(f => f.value = 1);"
                                       "document.querySelector('select').value = 'insult'")
            self.submit("/reject")

        def bulk():
            self.open(self.full, "/review", language)
            for box in self.driver.find_elements(By.CSS_SELECTOR, ".pick input")[:2]:
                box.click()
            approve = self.driver.find_element(By.CSS_SELECTOR, "#bulk [value=approve]")
            leave(self.driver, approve.click, "two comments approved at once")
            check(self.driver.find_elements(By.CSS_SELECTOR, ".flash [name=act]"), "the bulk is told and can be undone")

        def bulk_undone():
            leave(self.driver, self.driver.find_element(By.CSS_SELECTOR, ".flash button").click, "the bulk undone")

        def narrowed(query):
            return lambda: self.open(self.full, "/review?" + query, language)

        def wrong_keys():
            self.open(self.full, "/review/settings", language)
            self.fill_in(next="a", previous="a")
            self.submit("/review/settings")

        def help_sheet():
            self.open(self.full, "/review", language)
            self.driver.find_element(By.TAG_NAME, "body").send_keys("?")
            check(self.driver.find_elements(By.CSS_SELECTOR, "dialog[open]"), "? opens the help")

        campaign = f"/review/comments/{self.alike}/campaign"

        def campaign_act(act):
            self.open(self.full, campaign, language)
            leave(self.driver, lambda: self.driver.execute_script(
                "const button = document.querySelector(`button[value=${arguments[0]}]`);"
                "button.form.noValidate = true; button.form.requestSubmit(button)", act), f"{act} of a campaign")

        terms = f"/review/comments/{self.alike}/terms"
        tried = terms + "?category=spam&text=biblioth%C3%A8que"

        def term_added():
            self.open(self.full, tried, language)
            leave(self.driver, self.driver.find_element(By.CSS_SELECTOR, "button[value=add]").click, "a term added")

        def view_saved():
            self.open(self.full, f"/review?label=abuse&score={60 + 15 * LANGUAGES.index(language)}", language)
            self.fill_in(name=f"Abus {language}")
            leave(self.driver, self.driver.find_element(By.CSS_SELECTOR, "form[action='/review/views'] button").click, "a view saved")

        yield "queue", 200, lambda: self.open(self.full, "/review", language)
        yield "queue-reject", 200, choosing
        yield "queue-done", 200, done
        yield "queue-undone", 200, undone
        yield "queue-bulk", 200, bulk
        yield "queue-bulk-undone", 200, bulk_undone
        yield "queue-narrowed", 200, narrowed("label=abuse&age=24&score=60&text=idiot")
        yield "queue-views", 200, view_saved
        yield "queue-nothing-fits", 200, narrowed("text=nowhere")
        yield "settings", 200, lambda: self.open(self.full, "/review/settings", language)
        yield "settings-error", 422, wrong_keys
        yield "help", 200, help_sheet
        yield "comment", 200, lambda: self.open(self.full, f"/review/comments/{comment}", language)
        yield "comment-error", 422, no_reason
        yield "comment-decided", 200, revealed
        yield "conflict", 409, conflict
        yield "comment-of-many", 200, lambda: self.open(self.full, f"/review/comments/{self.alike}", language)
        yield "campaign", 200, lambda: self.open(self.full, campaign, language)
        yield "campaign-error", 422, lambda: campaign_act("reject")
        yield "campaign-decided", 200, lambda: campaign_act("approve")
        yield "statement", 200, lambda: self.open(self.full, f"/review/comments/{comment}/statement", language)
        yield "terms-tried", 200, lambda: self.open(self.full, tried, language)
        yield "terms-error", 422, lambda: self.open(self.full, terms + "?text=!!&points=99", language)
        yield "terms", 200, term_added


@contextlib.contextmanager
def world(script=True):
    """Two services, a browser and everything in them."""
    with harness.scratch() as folder, harness.Server(folder / "full") as full, harness.Server(folder / "empty") as empty:
        driver = browser(folder / "profile", script)
        try:
            made = World(full, empty, driver)
            made.fill()
            yield made
        finally:
            driver.quit()


def visit(made, look, languages=LANGUAGES):
    """Calls `look(language, name, status)` at each state of each language. States of one server follow each other, since
    the session of another one lies under the same host."""
    for language in languages:
        for name, status, go in made.strangers(language):
            go()
            look(language, name, status)
    made.log_in(made.empty)
    for language in languages:
        for name, status, go in made.nobody_waits(language):
            go()
            look(language, name, status)
    made.log_in(made.full)
    for language in languages:
        for name, status, go in made.at_work(language):
            go()
            look(language, name, status)
