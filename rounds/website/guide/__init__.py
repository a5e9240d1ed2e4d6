"""The page about the API, for people: what there is to ask, made from the OpenAPI document, with examples that work.

examples: what is asked on the page, and by the tests. answers: what the site of the tests answered. reading: the
OpenAPI document as tables. names: organizations and accounts of this installation, so that every example can be tried.
page: the page itself.
"""
