"""Fellows: the ladder from bronze to platinum that follows a residency, with its clocks, its two reviewers to a step,
their reasons, and the portfolio that a fellow shows."""
