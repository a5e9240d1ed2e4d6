"""Forms of policies. They save nothing."""
