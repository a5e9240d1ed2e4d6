"""What can be done with courses: a module for each noun."""
