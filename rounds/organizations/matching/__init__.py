"""Which organization is meant.

did_you_mean: by somebody who types a name; several, with reasons, for a person to choose from.
joining: by a line of a register; one or none, for nobody looks at it.
likeness: how alike two names are. addresses: when two doors, lines or websites are the same.
"""
