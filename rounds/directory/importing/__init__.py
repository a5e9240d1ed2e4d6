"""Reading lists of accounts into the List; the readers of the files themselves are in `sources`.

accounts: the verb. owners: whose accounts they are; federal: the hospitals that registers and pages name differently.
starter: the files of `data/`, with which a new installation begins.
"""
