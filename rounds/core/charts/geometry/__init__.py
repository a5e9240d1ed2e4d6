"""The shapes of maps, prepared once by `prepare` and read once by `shapes`."""
