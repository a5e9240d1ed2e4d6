"""Certificates and transcripts as PDF files, tagged (PDF/UA-1). certificate.typ, transcript.typ: the pages; the modules
of the same names: from the ledger to their words."""
