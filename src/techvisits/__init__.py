"""Tech Visits: sourced records of technology leaders' meetings in Japan and Korea, and the dashboard that shows them."""

__version__ = "0.1.0"
