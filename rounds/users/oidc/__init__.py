"""OpenID Connect, in the place of the library's own provider: every token is checked whole.

tokens: is this ID token from whom it says, for us, and about this sign-in? adapter: what we ask the provider.
"""
