#!/usr/bin/env python3
"""Prepares every statement of the store on a real PostgreSQL.

Usage: tamis schema --dialect postgres --statements | postgres_prepare.py, or the same output in a FILE as argument.

Starts a temporary server that listens on a socket in a folder of its own and nowhere else, applies the schema,
PREPAREs each statement and prints how many. Ends with 1 and the failing statement, with 2 on wrong input or where PostgreSQL is missing.
Needs the standard library, initdb, pg_ctl and psql.
"""

import glob
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile


def fail(message, code=1):
    print(f"postgres_prepare: {message}", file=sys.stderr)
    sys.exit(code)


def programs():
    """Debian keeps initdb and pg_ctl out of PATH, one folder a version; the newest is used."""

    def version(folder):
        name = folder.split("/")[-2]
        return [int(part) for part in name.split(".") if part.isdigit()]

    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=version)
    path = os.pathsep.join(folders[-1:] + [os.environ.get("PATH", "")])
    found = {name: shutil.which(name, path=path) for name in ("initdb", "pg_ctl", "psql")}
    missing = [name for name, program in found.items() if program is None]
    if missing:
        fail(f"{', '.join(missing)} not found; install the package postgresql", 2)
    return found


def as_owner(command):
    """initdb and the server refuse to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else command


def run(command, text=None):
    return subprocess.run(
        as_owner(command), input=text, capture_output=True, text=True, cwd="/", timeout=120,
        env={**os.environ, "LC_ALL": "C.UTF-8", "PGOPTIONS": "-c client_min_messages=warning"})


def must(command):
    done = run(command)
    if done.returncode != 0:
        fail(f"{os.path.basename(command[0])} failed:\n{done.stdout}{done.stderr}")


def psql(tools, folder, sql):
    """What went wrong with one statement; None when nothing did."""
    done = run(
        [tools["psql"], "-X", "-q", "-h", folder, "-U", "tamis", "-d", "postgres", "-v", "ON_ERROR_STOP=1", "-f", "-"],
        sql)
    return None if done.returncode == 0 else done.stderr.strip()


def prepare_all(tools, folder, catalogue):
    for number, step in enumerate(catalogue["schema"], 1):
        problem = psql(tools, folder, step + ";\n")
        if problem:
            fail(f"schema step {number} is refused:\n{step}\n{problem}")
    statements = catalogue["statements"]
    together = "".join(f"PREPARE s{number} AS\n{sql};\n" for number, sql in enumerate(statements, 1))
    if psql(tools, folder, together):
        for sql in statements:
            problem = psql(tools, folder, f"PREPARE s AS\n{sql};\n")
            if problem:
                fail(f"statement is refused:\n{sql}\n{problem}")
        fail("the statements are refused together, yet each alone is taken")
    print(f"{len(catalogue['schema'])} schema steps applied, {len(statements)} statements prepared")


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped then too
    with open(sys.argv[1], encoding="utf-8") if len(sys.argv) > 1 else sys.stdin as source:
        try:
            catalogue = json.load(source)
        except ValueError as error:
            fail(f"the input is not JSON: {error}", 2)
    if not catalogue.get("schema") or not catalogue.get("statements"):
        fail("nothing to prepare", 2)
    tools = programs()
    # Short: the path of a socket has room for about a hundred bytes.
    folder = tempfile.mkdtemp(prefix="tamis-pg-", dir="/tmp")
    data = os.path.join(folder, "data")
    started = False
    try:
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        must([tools["initdb"], "-D", data, "-U", "tamis", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N"])
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        started = True
        must([tools["pg_ctl"], "-D", data, "-w", "-l", os.path.join(folder, "log"), "-o", options, "start"])
        prepare_all(tools, folder, catalogue)
    finally:
        if started:
            run([tools["pg_ctl"], "-D", data, "-w", "-m", "immediate", "stop"])
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
