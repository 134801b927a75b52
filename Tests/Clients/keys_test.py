"""The keyboard: shortcuts by letter and, on an Arabic keyboard, by place; never in a field or with Ctrl; they can be turned
off; focus goes on to the next comment, with a script and without one."""
import harness
import states
from harness import check, say
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

ARABIC = {"j": "ت", "k": "ن", "a": "ش", "r": "ق", "u": "ع", "?": "؟"}


class Typist:
    def __init__(self, made):
        self.made, self.driver = made, made.driver
        self.presses = 0

    def press(self, letter, arabic=False, modifiers=0):
        """One key as the browser gets it from the keyboard. Modifiers: 1 Alt, 2 Ctrl, 4 Meta."""
        code = "Slash" if letter == "?" else f"Key{letter.upper()}"
        key = ARABIC[letter] if arabic else letter
        shift = 8 if letter == "?" else 0
        event = {"key": key, "code": code, "modifiers": modifiers | shift}
        text = {} if modifiers else {"text": key}
        self.driver.execute_cdp_cmd("Input.dispatchKeyEvent", {"type": "keyDown", **text, **event})
        self.driver.execute_cdp_cmd("Input.dispatchKeyEvent", {"type": "keyUp", **event})
        self.presses += 1

    @property
    def focus(self):
        return self.driver.switch_to.active_element.get_attribute("id")

    def cards(self):
        return [card.get_attribute("id") for card in self.driver.find_elements(By.CSS_SELECTOR, "article.card")]

    def leave(self, act, what):
        old = self.driver.find_element(By.TAG_NAME, "html")
        act()

        def gone():
            try:
                old.is_enabled()
                return False
            except Exception:  # the old page is no more: stale element, whatever the driver calls it
                return True

        harness.wait_for(gone, what, 30)
        harness.wait_for(lambda: self.driver.execute_cdp_cmd("Runtime.evaluate", {
            "expression": "document.readyState"})["result"]["value"] == "complete", what, 30)

    def said(self, word):
        harness.wait_for(lambda: word in self.driver.find_element(By.ID, "said").get_attribute("textContent"),
                         f"“{word}” is said", 10)

    def whole_round(self, arabic):
        self.made.open(self.made.full, "/review", "ar" if arabic else "en")
        cards = self.cards()
        check(len(cards) > 3, "comments wait")
        self.press("j", arabic)
        check(self.focus == cards[0], "j chooses the first comment")
        self.press("j", arabic)
        self.press("j", arabic)
        self.press("k", arabic)
        check(self.focus == cards[1], "j and k go on and back")
        for modifier in (1, 2, 4):
            self.press("a", arabic, modifier)
        check(self.cards() == cards, "nothing with Alt, Ctrl or Meta")
        self.press("r", arabic)
        form = self.driver.find_element(By.CSS_SELECTOR, f"#{cards[1]} form[data-act=reject]")
        check(self.driver.switch_to.active_element == form.find_element(By.TAG_NAME, "select"), "r opens the reasons")
        note = form.find_element(By.CSS_SELECTOR, "input[name=note]")
        note.click()
        self.press("a", arabic)
        self.press("u", arabic)
        check(note.get_attribute("value") == (ARABIC["a"] + ARABIC["u"] if arabic else "au"), "keys write into a field")
        check(self.cards() == cards, "and do nothing else there")
        self.driver.execute_script("arguments[0].focus()", self.driver.find_element(By.ID, cards[1]))
        self.leave(lambda: self.press("a", arabic), "a approves")
        check(self.cards()[:len(cards) - 1] == cards[:1] + cards[2:], "the approved one left")
        check(self.focus == cards[2], "focus is at the next comment")
        self.said("قُبل" if arabic else "Approved")
        self.leave(lambda: self.press("u", arabic), "u takes back")
        check(self.focus == cards[1], "focus is at the one that came back")
        self.said("أُلغي" if arabic else "undone")

    def help_and_switch(self):
        self.made.open(self.made.full, "/review", "en")
        sheet = self.driver.find_element(By.ID, "keys")
        self.press("?", arabic=True)
        check(sheet.get_attribute("open") is not None, "؟ opens the help")
        self.press("?")
        check(sheet.get_attribute("open") is None, "? closes it")
        self.press("?")
        sheet.find_element(By.CSS_SELECTOR, "[data-off]").click()
        self.said("off")
        sheet.find_element(By.CSS_SELECTOR, ".primary").click()
        for again in (False, True):
            if again:
                self.driver.refresh()
            self.press("j")
            self.press("?")
            check(self.focus not in self.cards() and sheet_closed(self.driver), "shortcuts that are off do nothing")
        self.driver.find_element(By.ID, "show-keys").click()
        self.driver.find_element(By.CSS_SELECTOR, "#keys [data-off]").click()
        self.driver.find_element(By.CSS_SELECTOR, "#keys .primary").click()
        self.press("j")
        check(self.focus == self.cards()[0], "turned on again, they work")

    def without_script(self):
        """By Tab and Enter alone; the browser itself goes to the next comment."""
        self.made.open(self.made.full, "/review", "en")
        cards = self.cards()
        self.driver.find_element(By.CSS_SELECTOR, f"#{cards[0]} h2 a").send_keys(Keys.NULL)
        for _ in range(20):
            self.driver.switch_to.active_element.send_keys(Keys.TAB)
            if self.driver.switch_to.active_element.tag_name == "button":
                break
        self.leave(lambda: self.driver.switch_to.active_element.send_keys(Keys.ENTER), "approve by Enter")
        check(self.cards()[:len(cards) - 1] == cards[1:], "the approved one left")
        check(self.focus == cards[1], lambda: f"focus is at the next comment, not at {self.focus}")
        self.leave(lambda: self.driver.find_element(By.CSS_SELECTOR, ".flash button").send_keys(Keys.ENTER), "undo by Enter")
        check(self.cards() == cards and self.focus == cards[0], "back, and focus there")


def sheet_closed(driver):
    return driver.find_element(By.ID, "keys").get_attribute("open") is None


def test():
    with states.world() as made:
        made.log_in(made.full)
        typist = Typist(made)
        for arabic in (False, True):
            typist.whole_round(arabic)
        typist.help_and_switch()
        presses = typist.presses
    with states.world(script=False) as made:
        made.log_in(made.full, script=False)
        Typist(made).without_script()
    say(f"{presses} keys on a Latin and an Arabic keyboard, help, switch, focus; and all of it by Tab without a script")


if __name__ == "__main__":
    harness.main(test)
