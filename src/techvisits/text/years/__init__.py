"""Spans of time, as a reader chooses and steps through them."""
