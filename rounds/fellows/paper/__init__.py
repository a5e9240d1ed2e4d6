"""The certificate of a step, as a PDF."""
