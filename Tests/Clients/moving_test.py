"""Moving in and out: comments of another place come in with their labels, beside a running server and without one, twice
without doubling; an export has no address and brings the same comments to another site."""
import json
import signal
import subprocess

import harness
from harness import check, say

LINES = [
    {"external_id": 1, "thread": {"id": "/a", "title": "A"}, "author": {"name": "Ana", "email": "ana@example.org"},
     "body": "A quiet word about the bridge.", "written_at": "2019-03-04T10:11:12Z", "status": "approved"},
    {"external_id": "2", "parent_id": "1", "thread": {"id": "/a"}, "author": {"name": "Bo", "email": "bo@example.net"},
     "body": "Write to carla@example.org about the bridge.", "written_at": "2019-03-04T11:00:00Z", "status": "pending"},
    {"external_id": "3", "thread": {"id": "/b"}, "author": {"name": "Pills", "url": "https://example.org/p"},
     "body": "Quelmar pills at half the cost", "status": "spam"},
    {"id": "own-4", "thread": {"id": "/b"}, "author": {"name": "Di"}, "body": "Off the point.", "status": "trash"},
    {"external_id": "5", "thread": {"id": "/b"}, "author": {"name": "Eve"}, "body": "   "},
]


def write(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def lines_of(comments):
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in comments)


def bring(server, kind, path, *more, site="default", ok=True):
    result = server.command("import", kind, path, "--site", site, "--json", *more, ok=ok)
    return json.loads(result.stdout) if ok else result


def counts(report, *names):
    return tuple(report.get(name) for name in names)


def exported(server, site, *more):
    text = server.command("export", "--site", site, *more).stdout
    return text, [json.loads(line) for line in text.splitlines()]


def jsonl(server, folder, receiver):
    path = write(folder, "in.jsonl", lines_of(LINES))
    names = ("read", "added", "known", "empty", "decided")
    dry = bring(server, "jsonl", path, "--dry-run")
    check(counts(dry, *names) == (5, 4, 0, 1, 0), f"dry run: {dry}")
    check(not exported(server, "default")[1], "a dry run kept something")
    first = bring(server, "jsonl", path)
    check(counts(first, *names) == (5, 4, 0, 1, 4), f"first run: {first}")
    check(counts(first, "approved", "pending", "spam", "trash") == (1, 1, 1, 1), f"labels: {first}")
    again = bring(server, "jsonl", path)
    check(counts(again, *names) == (5, 0, 4, 1, 0), f"second run: {again}")
    text, comments = exported(server, "default")
    check([(one["external_id"], one["status"]) for one in comments] ==
          [("1", "approved"), ("2", "flagged"), ("3", "rejected"), ("own-4", "rejected")], f"comments: {text}")
    check(comments[0]["written_at"].startswith("2019-03-04T10:11:12"), f"the time it was written: {comments[0]}")
    check([one["decision"] for one in comments[2]["decisions"]][-1] == "reject", "the spam label is a decision")
    check(comments[2]["decisions"][-1]["by"] == "command-line", "by the command line")
    check(comments[2]["reasons"] == ["spam"] and comments[3]["reasons"] == ["other"], "with its reason")
    check("example.org\"" not in text.replace("https://example.org", "") and "@" not in text, f"no address: {text}")
    learned = json.loads(server.command("learn", "show", "--site", "default", "--json").stdout)
    check((learned["clean"], learned["spam"]) == (1, 1), f"the site learned of the labels: {learned}")
    check(not receiver.taken(), "an import told an endpoint")
    say(f"jsonl: {first['added']} added, {again['added']} again, {learned['lessons']} lessons, no webhook")


def wordpress_file(comments):
    """A WXR file with one post and these comments."""
    def written(one):
        return "".join(f"<wp:comment_{name}><![CDATA[{value}]]></wp:comment_{name}>" for name, value in one.items())

    items = "".join(f"<wp:comment>{written(one)}<wp:commentmeta><wp:meta_key>comment_id</wp:meta_key></wp:commentmeta>"
                    "</wp:comment>\n" for one in comments)
    return f"""<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.8" -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Blog</title><link>https://example.org</link>
<item><title><![CDATA[Bread & salt]]></title><link>https://example.org/bread/?a=1&amp;b=2</link>
<content:encoded><![CDATA[{"<p>long</p>" * 20000}]]></content:encoded><wp:post_id>9</wp:post_id>
{items}</item></channel></rss>
"""


