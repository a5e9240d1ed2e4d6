"""What is new, for programs that look after it: RSS for podcasts, Atom and JSON Feed for everything.

Subject: what a feed is about: a blog, a topic, a podcast, the library, all that is new on the site.
Entry: one page as a feed tells it. What its reader may not read is not in it.
Public feed: as a visitor reads. Private feed: at an address that is a key, as its person may read at that moment.
"""
