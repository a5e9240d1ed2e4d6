"""What editors write: Wagtail pages, each in a zone. Members read the whole; others a sample, or the opening.

Library: the index of resources, at /resources/.
Resource: a toolkit, manual, guideline or policy of the library.
Collection: resources put together by an editor, in an order. What the library has beside its pages is in `library`.
File: what a resource carries for downloading. Whoever may read the resource may have its files.
Sample: a resource for members that guests may read whole, to see what membership brings.
Edge: what stands where a page ends for somebody: what the rest is, for whom, and how to get there.
"""
