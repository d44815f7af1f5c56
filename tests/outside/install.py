"""Bring the programs that read what we give away: Debian's where we are root; their tests are skipped where one is missing."""

import io
import os
import shutil
import subprocess
import tarfile
import urllib.request
from pathlib import Path

# Each command, and the Debian package that has it.
TOOLS = {
    "ogrinfo": "gdal-bin",
    "soffice": "libreoffice-calc-nogui",
    "java": "default-jre-headless",
    "Rscript": "r-base-core",
}
# The Nu HTML Checker of the W3C, which the registry of npm has as a jar.
REGISTRY = os.environ.get("NPM_CONFIG_REGISTRY", "https://registry.npmjs.org").rstrip("/")
CHECKER = f"{REGISTRY}/vnu-jar/-/vnu-jar-26.9.27.tgz"
JAR = "package/build/dist/vnu.jar"
ROOT = Path(__file__).parents[2]


def find_checker() -> Path | None:
    """The checker's jar below `build/`, or None."""
    jar = ROOT / "build" / "vnu" / JAR
    return jar if jar.exists() else None


def main() -> None:
    bring_programs()
    if not find_checker():
        print("fetching the Nu HTML Checker from the registry of npm …", flush=True)
        with urllib.request.urlopen(CHECKER, timeout=120) as answer:
            archive = io.BytesIO(answer.read())
        with tarfile.open(fileobj=archive) as files:
            files.extract(JAR, ROOT / "build" / "vnu", filter="data")


def bring_programs() -> None:
    missing = [package for command, package in TOOLS.items() if not shutil.which(command)]
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        print(f"not installed, so their tests are skipped: {', '.join(missing)}")
        return
    print(f"installing Debian's {', '.join(missing)} …", flush=True)
    quiet = {"env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, "stdout": subprocess.DEVNULL}
    subprocess.run(["apt-get", "update", "-qq"], check=True, **quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], check=True, **quiet)


if __name__ == "__main__":
    main()
