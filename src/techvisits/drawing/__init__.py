"""What is seen, as values, and the painters that show them."""
