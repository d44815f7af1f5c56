"""Words: languages, names, sentences, templates."""
