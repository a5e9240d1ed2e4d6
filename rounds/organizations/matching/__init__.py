"""Which organization is meant.

engine: by anybody who asks with a name, a place or a key; several, with a score and a verdict. Ask it with `match`.
did_you_mean: the engine's answer for a form, with the organizations themselves.
joining: by a line of a register; one or none, for nobody looks at it.
likeness: how alike two names are. addresses: when two doors, lines or websites are the same.
"""
