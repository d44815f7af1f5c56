"""What Streamlit runs for each reader."""

import os

from techvisits.app.page import show_page
from techvisits.package.home import default_folder

map_style = os.environ.get("TECHVISITS_BASEMAP") or ""
base_url = os.environ.get("TECHVISITS_BASE_URL") or ""
show_page(default_folder(), "" if map_style == "bundled" else map_style, base_url)
