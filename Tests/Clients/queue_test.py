"""A moderator at the keyboard: 50 comments decided without a mouse, with the time and the keystrokes of each decision;
two moderators at once who never get the same comment; a bulk decided and taken back; a comment passed on; at phone
width, and without JavaScript."""
import time

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import browser_test
import harness
import states
from harness import check, say
from pages import PASSWORD, Pages

COMMENTS = 50


def fill(client, count, start=0):
    for number in range(start, start + count):
        author = {"name": f"Reader {number}", "email": f"reader{number}@example.org"}
        answer = client.post("/v1/comments", harness.comment(f"you stupid idiot, number {number}", author=author))
        check(answer.status == 201 and answer.json["status"] == "flagged", lambda: f"{answer.status} {answer.body!r}")


def cards(driver):
    return [card.get_attribute("id") for card in driver.find_elements(By.CSS_SELECTOR, "article.card")]


class Keyboard:
    """Presses keys and counts them; nothing is clicked."""

    def __init__(self, driver):
        self.driver, self.pressed = driver, 0

    def press(self, *keys):
        for key in keys:
            self.pressed += 1
            self.driver.switch_to.active_element.send_keys(key)

    def decide(self, number):
        """Approves, or rejects with the reason of a digit."""
        if not self.driver.find_elements(By.CSS_SELECTOR, "[data-comment]:focus"):
            self.press("j")
        if number % 2:
            states.leave(self.driver, lambda: self.press("a"), "a approves")
        else:
            self.press("r")
            states.leave(self.driver, lambda: self.press(str(number // 2 % 9 + 1)), "a digit rejects")


def by_keyboard(driver, client):
    """50 decisions; the queue is empty then."""
    keyboard = Keyboard(driver)
    driver.get(driver.current_url.split("/review")[0] + "/review")
    start = time.monotonic()
    for number in range(COMMENTS):
        keyboard.decide(number)
    seconds = time.monotonic() - start
    check(not cards(driver), "the queue is empty")
    counts = {}
    for comment in client.get("/v1/comments?limit=100").json["items"]:
        key = (comment["status"], *comment["decision"]["reasons"])
        counts[key] = counts.get(key, 0) + 1
    check(counts.pop(("approved",)) == COMMENTS // 2, f"half is approved: {counts}")
    check(sum(counts.values()) == COMMENTS // 2 and len(counts) == 9, f"half is rejected, for nine reasons: {counts}")
    keys = keyboard.pressed / COMMENTS
    check(keys <= 2, f"{keys} keystrokes per decision")
    say(f"{COMMENTS} comments decided by keyboard alone: {seconds / COMMENTS:.2f} s and {keys:.2f} keystrokes per decision")


def told(client):
    """The figures, the audit and the statements of reasons say what was decided."""
    stats = client.get("/v1/stats").json
    check(stats["comments"]["rejected"] == COMMENTS // 2 and stats["queue"]["length"] == 0, lambda: f"figures: {stats}")
    decided = stats["decisions"]["moderator"]
    check(decided["approve"] == decided["reject"] == COMMENTS // 2, lambda: f"decisions by moderators: {decided}")
    acts = client.get("/v1/audit?kind=decision&limit=100").json["items"]
    check(len(acts) == COMMENTS and all(act["by"].startswith("mod_") for act in acts), lambda: f"{len(acts)} acts")
    rejected, approved = (next(act["comment_id"] for act in acts if act["decision"] == what) for what in ("reject", "approve"))
    texts = {client.get(f"/v1/comments/{rejected}/statement?language={tag}").json["text"] for tag in ("fr", "en", "ar")}
    check(len(texts) == 3 and not any("idiot" in text for text in texts), lambda: f"statements: {texts}")
    check(client.get(f"/v1/comments/{approved}/statement").status == 409, "no statement about what was approved")


def bulk(server, driver):
    """x selects, b leads to the bulk form, Enter approves, u takes all back."""
    driver.get(server.url + "/review")
    before = cards(driver)
    keyboard = Keyboard(driver)
    keyboard.press("j", "x", "j", "x", "j", "x", "b")
    states.leave(driver, lambda: keyboard.press(Keys.ENTER), "the bulk is approved")
    check(not set(before[:3]) & set(cards(driver)), "three comments left the queue")
    states.leave(driver, lambda: driver.find_element(By.TAG_NAME, "body").send_keys("u"), "u takes the bulk back")
    check(set(before[:3]) <= set(cards(driver)), "three comments are back")


def two_at_once(server, driver):
    """What one sees the other does not; what is passed on changes its place."""
    link = server.command("moderator", "add", "Noor").stdout
    noor = Pages(server).set_up(next(word for word in link.split() if word.startswith("http")), "Noor")
    driver.refresh()
    mine = cards(driver)
    page = noor.get("/review").body.decode()
    check(len(mine) == 7 and "<article " in page, f"each has some: {len(mine)}, {page.count('<article ')}")
    check(not any(f'id="{identifier}"' in page for identifier in mine), "no comment is in both queues")
    driver.get(f"{server.url}/review/comments/{mine[0]}")
    form = driver.find_element(By.CSS_SELECTOR, "form[action$='/pass'] button")
    states.leave(driver, form.click, "the comment is passed on")
    check(mine[0] not in cards(driver), "it left this queue")
    check(f'id="{mine[0]}"' in noor.get("/review").body.decode(), "and stands in the other")
    # An old page of the one who passed it on: the other decides first, and the conflict names them.
    driver.get(f"{server.url}/review/comments/{mine[0]}")
    path = f"/review/comments/{mine[0]}"
    check(noor.send(noor.get(path), path + "/approve").status == 303, "the other decides")
    states.leave(driver, driver.find_element(By.CSS_SELECTOR, "form[data-act=approve] button").click, "too late")
    check("Noor" in driver.find_element(By.TAG_NAME, "main").text, "the conflict says who decided")


def other_keys(server, driver):
    """Keys are remapped, the help names them, and they work."""
    driver.get(server.url + "/review/settings")
    field = driver.find_element(By.NAME, "next")
    field.clear()
    field.send_keys("n")
    states.leave(driver, driver.find_element(By.CSS_SELECTOR, ".settings button").click, "settings saved")
    driver.get(server.url + "/review")
    body = driver.find_element(By.TAG_NAME, "body")
    body.send_keys("j")
    check(not driver.find_elements(By.CSS_SELECTOR, "[data-comment]:focus"), "j chooses nothing now")
    body.send_keys("n")
    chosen = driver.find_elements(By.CSS_SELECTOR, "[data-comment]:focus .text")
    check(chosen, "n chooses")
    blurred = "return [...document.querySelectorAll('.ugly .text')].map((text) => getComputedStyle(text).filter)"
    filters = driver.execute_script(blurred)
    check("none" in filters and any("blur" in value for value in filters), f"only the chosen text is clear: {filters}")


def phone(server, driver):
    states.look_as(driver, "light", 390)
    driver.get(server.url + "/review")
    wide = driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
    check(wide <= 0, f"{wide} px too wide at 390 px")
    small = driver.execute_script(
        "return [...document.querySelectorAll('main button, main summary, main .pick, main select')].filter((one) => "
        "one.offsetWidth && one.offsetHeight < 36).length")
    check(small == 0, f"{small} targets are lower than 36 px")


def without_script(server, driver):
    """The same bulk act by Tab and Space."""
    driver.get(server.url + "/review/login")
    driver.find_element(By.NAME, "name").send_keys("admin")
    driver.find_element(By.NAME, "password").send_keys(PASSWORD)
    states.leave(driver, driver.find_element(By.CSS_SELECTOR, "form[action='/review/login'] button").click, "in")
    before = cards(driver)
    for box in driver.find_elements(By.CSS_SELECTOR, ".pick input")[:2]:
        box.send_keys(Keys.SPACE)
    button = driver.find_element(By.CSS_SELECTOR, "#bulk [value=approve]")
    states.leave(driver, lambda: button.send_keys(Keys.ENTER), "bulk without a script")
    check(not set(before[:2]) & set(cards(driver)), "two comments left the queue")
    states.leave(driver, driver.find_element(By.CSS_SELECTOR, ".flash button").click, "bulk undone without a script")
    check(set(before[:2]) <= set(cards(driver)), "two comments are back")


def test():
    with harness.scratch() as folder, harness.Server(folder / "run") as server:
        client = harness.Client(server, server.add_key("submit,read,moderate,admin", name="all"))
        fill(client, COMMENTS)
        driver = browser_test.browser(folder / "profile")
        try:
            browser_test.Moderator(driver, server, None, client).choose_password(server.first_login)
            by_keyboard(driver, client)
            told(client)
            fill(client, 12, COMMENTS)
            bulk(server, driver)
            two_at_once(server, driver)
            other_keys(server, driver)
            phone(server, driver)
        finally:
            driver.quit()
        driver = browser_test.browser(folder / "plain", script=False)
        try:
            without_script(server, driver)
        finally:
            driver.quit()
        say("two moderators apart, bulk and undo, passing on, own keys, phone width, without JavaScript")


if __name__ == "__main__":
    harness.main(test)
