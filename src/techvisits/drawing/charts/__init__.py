"""Pictures that answer questions: each module says what is drawn for one answer, as marks in pixels."""
