"""Serves the plain twin with the base map on its own port: `streamlit run benchmarks/twin_app.py`."""

import os
from pathlib import Path

import streamlit as st
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

app = st.App(
    Path(__file__).with_name("twin.py"),
    routes=[Mount("/basemap", StaticFiles(directory=os.environ["TWIN_BASEMAP"]))],
)
