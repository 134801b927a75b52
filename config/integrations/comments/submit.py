"""Sends one comment (JSON on standard input) to Tamis and says what became of it: "approved cmt_…".
TAMIS_URL and TAMIS_KEY say where to and with which key. Exit: 0 taken, 1 refused, 2 not reached or not now."""
import hashlib
import json
import os
import sys
import urllib.error
import urllib.request


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key elsewhere."""

    def redirect_request(self, *_):
        return None


def submit(comment):
    """The status and the JSON of the answer; `comment` is JSON as bytes."""
    request = urllib.request.Request(os.environ["TAMIS_URL"] + "/v1/comments", data=comment, method="POST", headers={
        "Authorization": "Bearer " + os.environ["TAMIS_KEY"], "Content-Type": "application/json",
        "Idempotency-Key": hashlib.sha256(comment).hexdigest()})
    try:
        with urllib.request.build_opener(NoRedirect).open(request, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as error:
        try:
            return error.code, json.load(error)
        except ValueError:  # something in between answered
            return error.code, {}


def main():
    try:
        status, answer = submit(sys.stdin.buffer.read())
    except (OSError, ValueError) as error:
        print(f"Tamis is not reached: {error}", file=sys.stderr)
        return 2
    if status == 201:
        print(answer["status"], answer["id"])
        return 0
    for problem in answer.get("errors", []):
        print(f"{problem['field']}: {problem['code']}", file=sys.stderr)
    if status in (408, 409, 429) or status >= 500:
        print(f"Tamis answers {status}", file=sys.stderr)
        return 2
    if status != 422:
        print(f"Tamis answers {status}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
