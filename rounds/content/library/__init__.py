"""The library: how it is looked through, shown, cited, taken along and counted.

Question: what somebody asks of the library, as it stands in the address.
Index: the whole shelf as sets of resources, in the memory of a process, so that each filter's counts need no query.
Edition: one state of a resource, with its number, its day and what changed. Files of earlier ones stay.
Collection: resources that an editor put together, in an order, with an introduction.
"""
