"""The residency: a program, its cohorts, who applies and who has a place, chief residents with never more than eight
residents each, the schedule and its rotations, what a group works on, and how it ends: in a strategic plan."""
