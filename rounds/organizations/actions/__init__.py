"""What can happen. `organizations`: one is added or changed. `names`: what else it is called, and its identifiers.
`imports`: staff send in a file, stop it, let it go on."""
