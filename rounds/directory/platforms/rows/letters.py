"""Letters that names in every script are made of, for use inside [] of a regular expression."""

# \w leaves out the marks that belong to a letter, as in Hindi, Thai and Arabic.
WORD = r"\w.\-·\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
