"""Input to the values that an action takes: what anybody sends in (`submissions`), what staff decide (`moderation`) and
write about parts of the List (`sub_lists`), what representatives say of accounts (`keeping`) and of one another
(`representatives`)."""
