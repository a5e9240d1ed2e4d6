"""How often matching is right, measured on pairs made from the registers in data/."""
