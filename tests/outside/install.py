"""Bring the programs that read what we give away: Debian's where we are root; their tests are skipped where one is missing."""

import os
import shutil
import subprocess
from pathlib import Path

# Each command, and the Debian package that has it.
TOOLS = {
    "ogrinfo": "gdal-bin",
    "soffice": "libreoffice-calc-nogui",
    "java": "default-jre-headless",
    "Rscript": "r-base-core",
}
# The Nu HTML Checker of the W3C, which npm has as a jar.
CHECKER = "vnu-jar@26.9.27"
ROOT = Path(__file__).parents[2]


def find_checker() -> Path | None:
    """The checker's jar below `build/`, or None."""
    jar = ROOT / "build" / "node" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    return jar if jar.exists() else None


def main() -> None:
    bring_programs()
    if find_checker():
        return
    if not shutil.which("npm"):
        print("npm is not installed, so the test of the HTML is skipped")
        return
    print("fetching the Nu HTML Checker from npm …", flush=True)
    place = ["--prefix", str(ROOT / "build" / "node")]
    command = ["npm", "install", "--no-save", "--no-audit", "--no-fund", "--silent", *place, CHECKER]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


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
