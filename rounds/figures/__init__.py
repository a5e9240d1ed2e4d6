"""Adoption figures of the List: who takes part, with a denominator and a date, and so that anyone can check it."""
