"""A meeting added to the record."""
