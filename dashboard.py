"""Where Streamlit and ASGI servers start: the dashboard with its plain HTTP routes on one port."""

import os
import sys
from pathlib import Path

import streamlit as st

import techvisits.app
from techvisits.app.shell import FOLDER, list_fonts, read_shell
from techvisits.curate.check import check_package, today_there
from techvisits.package.home import default_folder
from techvisits.web.first import Shell
from techvisits.web.routes import build_middleware, build_routes

folder = default_folder()
if errors := [finding for finding in check_package(folder, today_there()) if finding.severity == "error"]:
    sys.exit("\n".join(["The data package has errors, so the dashboard does not start.", *map(str, errors)]))

shell = Shell(read_shell(), FOLDER, list_fonts())
app = st.App(
    Path(techvisits.app.__file__).with_name("script.py"),
    middleware=build_middleware(shell, build_routes(folder, os.environ.get("TECHVISITS_BASE_URL", ""), shell)),
)
