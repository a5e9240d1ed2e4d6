"""Tags and filters that every context may use: `{% load core %}`."""
