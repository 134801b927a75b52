"""`make test-clients`: the whole service from outside, with real clients. Each stage is a program that must end with 0.

`run.py` runs all stages; `run.py NAME…` some of them; `run.py --list` names them. A missing program is a failure.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
VENV = ROOT / ".venv-clients"
PROGRAMS = {  # what a stage calls, and the Debian package it comes with
    "strace": "strace", "chromium": "chromium", "chromedriver": "chromium-driver", "runuser": "util-linux",
    "openssl": "openssl", "curl": "curl", "slowhttptest": "slowhttptest", "systemd-analyze": "systemd",
    "node": "nodejs", "php": "php-cli", "mariadb": "mariadb-client-core", "mariadbd": "mariadb-server-core",
}
PACKAGES = ["php-fpm", "php-mysql"]  # of which no program has a name of its own
STAGES = ["lock_test", "strace_test", "form_test", "snippets_test", "slow_test", "proxy_test", "eval_score", "eval_equal", "model_test", "language_test",
          "prose_test", "eval_http", "learn_test", "moving_test", "kill_test",
          "webhook_test", "faults_test", "tls_test", "http2_test", "clock_test", "dns_test", "leak_test", "formdoor_test", "formpage_test", "rights_test", "browser_test", "queue_test", "events_test", "authors_test", "campaigns_test", "terms_test", "axe_test", "keys_test", "doors_test", "wordpress_test", "demo_test", "postgres_test", "openapi_test", "security_test",
          "schemathesis_test", "metrics_test", "reload_test", "backup_test", "nginx_test", "command_test", "fuzz_test", "leak_mutation"]


def run(words, **options):
    print("+", *words, flush=True)
    subprocess.run(list(map(str, words)), check=True, **options)


def install():
    """Installs Debian packages and a virtual environment; says what is missing when it may not."""
    packages = [package for program, package in PROGRAMS.items() if not shutil.which(program)]
    packages += [name for name in PACKAGES if subprocess.run(["dpkg", "-s", name], capture_output=True).returncode]
    if not pathlib.Path("/usr/lib/postgresql").exists():
        packages.append("postgresql")
    if subprocess.run([sys.executable, "-c", "import ensurepip"], capture_output=True).returncode:
        packages.append("python3-venv")
    if packages:
        run([ROOT / "Tests" / "Clients" / "install.sh", *packages])
    if not (VENV / "bin" / "python").exists():
        run([sys.executable, "-m", "venv", VENV])
    run([VENV / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r",
         HERE / "requirements.txt"])


def main():
    names = sys.argv[1:] or STAGES
    if names == ["--list"]:
        return print("\n".join(STAGES))
    unknown = [name for name in names if name not in STAGES]
    if unknown:
        sys.exit(f"run.py: no stage {', '.join(unknown)}; there are {', '.join(STAGES)}")
    binary = pathlib.Path(os.environ.get("TAMIS_BINARY") or ROOT / ".build" / "debug" / "tamis")
    if not binary.exists():
        sys.exit(f"run.py: {binary} is not built; run `swift build` first")
    install()
    failed, table = [], []
    for name in names:
        print(f"== {name}", flush=True)
        start = time.monotonic()
        script = HERE / f"{name}.py"
        if not script.exists():
            print(f"FAILED: {script.name} does not exist", flush=True)
            status = 1
        else:
            status = subprocess.run([VENV / "bin" / "python", script], cwd=HERE).returncode
        seconds = time.monotonic() - start
        table.append(f"{seconds:7.1f} s  {'ok' if status == 0 else 'FAILED':6}  {name}")
        if status:
            failed.append(name)
    print("\n".join(["", *table]), flush=True)
    if failed:
        sys.exit(f"test-clients: {', '.join(failed)} failed")


if __name__ == "__main__":
    main()
