"""The one-page case as a PDF, set with Typst, tagged for screen readers (PDF/UA-1).

case.typ: the page. pdf: from a case to a file. lettering: names in letters that the font has. fonts: the house's
typeface as Typst reads it, made by `prepare_fonts`.
"""
