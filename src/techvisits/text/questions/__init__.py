"""Answers in words: for each question the finding as a title, what is drawn, and the table behind the picture."""
