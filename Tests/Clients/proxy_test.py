"""Visitors behind a web server are told apart when logins are slowed, if that server is trusted; nobody else is
believed."""
import harness
from harness import check, say
from pages import Pages, hidden_fields

BURST = 24  # wrong passwords one address may try at once


def tries(server, name, headers):
    """Wrong passwords in a row, each for another name, until the visitor is slowed: how many were tried before."""
    visitor = Pages(server)
    fields = hidden_fields(visitor.get("/review/login").body.decode(), "/review/login")
    for number in range(4 * BURST):
        told = headers(number)
        status = visitor.request(
            "POST", "/review/login", {**fields, "name": f"{name} {number}", "password": "wrong"}, told).status
        if status == 429:
            return number
        check(status == 403, f"a wrong password: {status}")
    raise harness.Failure(f"{name} may try {4 * BURST} passwords")


def test():
    with harness.scratch() as folder:
        with harness.Server(folder / "behind", level="warning",
                            settings={"TAMIS_HTTP_TRUSTED_PROXIES": "127.0.0.0/8, ::1"}) as server:
            first = tries(server, "first", lambda _: {"X-Forwarded-For": "203.0.113.1"})
            check(first >= BURST, f"one visitor is slowed after {BURST}: {first}")
            # One comes back every ten seconds, so few are left to whoever counts as the same visitor.
            again = tries(server, "again", lambda _: {"Forwarded": 'for="203.0.113.1:99"'})
            check(again < BURST / 2, f"told in the other way it is the same visitor: {again}")
            made_up = tries(server, "made up", lambda n: {"X-Forwarded-For": f"198.51.100.{n}, 203.0.113.1"})
            check(made_up < BURST / 2, f"addresses made up by the visitor change nothing: {made_up}")
            second = tries(server, "second", lambda _: {"X-Forwarded-For": "203.0.113.2"})
            check(second >= BURST, f"another visitor has tries of their own: {second}")
        with harness.Server(folder / "alone", level="warning") as server:
            tries(server, "anybody", lambda n: {"X-Forwarded-For": f"203.0.113.{n}"})
    say(f"{first} and {second} tries for two visitors behind a trusted proxy; nobody else is believed")


if __name__ == "__main__":
    harness.main(test)
