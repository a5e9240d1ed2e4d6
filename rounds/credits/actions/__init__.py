"""What can happen: designating (accreditors and activities), disclosing (and roles), claiming, reversing, sharing."""
