"""Achievements, signed: Open Badges 3.0 as Verifiable Credentials 2.0. It knows achievements, not courses."""
