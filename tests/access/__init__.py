"""Who may do what, on every address of the platform: `matrix.txt` says it, `tests/test_access.py` proves it.

roles     nobody and twelve more, each a person with what makes them so
things    one real thing of each kind, and whose it is: what stands in the addresses
routes    every address that the resolver knows
asking    asks as each role, and undoes whatever the question did
matrix    reads and writes the file
"""
