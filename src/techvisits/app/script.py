"""What Streamlit runs for each reader."""

import datetime as dt

from techvisits.app.page import show_page
from techvisits.datapackage import default_folder

show_page(default_folder(), dt.date.today())
