"""What authors write in the draft of a course: a module for each noun. `drafts`: what all of them need; `taking_out`:
what was taken out of a draft is kept, and put back as it was."""
