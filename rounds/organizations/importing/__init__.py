"""Reading a register into the database, in the order in which it happens.

registers: the verb, `import_register`. catalog: all lists that can be read, those of higher contexts too.
runs: one reading of one file: begun, carried on behind its last safe line, finished or failed.
checking: what no register may bring into the database.
finding: the organization that a record is about.
merging: a record's facts into an organization, as far as `precedence` lets them.
batches: some hundred records in one transaction.
editions: what an edition of a register says by leaving a row out, and new numbers for old hospitals.
parents: what is part of what, when all rows are in.
report: what it did, for people; terminal: the same while it happens. uploads: the files that staff send in.
"""
