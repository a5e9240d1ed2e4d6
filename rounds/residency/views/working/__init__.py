"""The pages of a cohort, for whoever is in it."""
