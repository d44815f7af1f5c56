"""Tech Visits: sourced records of technology leaders' meetings in Japan and Korea, and their dashboard."""

__version__ = "0.1.0"
