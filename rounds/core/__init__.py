"""What every context stands on: the look, the template tags, small pure modules. No tables; imports nothing of ours."""
