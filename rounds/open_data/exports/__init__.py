"""What the grid shows for a question, today or on a past day, in the formats of other tools.

taken: what is asked for, with its licence, day and sources. record, records, past: an organization with all that is
public of it, as a line of JSON. fields: what these mean. feeds: where accounts have feeds (pure). The others write
one format each, a piece at a time, so that the memory needed does not grow with the answer.
"""
