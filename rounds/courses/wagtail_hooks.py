"""What courses add to the back office."""

from rounds.courses import check_hooks  # noqa: F401 - its hooks are known once it is imported
