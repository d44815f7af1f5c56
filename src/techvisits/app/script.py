"""What Streamlit runs for each reader."""

import os

from techvisits.app.page import show_page
from techvisits.app.sections import BUNDLED
from techvisits.package.tables import default_folder

show_page(default_folder(), os.environ.get("TECHVISITS_BASEMAP") or BUNDLED)
