"""The one-page case as a PDF. case.typ: the page. pdf: from a case to its words, and to a file."""
