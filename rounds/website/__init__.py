"""What spans contexts: the home page, navigation, one's own page, the back office's front page and search, the error pages.

And what runs it all: the clock, `manage.py run`, backup and health.
"""
