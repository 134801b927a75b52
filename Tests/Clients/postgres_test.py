"""Every statement of the store is prepared by a temporary PostgreSQL on the migrated schema (postgres_prepare.py)."""
import pathlib
import subprocess
import sys

import harness
from harness import check, say


def test():
    schema = subprocess.run([harness.BINARY, "schema", "--dialect", "postgres", "--statements"], capture_output=True)
    check(schema.returncode == 0, f"tamis schema: exit {schema.returncode}: {schema.stderr[-500:]!r}")
    script = pathlib.Path(__file__).with_name("postgres_prepare.py")
    result = subprocess.run([sys.executable, script], input=schema.stdout, capture_output=True, timeout=300)
    say((result.stdout + result.stderr).decode().strip())
    check(result.returncode == 0, f"postgres_prepare.py: exit {result.returncode}")


if __name__ == "__main__":
    harness.main(test)
