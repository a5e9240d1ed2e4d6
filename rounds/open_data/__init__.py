"""What other programs and other people's tools take from the List: exports, dumps, the changes, the API."""
