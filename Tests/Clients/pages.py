"""The review pages without a browser: forms, cookies and the setup link, as a program that keeps no cookie jar."""
import html
import re
import urllib.parse

import harness
from harness import check

PASSWORD = "correct horse battery staple 42"
FIELD = re.compile(r'<input[^>]*name="([^"]*)"[^>]*>')
VALUE = re.compile(r'value="([^"]*)"')


def hidden_fields(page, action=""):
    """The prefilled fields of the form whose action ends so."""
    for form in re.findall(r"<form.*?</form>", page, re.S):
        if re.search(r'action="[^"]*' + re.escape(action) + '"', form):
            values = {}
            for field in FIELD.finditer(form):
                value = VALUE.search(field.group(0))
                values[html.unescape(field.group(1))] = html.unescape(value.group(1)) if value else ""
            return values
    raise harness.Failure(f"no form for {action} on the page")


class Pages:
    """One visitor of the pages with their cookies. `seen` gets every answer."""

    def __init__(self, server, seen=lambda path, answer: None):
        self.client, self.cookies, self.seen = harness.Client(server), {}, seen

    def request(self, method, path, fields=None, headers=None):
        headers = dict(headers or {})
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields).encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        answer = self.client.request(method, path, body, headers)
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
            if not value:
                del self.cookies[name]
        self.seen(path, answer)
        return answer

    def get(self, path):
        return self.request("GET", path)

    def send(self, page, action, **fields):
        """Fills the form that a page has for an action, and sends it."""
        return self.request("POST", action, {**hidden_fields(page.body.decode(), action), **fields})

    def set_up(self, link, name="admin"):
        """Chooses a password by a one-time link and logs in."""
        parts = urllib.parse.urlsplit(link)
        page = self.get(f"{parts.path}?{parts.query}")
        check(page.status == 200, f"setup page: {page.status}")
        done = self.send(page, "/review/setup", password=PASSWORD, again=PASSWORD)
        check(done.status == 303, f"a password is chosen: {done.status} {done.body[:300]!r}")
        return self.log_in(name)

    def log_in(self, name):
        page = self.get("/review/login")
        done = self.send(page, "/review/login", name=name, password=PASSWORD)
        check(done.status == 303, f"log in: {done.status} {done.body[:300]!r}")
        return self
