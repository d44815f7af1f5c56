"""Where Streamlit and ASGI servers start: the dashboard with its plain HTTP routes on one port."""

import sys
from pathlib import Path

import streamlit as st

import techvisits.app
from techvisits.curate.check import load_records
from techvisits.package.errors import DataError
from techvisits.package.home import default_folder
from techvisits.web.routes import build_middleware, build_routes

folder = default_folder()
try:
    load_records(folder)
except DataError as error:
    sys.exit(f"The data package has errors, so the dashboard does not start.\n{error}")

app = st.App(
    Path(techvisits.app.__file__).with_name("script.py"), routes=build_routes(folder), middleware=build_middleware()
)
