"""The three types of a form, sent by real clients: curl, Python's requests and a browser's FormData give the same
comment, and broken bodies are refused in words."""
import json
import subprocess

import harness
import requests
from harness import check, say

TEXT = "Bonjour à tous,\n« ça » ; \"oui\" & non -- 100 % \\ شكرا"


def curl(server, *words, path="/v1/comments"):
    """One request of curl: status and JSON."""
    result = subprocess.run(
        ["curl", "--silent", "--show-error", "--max-time", "20", "--write-out", "\n%{http_code}",
         "--header", "Authorization: Bearer " + server.key, *words, server.url + path], capture_output=True, text=True)
    check(result.returncode == 0, f"curl {words}: {result.stderr}")
    body, status = result.stdout.rsplit("\n", 1)
    return int(status), json.loads(body)


def shown(client, identifier):
    answer = client.get("/v1/comments/" + identifier)
    check(answer.status == 200, f"{identifier}: {answer.status}")
    return answer.json


def by_curl(server, client, folder):
    file = folder / "text.txt"
    file.write_text(TEXT)
    fields = {"author": "Ana", "email": "ana@example.org", "comment_post_ID": "7", "comment_parent": "0"}
    forms = [
        # One by one, the text typed in, then read from a file into a field with a type of its own.
        [word for name, value in fields.items() for word in ("--form-string", f"{name}={value}")] +
        ["--form-string", "comment=" + TEXT],
        [word for name, value in fields.items() for word in ("--form", f"{name}={value}")] +
        ["--form", f"comment=<{file};type=text/plain; charset=UTF-8", "--form", f"photo=@{file};filename=\"a\\\"b;.txt\"",
         "--form-string", "odd\"\\name=x"],
        ["--header", "Transfer-Encoding: chunked"] +
        [word for name, value in fields.items() for word in ("--form", f"{name}={value}")] +
        ["--form-string", "comment=" + TEXT],
    ]
    for words in forms:
        status, answer = curl(server, *words)
        check(status == 201, lambda: f"curl {words}: {status} {answer}")
        comment = shown(client, answer["id"])
        check(comment["body"] == TEXT, lambda: f"curl: {comment['body']!r}")
        check(comment["thread"]["id"] == "7" and comment["author"]["name"] == "Ana", f"curl: {comment}")
    status, answer = curl(server, "--form", f"comment=@{file}", "--form", "author=Ana", "--form", "email=ana@example.org",
                          "--form", "thread[id]=7")
    check(status == 422, f"a file where a text belongs: {status} {answer}")
    check({"body": "wrong_type"}.items() <= {e["field"]: e["code"] for e in answer["errors"]}.items(), f"{answer}")
    status, answer = curl(server, "--form-string", "comment=" + TEXT, path="/v1/score")
    check(status == 200 and "spam" in answer["score"], f"POST /v1/score: {status} {answer}")
    return len(forms) + 2


def by_requests(server, client):
    fields = {"author.name": "Ana", "author.email": "ana@example.org", "thread.id": "8", "body": TEXT}
    session = requests.Session()
    session.headers["Authorization"] = "Bearer " + server.key
    ways = {
        "urlencoded": {"data": fields}, "multipart": {"files": {name: (None, value) for name, value in fields.items()}},
        "multipart with a file": {"data": fields, "files": {"photo": ("ü.bin", bytes(range(256)))}},
    }
    for name, way in ways.items():
        answer = session.post(server.url + "/v1/comments", timeout=20, **way)
        check(answer.status_code == 201, f"requests, {name}: {answer.status_code} {answer.text}")
        check(shown(client, answer.json()["id"])["body"] == TEXT, f"requests, {name}")
    repeats = [session.post(server.url + "/v1/comments", headers={"Idempotency-Key": "form-1"}, timeout=20,
                            **ways["multipart"]) for _ in range(2)]
    check({answer.status_code for answer in repeats} == {201}, "a form built again is the same request")
    check(repeats[0].content == repeats[1].content, "and gets the same answer")
    check(repeats[0].request.body != repeats[1].request.body, "although its boundary is another")
    return len(ways) + 2


def broken(client):
    """Each is refused with its code, its place, and nothing of what was sent."""
    field = b"--b\r\nContent-Disposition: form-data; name=\"comment\"\r\n"
    kind = "multipart/form-data; boundary=b"
    rows = [
        (kind, field + b"\r\nSECRET", 400, "malformed_multipart", 61),
        (kind, field + b"\r\nSEC\xffRET\r\n--b--", 400, "not_utf8", 58),
        (kind, field + b"Content-Type: text/plain; charset=latin1\r\n\r\nSECRET\r\n--b--", 415, "unsupported_charset", 53),
        (kind, field + b"Content-Transfer-Encoding: base64\r\n\r\nSECRET\r\n--b--", 415,
         "unsupported_transfer_encoding", 53),
        ("multipart/form-data", field + b"\r\nSECRET\r\n--b--", 400, "invalid_boundary", None),
        ("multipart/mixed; boundary=b", field + b"\r\nSECRET\r\n--b--", 415, "unsupported_type", None),
        (kind, field + b"\r\n" + b"x" * 300_000 + b"\r\n--b--", 413, "too_large", None),
        (kind, b"--b--\r\n", 422, "invalid_fields", None),
    ]
    for content_type, body, status, code, offset in rows:
        answer = client.post("/v1/comments", body, {"Content-Type": content_type})
        check((answer.status, answer.json["code"]) == (status, code), f"{code}: {answer.status} {answer.body!r}")
        check(answer.json.get("byte_offset") == offset, f"{code}: {answer.json.get('byte_offset')}, not {offset}")
        check(b"SECRET" not in answer.body, f"{code}: the answer holds what was sent")
    return len(rows)


def test():
    with harness.scratch() as folder, harness.Server(folder, level="warning") as server:
        client = harness.Client(server, server.add_key("submit,score,read"))
        server.key = client.key
        sent = by_curl(server, client, folder)
        sent += by_requests(server, client)
        refused = broken(client)
        say(f"{sent} forms by curl and requests read as typed; {refused} broken ones refused in words")


if __name__ == "__main__":
    harness.main(test)
