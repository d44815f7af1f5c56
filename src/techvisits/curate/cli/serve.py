"""`techvisits serve`: the dashboard, with its plain pages and routes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from techvisits.package.errors import TechVisitsError
from techvisits.package.home import SCRIPT, find_home


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8501, show_default=True)
@click.option("--address", default="localhost", show_default=True)
@click.pass_obj
def serve_command(folder: Path, port: int, address: str) -> None:
    """Serve the dashboard, with its plain pages and routes, until stopped."""
    home = find_home()
    if not (home / SCRIPT).is_file():
        remedy = "install techvisits anew, from its wheel or with pip install -e . in a clone"
        raise TechVisitsError(f"{home / SCRIPT} is missing; {remedy}")
    os.environ["TECHVISITS_DATA"] = str(folder.resolve())
    os.chdir(home)  # where Streamlit looks for .streamlit/config.toml
    options = [f"--server.port={port}", f"--server.address={address}", "--server.headless=true"]
    os.execv(sys.executable, [sys.executable, "-m", "streamlit", "run", SCRIPT, *options])
