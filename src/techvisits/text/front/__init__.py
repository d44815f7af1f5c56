"""What leads from one page to the others: the ways that stand beside each, and the questions on the front page."""