POSTS = [
    dict(id=1, author="Ana", author_email="ana@example.org", author_IP="192.0.2.7", date_gmt="2018-01-02 03:04:05",
         content="A word about the bridge & <b>more</b>.", approved="1", type="comment", parent=0),
    dict(id=2, author="Bo", author_email="", date_gmt="2018-01-02 03:05:05", content="An answer.", approved="0", type="",
         parent=1),
    dict(id=3, author="Pills", author_url="https://example.org/p", content="Quelmar pills", approved="spam",
         date_gmt="2018-01-03 03:05:05"),
    dict(id=4, author="Di", content="Away with it.", approved="trash", date_gmt="0000-00-00 00:00:00"),
    dict(id=5, author="Other blog", content="[...] ping [...]", approved="1", type="pingback"),
]


def wordpress(server, folder):
    server.command("site", "add", "wordpress")
    path = write(folder, "wordpress.xml", wordpress_file(POSTS))
    names = ("read", "added", "known", "passed", "decided", "approved", "pending", "spam", "trash")
    dry = bring(server, "wordpress", path, "--dry-run", site="wordpress")
    check(counts(dry, *names) == (4, 4, 0, 1, 0, 1, 1, 1, 1), f"dry run: {dry}")
    first = bring(server, "wordpress", path, site="wordpress")
    check(counts(first, *names) == (4, 4, 0, 1, 4, 1, 1, 1, 1), f"first run: {first}")
    longer = write(folder, "longer.xml", wordpress_file(POSTS + [dict(POSTS[1], id=6, parent=2)]))
    again = bring(server, "wordpress", longer, site="wordpress")
    check(counts(again, "added", "known", "decided") == (1, 4, 1), f"second run: {again}")
    text, comments = exported(server, "wordpress")
    check([(one["external_id"], one["parent_id"], one["status"]) for one in comments] == [
        ("wordpress-1", None, "approved"), ("wordpress-2", "wordpress-1", "flagged"), ("wordpress-3", None, "rejected"),
        ("wordpress-4", None, "rejected"), ("wordpress-6", "wordpress-2", "flagged")], f"comments: {text}")
    one = comments[0]
    check(one["thread"] == {"id": "https://example.org/bread/?a=1&b=2", "url": "https://example.org/bread/?a=1&b=2",
                            "title": "Bread & salt"}, f"the post: {one['thread']}")
    check(one["body"] == "A word about the bridge & <b>more</b>." and one["written_at"].startswith("2018-01-02T03:04:05"),
          f"the comment: {one}")
    check("@" not in text and "192.0.2.7" not in text, "no address in the export")
    say(f"wordpress: {first['added']} added, {again['added']} more of a longer file")


DISQUS = """<?xml version="1.0" encoding="utf-8"?>
<disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">
<category dsq:id="1"><forum>f</forum><title>General</title></category>
<thread dsq:id="70"><id>post-7</id><link>https://example.org/seven</link><title>Seven</title><author><name>Me</name></author></thread>
<post dsq:id="700"><id/><message><![CDATA[<p>Hello &amp; see <a href="https://example.org/x">this</a></p>]]></message>
<createdAt>2012-05-06T07:08:09Z</createdAt><isDeleted>false</isDeleted><isSpam>false</isSpam>
<author><email>ana@example.org</email><name>Ana</name><username>ana</username></author><ipAddress>192.0.2.1</ipAddress>
<thread dsq:id="70" /></post>
<post dsq:id="701"><id/><message>Quelmar pills</message><createdAt>2012-05-06T07:08:10Z</createdAt><isDeleted>true</isDeleted>
<isSpam>true</isSpam><author><username>pills</username></author><thread dsq:id="70" /><parent dsq:id="700" /></post>
<post dsq:id="702"><id/><message>Gone.</message><createdAt>2012-05-06T07:08:11Z</createdAt><isDeleted>true</isDeleted>
<isSpam>false</isSpam><author><name>Di</name></author><thread dsq:id="70" /></post>
</disqus>
"""


