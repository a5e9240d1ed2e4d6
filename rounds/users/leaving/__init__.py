"""How people leave: everything about them taken along, everything of them erased.

`personal_data` knows what each context keeps. `building` puts an archive together from it (`writing` the file,
`reading` the page inside that people can read), `archives` keeps the files. What is closed is erased in steps by
`erasing`; `holding` is what users and mail themselves keep.
"""
