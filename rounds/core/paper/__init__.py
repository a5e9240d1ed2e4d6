"""PDF files set with Typst, tagged for screen readers (PDF/UA-1).

typesetting: from a template and its words to a file. honor: a certificate of an honor. lettering: any text in letters
that the font has. sizes: which paper where. fonts: the house's typeface as Typst reads it, made by `prepare_fonts`.
Each context brings its templates.
"""
