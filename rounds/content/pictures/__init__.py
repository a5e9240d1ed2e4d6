"""Pictures of pages: how they are taken in, which sizes are made of them, and how a page shows them.

roles: what a picture is for on a page, and which sizes that wants. taking_in: from whatever file somebody brings to a
bare picture. field: so that no door leads around it. sizes: those that there are, and making those that are missing.
markup: `<picture>`.
"""