def disqus(server, folder):
    server.command("site", "add", "disqus")
    path = write(folder, "disqus.xml", DISQUS)
    names = ("read", "added", "known", "decided", "approved", "spam", "trash")
    dry = bring(server, "disqus", path, "--dry-run", site="disqus")
    check(counts(dry, *names) == (3, 3, 0, 0, 1, 1, 1), f"dry run: {dry}")
    first = bring(server, "disqus", path, site="disqus")
    check(counts(first, *names) == (3, 3, 0, 3, 1, 1, 1), f"first run: {first}")
    again = bring(server, "disqus", path, site="disqus")
    check(counts(again, "added", "known", "decided") == (0, 3, 0), f"second run: {again}")
    text, comments = exported(server, "disqus")
    check([(one["external_id"], one["parent_id"], one["status"], one["author"]["name"]) for one in comments] == [
        ("disqus-700", None, "approved", "Ana"), ("disqus-701", "disqus-700", "rejected", "pills"),
        ("disqus-702", None, "rejected", "Di")], f"comments: {text}")
    one = comments[0]
    check(one["body"].strip() == "Hello & see https://example.org/x this", f"the words: {one['body']}")
    check(one["thread"] == {"id": "https://example.org/seven", "url": "https://example.org/seven", "title": "Seven"} and
          one["written_at"].startswith("2012-05-06T07:08:09"), f"the page and the time: {one}")
    check("@" not in text and "192.0.2.1" not in text, "no address in the export")
    say(f"disqus: {first['added']} added, {again['added']} again")


def broken_xml(server, folder):
    whole = wordpress_file(POSTS)
    for kind, name, text, told in [
        ("wordpress", "cut", whole[:whole.index("</channel>")], ": malformed XML: ends within <channel>"),
        ("wordpress", "doctype", '<?xml version="1.0"?>\n<!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>',
         ":2: a document type or entity is declared"),
        ("wordpress", "entity", "<rss>\n&bomb;</rss>", ":2: malformed XML"),
        ("wordpress", "state", whole.replace("[spam]", "[odd]"), 'wp:comment_approved "odd"'),
        ("wordpress", "other", DISQUS, "begins no WordPress export"), ("disqus", "other2", whole, "begins no Disqus export"),
        ("disqus", "thread", DISQUS.replace('<thread dsq:id="70" />', ""), "on no thread"),
    ]:
        path = write(folder, f"{name}.xml", text)
        result = bring(server, kind, path, "--dry-run", site=kind, ok=False)
        check(result.returncode == 1 and f"{path}:" in result.stderr and told in result.stderr, f"{name}: {result.stderr}")
    say("broken XML: told with file and line")


def mistakes(server, folder):
    for name, text, told in [
        ("json", '{"id":"x1","body":"b"}\n{"id":', ":2: no JSON"), ("list", "[1]\n", ":1: no JSON object"),
        ("name", '\n{"body":"b"}\n', ":2: neither external_id nor id"),
        ("status", '{"id":"x2","body":"b","status":"odd"}\n', ':1: status "odd"'),
        ("long", '{"id":"x3","body":"' + "b" * 210_000 + '"}\n', ":1: longer than"),
    ]:
        path = write(folder, f"{name}.jsonl", text)
        result = bring(server, "jsonl", path, "--dry-run", ok=False)
        check(result.returncode == 1 and f"{path}{told}" in result.stderr, f"{name}: {result.stderr}")
    result = bring(server, "jsonl", folder / "none.jsonl", ok=False)
    check(result.returncode == 1 and "none.jsonl: cannot be read" in result.stderr, f"no file: {result.stderr}")
    result = bring(server, "jsonl", folder / "in.jsonl", site="nowhere", ok=False)
    check(result.returncode == 1 and "no site nowhere" in result.stderr, f"unknown site: {result.stderr}")
    say("mistakes: told with file and line")


def roundtrip(server, folder):
    text, before = exported(server, "default")
    path = write(folder, "out.jsonl", text)
    server.command("site", "add", "second")
    report = bring(server, "jsonl", path, site="second")
    check(counts(report, "added", "decided") == (len(before), len(before)), f"to a second site: {report}")
    _, after = exported(server, "second")

    def kept(one):
        return [one[name] for name in ("external_id", "thread", "parent_id", "body", "language", "status", "reasons")
                ] + [one["author"]["name"], one["author"]["url"], one["written_at"] or ""]

    for old, new in zip(before, after, strict=True):
        old["written_at"] = old["written_at"] or old["received_at"]
        check(kept(old) == kept(new), f"not the same: {old} {new}")
    again = bring(server, "jsonl", path, site="second")
    check(counts(again, "added", "known") == (0, len(before)), f"a second run: {again}")
    say(f"round trip: {len(after)} comments are the same at a second site")


