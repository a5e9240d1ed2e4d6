"""What stands behind the public form: `pasted`, the accounts in whatever was pasted."""
