"""Pictures of pages: how they are taken in, which sizes are made of them, and how a page shows them.

roles: what a picture is for on a page, and which sizes that wants. field: takes each in as `rounds.media.pictures`
draws it, so that no door leads around it. sizes: those that there are, and making those that are missing.
markup: `<picture>`.
"""
