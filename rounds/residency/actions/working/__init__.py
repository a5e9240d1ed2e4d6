"""What residents, chiefs and the clock do while a residency runs."""
