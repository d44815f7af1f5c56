"""Bring the programs that read what we give away: Debian's where we are root; their tests are skipped where one is missing."""

import os
import shutil
import subprocess

# Each command, and the Debian package that has it.
TOOLS = {
    "ogrinfo": "gdal-bin",
    "soffice": "libreoffice-calc-nogui",
    "java": "default-jre-headless",
    "Rscript": "r-base-core",
}


def main() -> None:
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
