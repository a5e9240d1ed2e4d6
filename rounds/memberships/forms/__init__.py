"""Forms of the network. They save nothing."""