def cut_off(server, folder):
    """A run that ended between a comment and its decision: the next one decides, and leaves what somebody decided since."""
    server.command("site", "add", "third")
    bare = [dict(one, status=None) for one in LINES[:3]]
    bring(server, "jsonl", write(folder, "bare.jsonl", lines_of(bare)), site="third")
    _, comments = exported(server, "third")
    server.command("queue", "reject", comments[1]["id"], "--reason", "off_topic")
    report = bring(server, "jsonl", write(folder, "whole.jsonl", lines_of(LINES[:3])), site="third")
    check(counts(report, "added", "known", "decided") == (0, 3, 2), f"the decisions of the rest: {report}")
    _, comments = exported(server, "third")
    check([(one["status"], one["reasons"]) for one in comments] ==
          [("approved", []), ("rejected", ["off_topic"]), ("rejected", ["spam"])], f"{comments}")
    say("cut off: the next run decides what was not decided")


def killed(server, folder, count=1_200):
    """An import that is killed, and started again at once."""
    server.command("site", "add", "fourth")
    path = write(folder, "many.xml", wordpress_file([dict(POSTS[0], id=number) for number in range(count)]))
    words = ["import", "wordpress", path, "--site", "fourth", "--data", server.data]
    first = subprocess.Popen([str(harness.BINARY), *map(str, words)], env=harness.environment(), stdout=subprocess.DEVNULL)
    harness.wait_for(lambda: server.command("export", "--site", "fourth").stdout, "the first comments")
    first.kill()
    check(first.wait() == -signal.SIGKILL, "the import was done before it was killed")

    def again():
        result = bring(server, "wordpress", path, site="fourth", ok=False)
        check(result.returncode == 0 or "under way" in result.stderr, f"started again: {result.stderr}")
        return result.returncode == 0 and json.loads(result.stdout)

    report = harness.wait_for(again, "the import that is started again")
    _, comments = exported(server, "fourth")
    check(sorted(one["external_id"] for one in comments) == sorted(f"wordpress-{number}" for number in range(count)),
          f"each once: {len(comments)}")
    check(all(one["version"] == 2 for one in comments), "each decided once")
    say(f"killed: {report['known']} of {count} were there, {report['added']} were added, none twice")


def emails(server):
    refused = server.command("export", "--emails", ok=False)
    check(refused.returncode == 2 and "--reason" in refused.stderr, f"no reason: {refused.stderr}")
    text, comments = exported(server, "default", "--emails", "--reason", "moving out")
    check(comments[0]["author"]["email"] == "ana@example.org" and "carla@example.org" in text, "addresses are there")
    client = harness.Client(server, server.add_key("moderate"))
    history = client.get(f"/v1/comments/{comments[0]['id']}/history")
    check(history.status == 200 and b"moving out" in history.body, f"the look is in the history: {history.body}")
    say("emails: only with a reason, each look written down")


def test():
    with harness.scratch() as folder, harness.Server(folder) as server:
        receiver = harness.Receiver()
        receiver.watch(server)
        jsonl(server, folder, receiver)
        mistakes(server, folder)
        roundtrip(server, folder)
        wordpress(server, folder)
        disqus(server, folder)
        broken_xml(server, folder)
        cut_off(server, folder)
        killed(server, folder)
        emails(server)
        told = bring(server, "jsonl", write(folder, "one.jsonl", lines_of([dict(LINES[0], external_id="n1")])), "--notify")
        check(told["added"] == 1, f"{told}")
        receiver.wait(lambda all: len(all) >= 2, "the events of an import with --notify")
        receiver.close()
        server.stop()
        path = write(folder, "late.jsonl", lines_of([dict(LINES[2], external_id="late")]))
        report = bring(server, "jsonl", path)
        check(counts(report, "added", "decided") == (1, 1), f"without a server: {report}")
        _, comments = exported(server, "default")
        check(comments[-1]["external_id"] == "late" and comments[-1]["signals"] is not None, "taken without a server")
        say("without a server: the same")


if __name__ == "__main__":
    harness.main(test)
