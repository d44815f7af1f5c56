"""The bundled base map is made here: `python -m tools.basemap` (packages in requirements.txt)."""
