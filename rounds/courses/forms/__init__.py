"""What people type, made into values. They save nothing."""
