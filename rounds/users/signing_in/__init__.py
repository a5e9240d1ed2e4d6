"""How people sign in: what the sign-in library leaves to us, and the page that shows somebody their own ways in.

adapter, second_factors, providers: how the library meets ours. backend: who may sign in at all. devices: where somebody
is signed in, without a network address. overview: what the page says. staff: the second step that the back office asks
for. language: pages in the one that somebody chose.
"""
