"""The painters: one drawing live (deck, plotly) or as a picture (svg)."""
