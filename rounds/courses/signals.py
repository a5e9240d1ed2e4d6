"""What is announced, inside the transaction that did it."""

from django.dispatch import Signal

lesson_done = Signal()  # enrolment; lesson_key; at: for the first time
edition_published = Signal()  # edition; by; at
course_completed = Signal()  # enrolment; at: every lesson is done; once for each enrolment
course_passed = Signal()  # enrolment; at: every check is passed; once for each enrolment
