"""Debian's own WordPress with its Akismet plugin, on nginx, php-fpm and MariaDB on loopback: a French article's form is posted. A
clean comment is published, spam goes to spam, an abusive one waits; a decision in Tamis changes the comment there, and one made
in WordPress is a decision here."""
import contextlib
import glob
import os
import pathlib
import shutil
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

import harness
from harness import check, say

SHIPPED = harness.ROOT / "config" / "integrations" / "wordpress"
FINE = "Merci pour cet article, la deuxième partie m'a beaucoup appris sur l'histoire du quartier."
OFFER = "Buy cheap viagra online now http://pills.example http://casino.example best price casino bonus"
INSULT = "you stupid idiot, you are a worthless moron"


class Process:
    """A program that is ended by its id when the test ends."""

    def __init__(self, folder, name, words, ready):
        self.log = open(folder / f"{name}.log", "wb")
        self.process = subprocess.Popen(list(map(str, words)), stdout=self.log, stderr=self.log, cwd=folder)
        try:
            harness.wait_for(lambda: ready() or self.process.poll() is not None, f"{name} to be there", 60)
            check(self.process.poll() is None, lambda: f"{name}: {(folder / f'{name}.log').read_text(errors='replace')[-1500:]}")
        except BaseException:
            self.end()
            raise

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.log.close()


