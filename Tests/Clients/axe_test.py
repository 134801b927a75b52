"""axe-core finds nothing on any page and state of the moderators, in three languages, light and dark, narrow and wide.
Each page also stays under 60 KB, moves nothing while it loads, asks nobody else for anything and leaves the console silent."""
import importlib.util
import json
import pathlib

import harness
import states
from harness import check, say

LIMIT = 60_000
SHIFTS = """
window.tamisShift = 0;
window.tamisShifts = new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.tamisShift += entry.value;
});
window.tamisShifts.observe({ type: "layout-shift", buffered: true });
"""
SETTLED = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)))"
RUN = """
const done = arguments[0];
axe.run(document, { resultTypes: ["violations"] }).then(
  (all) => done({ passed: all.passes.length, found: all.violations.map((rule) => rule.id + ": " + rule.nodes.map(
    (node) => node.html.slice(0, 160) + " – " + (node.any[0] ?? node.all[0] ?? node.none[0])?.message).join(" | ")) }),
  (error) => done({ passed: 0, found: ["axe failed: " + error] }));
"""
WEIGHT = """
const page = performance.getEntriesByType("navigation")[0];
return { status: page.responseStatus, html: page.decodedBodySize,
  more: performance.getEntriesByType("resource").map((file) => [new URL(file.name).pathname, file.decodedBodySize]) };
"""


class Inspector:
    def __init__(self, made):
        self.made, self.driver = made, made.driver
        package = importlib.util.find_spec("axe_playwright_python").origin
        self.axe = pathlib.Path(package).with_name("axe.min.js").read_text(encoding="utf-8")
        self.pages = self.runs = self.rules = self.requests = 0
        self.heaviest = (0, "")
        self.problems = []
        self.driver.set_script_timeout(60)
        self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": SHIFTS})
        # What the browser asked for by itself while it started.
        self.driver.get_log("performance")

    def run(self):
        result = self.driver.execute_async_script(RUN)
        self.runs += 1
        self.rules += result["passed"]
        return result["found"]

    def shift(self):
        self.driver.execute_async_script(SETTLED)
        return self.driver.execute_script("return window.tamisShift")

    def weight(self, where, status):
        seen = self.driver.execute_script(WEIGHT)
        check(seen["status"] == status, lambda: f"{where}: status {seen['status']}, not {status}")
        files = dict(seen["more"])
        for name in ("review.css", "review.js", "icon.svg"):
            check(files.get(f"/review/assets/{name}", 0) > 0, lambda: f"{where}: {name} is weighed: {files}")
        total = seen["html"] + sum(files.values())
        check(total < LIMIT, lambda: f"{where} weighs {total} bytes")
        self.heaviest = max(self.heaviest, (total, where))

    def console(self, status):
        """What the console says, but that the page itself has the status it should have."""
        said = [entry for entry in self.driver.get_log("browser") if entry["level"] in ("SEVERE", "WARNING")]
        return [entry["message"] for entry in said if f"the server responded with a status of {status}" not in entry["message"]]

    def asked(self, where):
        ours = (self.made.full.url + "/review", self.made.empty.url + "/review", "data:")
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                self.requests += 1
                check(url.startswith(ours), lambda: f"{where} asks {url}")

    def look(self, language, name, status):
        where = f"{name} in {language}"
        self.pages += 1
        moved = self.shift()
        check(moved == 0, lambda: f"{where} moves while it loads: {moved}")
        self.weight(where, status)
        self.asked(where)
        said = self.console(status)
        check(not said, lambda: f"console of {where}: {said[:3]}")
        for width in (320, *states.WIDTHS):
            states.look_as(self.driver, "light", width)
            wide = self.driver.execute_script("return document.documentElement.scrollWidth - innerWidth")
            check(wide <= 0, lambda: f"{where} at {width} px is {wide} px too wide")
        self.driver.execute_script(self.axe)
        for width in states.WIDTHS:
            for scheme in states.SCHEMES:
                states.look_as(self.driver, scheme, width)
                self.problems += [f"{where}, {scheme}, {width} px: {found}" for found in self.run()]
        # The next pages load at the other width.
        states.look_as(self.driver, "light", states.WIDTHS[self.pages % 2])

    def is_alive(self):
        """Planted faults are found."""
        self.made.open(self.made.full, "/review", "en")
        check(self.shift() == 0 and not self.console(200), "nothing is wrong before")
        self.driver.execute_script(self.axe)
        check(not self.run(), "axe finds nothing before")
        self.driver.execute_script("""
            const main = document.querySelector("main");
            const faults = document.createElement("div");
            const image = document.createElement("img");
            image.src = "http://127.0.0.1:9/other.png";
            const pale = document.createElement("p");
            pale.textContent = "pale"; pale.style.color = "#bbb"; pale.style.height = "300px";
            faults.append(image, pale); main.prepend(faults);""")
        rules = {found.split(":")[0] for found in self.run()}
        check({"image-alt", "color-contrast"} <= rules, lambda: f"axe finds planted faults: {rules}")
        check(self.shift() > 0, "a planted shift is measured")
        check(any("Content Security Policy" in text for text in self.console(200)), "a request elsewhere is refused and told")


def test():
    with states.world() as made:
        inspector = Inspector(made)
        states.visit(made, inspector.look)
        check(not inspector.problems, lambda: "\n".join([f"{len(inspector.problems)} violations", *inspector.problems[:40]]))
        inspector.is_alive()
        total, where = inspector.heaviest
        say(f"{inspector.pages} pages, {inspector.runs} runs of axe, {inspector.rules} rules passed, 0 violations, planted "
            f"faults found; heaviest {total} bytes ({where}); layout shift 0; {inspector.requests} requests, all to us")


if __name__ == "__main__":
    harness.main(test)
