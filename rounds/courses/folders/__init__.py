"""A course as a folder of Markdown with its media, in and out. It asks no database.

`shape`: what is in one. `unpacking`: a directory or a ZIP, looked at before anything is read. `lessons` and `reading`:
files to a course, or every fault with its file and line. `media`: what lies beside lessons. `writing` and `toml`: a
course to files, to a ZIP.
"""
