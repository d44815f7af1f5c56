"""Where Streamlit and ASGI servers start: the dashboard with its plain HTTP routes on one port."""

# ruff: noqa: E402

from techvisits.curate.apart import check_apart, start_check
from techvisits.package.home import default_folder

folder = default_folder()
checking = start_check(folder)  # beside what is imported, which takes as long

import os
import sys
import threading
from contextlib import suppress
from pathlib import Path

import streamlit as st

import techvisits.app
from techvisits.app.shell import FOLDER, list_scripts, read_shell
from techvisits.package.errors import DataError
from techvisits.package.log import start_log
from techvisits.record.shelf import load_record, watch
from techvisits.web.first import Shell, build_page
from techvisits.web.routes import build_middleware, build_routes

with suppress(DataError):  # of which the check tells
    load_record(folder)
if errors := [finding for finding in checking() if finding.severity == "error"]:
    sys.exit("\n".join(["The data package has errors, so the dashboard does not start.", *map(str, errors)]))

start_log()
if port := os.environ.get("TECHVISITS_METRICS_PORT"):
    from techvisits.web.figures import start_figures

    start_figures(int(port), folder, os.environ.get("TECHVISITS_METRICS_ADDRESS", "127.0.0.1"))
watch(folder, check_apart)
shell = Shell(read_shell(), FOLDER, list_scripts())
# Else the first reader would wait for what all pages share.
threading.Thread(target=lambda: build_page({}, load_record(folder), shell, "")).start()
app = st.App(
    Path(techvisits.app.__file__).with_name("script.py"),
    middleware=build_middleware(
        shell,
        build_routes(folder, os.environ.get("TECHVISITS_BASE_URL", ""), shell),
        os.environ.get("TECHVISITS_BASEMAP", ""),
    ),
)
