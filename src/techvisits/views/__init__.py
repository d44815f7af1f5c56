"""From frames to what is shown: decks, figures, text. Pure: no Streamlit, no files, no clock, no network."""
