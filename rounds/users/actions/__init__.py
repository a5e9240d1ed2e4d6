"""What can happen to people who sign in, one module for each part of it."""
