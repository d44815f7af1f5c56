"""Tests in a real browser, and what makes pictures of the page."""