class Site:
    """A WordPress of its own: database, files and servers in a folder of the test."""

    def __init__(self, folder, stack):
        self.folder, self.port = folder, harness.free_port()
        self.root = folder / "wordpress"
        self.database = folder / "mariadb"
        self.socket = folder / "db.sock"
        # Taken out of its package, which would bring a web server of its own; what it links to elsewhere is for media alone.
        shutil.copytree(harness.package_folder("wordpress", "usr/share/wordpress") / "usr/share/wordpress", self.root,
                        ignore_dangling_symlinks=True, ignore=shutil.ignore_patterns("wp-config.php"))
        (self.root / "wp-content" / "mu-plugins").mkdir(exist_ok=True)
        # WordPress asks a visitor to wait between two comments; a test does not.
        (self.root / "wp-content" / "mu-plugins" / "test.php").write_text(
            "<?php add_filter('comment_flood_filter', '__return_false', 99);\n")
        user = ["--user=root"] if os.geteuid() == 0 else []
        subprocess.run(["mariadb-install-db", "--no-defaults", f"--datadir={self.database}", "--auth-root-authentication-method=normal",
                        "--skip-test-db", *user], check=True, capture_output=True)
        stack.callback(Process(folder, "mariadb", [
            harness_program("mariadbd"), "--no-defaults", f"--datadir={self.database}", f"--socket={self.socket}",
            f"--pid-file={folder}/db.pid", "--skip-networking", "--innodb-flush-log-at-trx-commit=2", *user],
            lambda: self.sql("SELECT 1", base="") == "1").end)
        self.sql("CREATE DATABASE wordpress CHARACTER SET utf8mb4", base="")
        pool = folder / "fpm.sock"
        (folder / "fpm.conf").write_text(
            f"[global]\nerror_log = {folder}/fpm-error.log\ndaemonize = no\n[www]\nlisten = {pool}\npm = static\npm.max_children = 4\n"
            + ("user = root\ngroup = root\n" if os.geteuid() == 0 else "") + "clear_env = no\n")
        fpm = sorted(glob.glob("/usr/sbin/php-fpm*"))
        check(fpm, "php-fpm is installed")
        stack.callback(Process(folder, "fpm", [
            fpm[-1], "--nodaemonize", "--fpm-config", folder / "fpm.conf", *(["-R"] if os.geteuid() == 0 else [])],
            pool.exists).end)
        fields = "".join(f"fastcgi_param {name} {value};\n" for name, value in {
            "QUERY_STRING": "$query_string", "REQUEST_METHOD": "$request_method", "CONTENT_TYPE": "$content_type",
            "CONTENT_LENGTH": "$content_length", "SCRIPT_FILENAME": "$document_root$fastcgi_script_name",
            "SCRIPT_NAME": "$fastcgi_script_name", "REQUEST_URI": "$request_uri", "DOCUMENT_URI": "$document_uri",
            "DOCUMENT_ROOT": "$document_root", "SERVER_PROTOCOL": "$server_protocol", "GATEWAY_INTERFACE": "CGI/1.1",
            "REMOTE_ADDR": "$remote_addr", "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "$server_port", "REDIRECT_STATUS": "200",
        }.items())
        words = harness.nginx(
            folder, f"access_log off;\nserver {{ listen 127.0.0.1:{self.port}; root {self.root}; index index.php;\n"
            f"location / {{ try_files $uri $uri/ /index.php?$args; }}\n"
            f"location ~ \\.php$ {{ fastcgi_pass unix:{pool};\n{fields} }} }}")
        self.start_nginx = lambda: stack.callback(Process(folder, "nginx", words, lambda: harness.answers(self.port)).end)
        self.start_nginx()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def sql(self, statement, base="wordpress"):
        result = subprocess.run(
            ["mariadb", "--no-defaults", f"--socket={self.socket}", "--user=root", "--batch", "--skip-column-names",
             "--default-character-set=utf8mb4", *([base] if base else []), "-e", statement], capture_output=True, text=True)
        return result.stdout.strip() if result.returncode == 0 else None

    def configure(self, **constants):
        lines = {"DB_NAME": "wordpress", "DB_USER": "root", "DB_PASSWORD": "", "DB_HOST": f"localhost:{self.socket}",
                 "DB_CHARSET": "utf8mb4", "DB_COLLATE": "", "WP_HOME": self.url, "WP_SITEURL": self.url,
                 "DISABLE_WP_CRON": True, "AUTOMATIC_UPDATER_DISABLED": True, **constants}
        text = "<?php\n" + "".join(
            f"define('{name}', {'true' if value is True else repr(str(value))});\n" for name, value in lines.items())
        text += "foreach (['AUTH_KEY','SECURE_AUTH_KEY','LOGGED_IN_KEY','NONCE_KEY'] as $name) define($name, 'only a test');\n"
        text += "$table_prefix = 'wp_';\nif (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');\nrequire_once ABSPATH . 'wp-settings.php';\n"
        (self.root / "wp-config.php").write_text(text)

    def php(self, code, **constants):
        """Runs code inside WordPress, as its own tools do."""
        script = self.folder / "run.php"
        script.write_text(
            "<?php\n$_SERVER['HTTP_HOST'] = '127.0.0.1'; $_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';\n"
            + "".join(f"define('{name}', true);\n" for name in constants)
            + f"require '{self.root}/wp-load.php';\n{code}\n")
        result = subprocess.run(["php", script], capture_output=True, text=True, timeout=120)
        check(result.returncode == 0, f"php: {result.stderr[-800:]} {result.stdout[-800:]}")
        return result.stdout.strip()

    def install(self):
        self.php("require ABSPATH . 'wp-admin/includes/upgrade.php';\n"
                 "wp_install('Le Journal', 'admin', 'admin@example.org', true, '', 'only-a-test', 'en_US');", WP_INSTALLING=True)
        return int(self.php(
            "foreach (['comment_moderation' => 0, 'comment_previously_approved' => 0, 'comment_max_links' => 0,\n"
            "    'moderation_notify' => 0, 'comments_notify' => 0, 'active_plugins' => ['akismet/akismet.php']] as $name => $value)\n"
            "    update_option($name, $value);\n"
            "echo wp_insert_post(['post_title' => 'Le vieux pont', 'post_content' => 'Le conseil a voté.', 'post_status' => 'publish',"
            " 'comment_status' => 'open']);"))

    def post_comment(self, article, text, author):
        """The form as a reader's browser posts it; the comment's id, or None when there is none."""
        fields = {"comment": text, "author": author, "email": f"{author.lower()}@example.org", "url": "",
                  "comment_post_ID": article, "comment_parent": 0, "submit": "Laisser un commentaire"}
        request = urllib.request.Request(
            f"{self.url}/wp-comments-post.php", urllib.parse.urlencode(fields).encode(), {"User-Agent": "Mozilla/5.0"})
        opener = urllib.request.build_opener(NoRedirect)
        try:
            status, body = 200, opener.open(request, timeout=60).read()
        except urllib.error.HTTPError as error:
            status, body = error.code, error.read()
        check(status == 302, lambda: f"the form of {author}: {status} {body[-600:]}")
        found = self.sql(f"SELECT comment_ID FROM wp_comments WHERE comment_author = '{author}' ORDER BY comment_ID DESC LIMIT 1")
        return int(found) if found else None

    def status(self, comment):
        return self.sql(f"SELECT comment_approved FROM wp_comments WHERE comment_ID = {comment}")

    def tamis_id(self, comment):
        return self.sql(f"SELECT meta_value FROM wp_commentmeta WHERE comment_id = {comment} AND meta_key = 'tamis_comment_id'")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def harness_program(name):
    return shutil.which(name) or f"/usr/sbin/{name}"


