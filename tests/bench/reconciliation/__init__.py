"""`make bench-reconciliation`: the service over HTTP, from one process, on names that nobody has seen before.

Names are spoilt anew at each run (`messy_names`, a fresh seed that is printed), a part of the register is taken out of
the database before the service starts and asked for as strangers. csv-reconcile is asked the same in the same run.

registers: the databases that are asked. lines: what is asked, and what would be right. serving: the processes.
asking: the client. judging: what came of it. peer: csv-reconcile, in an environment of its own.
"""
