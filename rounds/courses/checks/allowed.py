"""What staff need to be allowed at checks."""

WRITE = "courses.change_course"  # whoever writes courses reads essays, and sees how questions do
GIVE_TIME = "courses.change_extratime"
