"""Coordinates found, checked and named."""
