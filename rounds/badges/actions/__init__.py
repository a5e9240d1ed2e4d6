"""What can happen to achievements, badges and the keys that sign them: a module for each."""
