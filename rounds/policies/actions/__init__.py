"""What people do with policies: one module for each noun."""
