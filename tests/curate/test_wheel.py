"""The wheel, installed where there is no clone: its commands find the data, and its dashboard answers."""

import json
import os
import shutil
import socket
import subprocess
import sys
import sysconfig
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from techvisits import __version__

ROOT = Path(__file__).parents[2]
PARTS = ("pyproject.toml", "README.md", "LICENSE", "dashboard.py", ".streamlit", "data", "src")
CLEAN = {key: value for key, value in os.environ.items() if not key.startswith(("TECHVISITS_", "PYTHON"))}


def run(*words: object, folder: Path) -> subprocess.CompletedProcess[str]:
    """What a command says that is started in a folder, away from the clone."""
    return subprocess.run([*map(str, words)], cwd=folder, env=CLEAN, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without a network from a copy of what it is made of."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for part in PARTS:
        copy = shutil.copytree if (ROOT / part).is_dir() else shutil.copy
        copy(ROOT / part, source / part)
    shutil.rmtree(source / "src" / "techvisits.egg-info", ignore_errors=True)
    words = ("wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", out, source)
    result = run(sys.executable, "-m", "pip", *words, folder=out)
    assert result.returncode == 0, result.stderr
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a fresh environment with the wheel, which borrows the libraries of this one."""
    folder = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", folder, folder=folder)
    python = folder / "bin" / "python"
    words = ("--python", python, "install", "--no-deps", "--no-index", wheel)
    result = run(sys.executable, "-m", "pip", *words, folder=folder)
    assert result.returncode == 0, result.stderr
    (own,) = folder.glob("lib/python*/site-packages")
    (own / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    return python.parent


@contextmanager
def serving(installed: Path, folder: Path) -> Iterator[str]:
    """The address of the dashboard served by the installed command."""
    with socket.socket() as free:
        free.bind(("localhost", 0))
        port = free.getsockname()[1]
    with subprocess.Popen(
        [installed / "techvisits", "serve", "--port", str(port)],
        cwd=folder, env=CLEAN, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            yield f"http://localhost:{port}"
        finally:
            process.terminate()


def fetch(url: str) -> bytes:
    """What the address answers, once the server does."""
    for _ in range(240):
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                return bytes(answer.read())
        except OSError:
            time.sleep(0.25)
    raise TimeoutError(url)


def test_the_wheel_holds_every_file_of_the_package(wheel: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "src", "data", "dashboard.py", ".streamlit"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()  # fmt: skip
    with zipfile.ZipFile(wheel) as archive:
        files = archive.namelist()
    shared = f"techvisits-{__version__}.data/data/share/techvisits"
    wanted = {name.removeprefix("src/") if name.startswith("src/") else f"{shared}/{name}" for name in tracked}
    assert wanted - set(files) == set()
    assert [name for name in files if "add_ask" in name or "tests/" in name] == []


def test_the_installed_command_checks_the_installed_data(installed: Path, tmp_path: Path) -> None:
    result = run(installed / "techvisits", "check", folder=tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines()[-1].startswith("0 errors, ")
    where = "from techvisits.package.home import find_home; print(find_home())"
    home = run(installed / "python", "-c", where, folder=tmp_path).stdout.strip()
    assert Path(home) == installed.parent / "share" / "techvisits"
    assert (
        str(ROOT)
        not in run(installed / "python", "-c", "import techvisits; print(techvisits.__file__)", folder=tmp_path).stdout
    )


def test_the_installed_command_serves_the_dashboard(installed: Path, tmp_path: Path) -> None:
    version = json.loads((ROOT / "data" / "datapackage.json").read_text("utf-8"))["version"]
    with serving(installed, tmp_path) as address:
        health = json.loads(fetch(f"{address}/api/health"))
        assert (health["status"], health["data_version"]) == ("ok", version)
        assert b"<title>" in fetch(f"{address}/")


def test_a_wheel_without_its_script_says_what_to_do(installed: Path, tmp_path: Path) -> None:
    script = installed.parent / "share" / "techvisits" / "dashboard.py"
    aside = script.rename(tmp_path / "aside.py")
    try:
        result = run(installed / "techvisits", "serve", folder=tmp_path)
    finally:
        aside.rename(script)
    assert (result.returncode, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)
    assert "dashboard.py is missing; install techvisits anew, from its wheel or with pip install -e ." in result.stderr
