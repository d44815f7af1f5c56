"""Text of the record as Streamlit's Markdown shows it: unchanged."""


def plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return "".join("\\" + c if c in "\\`*_{}[]()#+-.!|~$:<>" else c for c in text)


def bold(text: str) -> str:
    """The text in bold, else as it is."""
    return f"**{plain(text)}**"
