"""Forms of claiming, sharing and disclosing, and of the back office. They save nothing."""
