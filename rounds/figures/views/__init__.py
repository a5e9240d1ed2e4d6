"""The pages of the figures, their tables as files, and the script with which anybody can count again."""
