"""The check at the end of a lesson: what is drawn, how it is asked, what comes back from a browser, what is shown.

`drawing` is pure; `asking` turns questions into what a page asks, and a form into answers; `showing` tells what was
right; `place` is who stands before which check.
"""
