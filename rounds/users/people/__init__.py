"""Profiles and the directory: what people say about themselves, who sees each part, and how members find one another.

`audience` says which parts are open to whom, `page` gathers one person's, `finding` and `words` make the search,
`pictures` takes pictures in, `forms` and `views` are the pages, `ways` and `holding` what others are told of them.
"""
