"""The bundled base map is made here: `python -m techvisits.basemap.build` (packages in requirements.txt)."""