def follow(client, site, comment, decision, reason, expected):
    identifier = site.tamis_id(comment)
    body = {"decision": decision, **({"reason": reason} if reason else {})}
    version = client.get(f"/v1/comments/{identifier}").json["version"]
    answer = client.post(f"/v1/comments/{identifier}/decisions", body, {"If-Match": f'"{version}"'})
    check(answer.status == 200, f"{decision}: {answer.status} {answer.body}")
    harness.wait_for(lambda: site.status(comment) == expected, f"{decision} {reason} to reach WordPress: {site.status(comment)}", 60)


def test():
    with harness.scratch() as folder, contextlib.ExitStack() as stack:
        site = Site(folder, stack)
        server = stack.enter_context(harness.Server(folder / "tamis"))
        client = harness.Client(server, server.add_key("read,moderate,admin"))
        key = server.command("key", "add", "--site", "default", "--akismet").stdout.split()[0]
        _, secret = server.add_endpoint(f"{site.url}/?rest_route=/tamis/v1/decisions")
        site.configure(TAMIS_URL=server.url, WPCOM_API_KEY=key, TAMIS_WEBHOOK_SECRET=secret)
        for plugin in SHIPPED.glob("*.php"):
            shutil.copy(plugin, site.root / "wp-content" / "mu-plugins")
        article = site.install()
        verified = site.php("echo Akismet::verify_key(Akismet::get_api_key());")
        check(verified == "valid", f"the plugin finds its key: {verified!r}")
        begun = time.monotonic()
        fine, spam, rude = (site.post_comment(article, text, author) for text, author in (
            (FINE, "Nadia"), (OFFER, "Merchant"), (INSULT, "Troll")))
        took = time.monotonic() - begun
        states = [site.status(one) for one in (fine, spam, rude)]
        check(states == ["1", "spam", "0"], f"published, spam, waiting: {states}")
        version = site.sql("SELECT option_value FROM wp_options WHERE option_name = 'akismet_ssl_disabled'")
        check(not version, "the plugin found nothing wrong with its connection")
        # Debian's package comes without a theme: what readers may see is asked of the open API.
        page = urllib.request.urlopen(f"{site.url}/?rest_route=/wp/v2/comments&post={article}", timeout=60).read().decode()
        check(FINE.split(",")[0] in page and "moron" not in page and "viagra" not in page, f"what readers see: {page[:800]}")
        for one in (fine, spam, rude):
            stored = client.get(f"/v1/comments/{site.tamis_id(one)}")
            check(stored.status == 200 and stored.json["thread"]["id"].startswith(site.url), f"{one}: {stored.body}")
        follow(client, site, rude, "approve", None, "1")
        follow(client, site, fine, "reject", "spam", "spam")
        follow(client, site, spam, "approve", None, "1")
        follow(client, site, rude, "reject", "insult", "trash")
        # Back the other way: a moderator of WordPress says it is spam after all.
        site.php(f"wp_set_current_user(1); $_POST['_wpnonce'] = 'x'; define('WP_ADMIN_TEST', 1);\n"
                 f"Akismet::submit_spam_comment({spam});\n"
                 f"wp_set_comment_status({spam}, 'spam'); Akismet::submit_spam_comment({spam});")
        harness.wait_for(lambda: client.get(f"/v1/comments/{site.tamis_id(spam)}").json["status"] == "rejected",
                         "feedback to be a decision here", 60)
        # Nobody else changes a comment.
        forged = urllib.request.Request(f"{site.url}/?rest_route=/tamis/v1/decisions", b'{"type":"comment.approved","data":{}}', {
            "Content-Type": "application/json", "webhook-id": "evt_1", "webhook-timestamp": str(int(time.time())),
            "webhook-signature": "v1,AAAA"})
        try:
            urllib.request.urlopen(forged, timeout=60)
            raise harness.Failure("a forged decision is taken")
        except urllib.error.HTTPError as error:
            check(error.code == 401, f"forged: {error.code}")
        log = server.command("endpoint", "list", "--json").stdout
        check("active" in log, f"the webhook is well: {log}")
        say(f"three comments through the form in {took:.1f} s: published, spam, waiting; four decisions followed; feedback decided")


if __name__ == "__main__":
    harness.main(test)
