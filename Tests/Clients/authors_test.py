"""Authors who are banned and trusted: what becomes of their next comments, however they come, and that trust is not borrowed by
typing an address."""
import formdoor_test
import harness
from harness import check, say

DOUBTFUL = "Look at this: https://example.net/a https://example.net/b"


def names(answer):
    return {signal["name"] for signal in answer.json["signals"]}


def test():
    with harness.scratch() as folder, harness.Server(folder / "run") as server:
        client = harness.Client(server, server.add_key("submit,read,moderate", name="all"))

        def send(address, key=None, body="A fine article, thank you."):
            comment = harness.comment(body)
            comment["author"] = {"name": "Ana", "email": address, **({"key": key} if key else {})}
            answer = client.post("/v1/comments", comment)
            check(answer.status == 201, lambda: f"taken: {answer.status} {answer.body}")
            return answer

        def author(answer):
            return client.get(f"/v1/comments/{answer.json['id']}").json["author"]["id"]

        first = send("ana@example.org", "account 7")
        check(first.json["status"] == "approved", "approved as long as nobody said anything")
        wish = {"standing": "banned", "comment_id": first.json["id"], "note": "third warning"}
        said = client.request("PUT", f"/v1/authors/{author(first)}/standing", wish)
        check(said.status == 200 and {one["of"] for one in said.json["standings"]} == {"address", "key"}, lambda: said.body)
        for address, key in (("ana@example.org", None), (" ANA@example.org", None), ("new@example.org", "account 7")):
            banned = send(address, key)
            check(banned.json["status"] == "rejected" and "standing.banned" in names(banned), lambda: banned.body)
        check(send("new@example.org").json["status"] == "approved", "who merely wrote with that account from elsewhere is not")
        listed = server.command("author", "list").stdout
        check(listed.count("banned") == 2 and "ana@" not in listed, listed)
        server.command("author", "lift", first.json["id"], "--note", "said sorry")
        check(send("ana@example.org", "account 7").json["status"] == "approved", "lifted")

        # Trust: in full for the account alone.
        doubtful = send("kim@example.org", "account 9", DOUBTFUL)
        check("standing.trusted" not in names(doubtful), "nothing said yet")
        server.command("author", "trust", doubtful.json["id"])

        def points(answer):
            return sum(one["points"] for one in answer.json["signals"] if one["name"].startswith("standing."))

        check(points(send("kim@example.org", "account 9", DOUBTFUL)) == -6.5, "trusted with its account")
        for key in (None, "account 10"):
            check(points(send("kim@example.org", key, DOUBTFUL)) == -1, "an address alone helps a little")
        check(client.request("PUT", f"/v1/authors/{author(first)}/standing", {"standing": "king"}).status == 400, "no such standing")
        past = {"standing": "banned", "until": "2020-01-01T00:00:00Z"}
        check(client.request("PUT", f"/v1/authors/{author(first)}/standing", past).status == 400, "an end that is over")
        acts = server.command("audit", "--kind", "ban").stdout + server.command("audit", "--kind", "lift").stdout
        check("third warning" in acts and "said sorry" in acts, acts)
        stored = b"".join(
            path.read_bytes() for path in server.data.iterdir() if path.name.startswith("tamis.sqlite"))
        check(b"account 7" not in stored and b"account 9" not in stored, "accounts are kept as codes")

        # A reader's own browser vouches for nobody.
        server.command("site", "origins", "--site", "default", formdoor_test.ORIGIN)
        client.request("PUT", f"/v1/authors/{author(first)}/standing", wish)
        reader = formdoor_test.Reader(server, "192.0.2.1")
        answer, text = reader.post("Well said.", {"Origin": formdoor_test.ORIGIN}, email="bo@example.org", **{"author.key": "account 7"})
        check(answer.status == 303, lambda: f"{answer.status} {text}")
        newest = client.get("/v1/comments?limit=1").json["items"][0]
        signals = client.get(f"/v1/comments/{newest['id']}/receipt").json["signals"]
        check(not [one for one in signals if one["name"] == "standing.banned"], "the public form does not take an account")
    say("banned by address and by account, lifted, trusted: full weight for the account, a little for the address")


if __name__ == "__main__":
    harness.main(test)
