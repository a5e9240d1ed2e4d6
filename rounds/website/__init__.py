"""What spans contexts: home, navigation, one's own page, error pages, the back office's front page and its search.

And what runs it all: the clock, `manage.py run`, backup and health.
"""
