"""What editors write: Wagtail pages, each in a zone. Members read the whole; others a sample, or the opening.

Written: what every page that is read has: zone, opening, body, picture, authors, topics. `serving` is the one place
that decides how much of a page goes out to whom; a kind of page adds to it.
Article, of a blog; episode, of a podcast; video, of a shelf; resource, of the library; page, of a section. What a text
is made of is in `blocks`, what that shows in `bodies`; feeds are in `feeds`, sizes of pictures in `pictures`.
Carried: what a page shows or offers. Whoever may read the page whole may have it.
Library: the index of resources, at /resources/.
Resource: a toolkit, manual, guideline or policy of the library.
Collection: resources put together by an editor, in an order. What the library has beside its pages is in `library`.
File: what a resource carries for downloading. Whoever may read the resource may have its files.
Sample: a resource for members that guests may read whole, to see what membership brings.
Edge: what stands where a page ends for somebody: what the rest is, for whom, and how to get there.
"""
