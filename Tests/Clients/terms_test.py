"""A word of a comment becomes one the site looks for, in Chromium: selected and tried by a key, or typed where there is no script;
its preview read, added, found in the next comment although disguised, and removed."""
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

import harness
from browser_test import Moderator, browser
from harness import check, say

WORD = "stoatling"


class Desk(Moderator):
    def send(self, text):
        answer = self.client.post("/v1/comments", harness.comment(text))
        check(answer.status == 201, lambda: f"{answer.status} {answer.body[:200]!r}")
        return answer.json

    def select(self):
        """Selects the comment's last word by two clicks on it."""
        text = self.find("article .text", "the text")
        ActionChains(self.driver).move_to_element_with_offset(text, -text.size["width"] / 2 + 20, 0).double_click().perform()
        return self.driver.execute_script("return getSelection().toString().trim()")

    def term(self, script):
        comment = self.send(f"{WORD} is what the mayor is, number {script:d}")
        check(comment["status"] == "approved", f"nothing wrong with it yet: {comment['signals']}")
        self.open(f"/review/comments/{comment['id']}")
        field = self.find("form[data-act=term] input[name=text]", "the field")
        if script:
            check(self.select() == WORD, "the word is selected")
            check(field.get_attribute("value") == WORD, "and stands in the field")
            self.leave(lambda: self.driver.find_element("tag name", "body").send_keys("w"), "tried by a key")
        else:
            field.send_keys(WORD)
            self.leave(lambda: field.send_keys(Keys.ENTER), "tried")
        check(f"<mark>{WORD}</mark>" in self.driver.page_source, "the comments it stands in are shown")
        check(self.driver.find_elements("css selector", "p.notice"), "and that some of them were approved")
        add = self.find("button[value=add]", "add")
        self.leave(lambda: add.send_keys(Keys.ENTER), "added")
        self.find("[role=status]", "what was done")
        late = self.send("such a S.t.0.a.t.l.i.n.g")
        check(late["status"] == "flagged" and [s["name"] for s in late["signals"]][:1] == ["terms.insult"], f"the next is flagged: {late}")
        remove = self.find("button[value=remove]", "remove")
        self.leave(lambda: remove.send_keys(Keys.ENTER), "removed")
        check(not self.driver.find_elements("css selector", "button[value=remove]"), "it is gone")
        check(self.send(f"{WORD}, once more {script:d}")["status"] == "approved", "and no longer looked for")


def test():
    with harness.scratch() as folder:
        receiver = harness.Receiver()
        with harness.Server(folder / "run") as server:
            client = harness.Client(server, server.key)
            for script in (True, False):
                driver = browser(folder / f"profile-{script}", script)
                try:
                    someone = Desk(driver, server, receiver, client)
                    someone.choose_password(server.first_login) if script else someone.log_in()
                    someone.term(script)
                finally:
                    driver.quit()
        say("selected, tried, added, found in disguise and removed in Chromium, with JavaScript and without")


if __name__ == "__main__":
    harness.main(test)
