"""Rounds: the open platform for running a health-care social media network. docs/index.md shows the house."""
