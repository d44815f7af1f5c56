"""What the files say: descriptor, tables as text and typed, their one written form."""
