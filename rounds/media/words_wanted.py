"""How words with their times are written, for whoever has not seen it before."""

EXAMPLE = """WEBVTT

00:00:00.000 --> 00:00:04.000
<v Dr. Lee>Welcome. Today we ask what a page is for.

00:00:04.500 --> 00:00:07.000
<v Ana Ruiz>And who takes care of it."""
