"""The record given away as files."""
