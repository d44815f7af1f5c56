"""The curator's wing: checks, adding, geocoding, links, the command line."""
