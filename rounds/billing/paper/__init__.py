"""An invoice or a credit note as a PDF. invoice.typ: the page. pdf: from an invoice to its words, and to a file."""
