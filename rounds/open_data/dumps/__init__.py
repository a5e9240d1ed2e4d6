"""The nightly dump: everything public, as tables, with checksums.

tables: which columns of which model come out, and what they mean; nothing else does. private: what stays in, and why.
rows: what stands in a table. writing: the files of a dump. package: its manifest. folder: where dumps lie and how long.
verifying: whether a dump is whole. snapshot: one moment of the database. load_into_sqlite: goes into each dump.
"""
