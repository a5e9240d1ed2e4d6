"""What spans contexts: the home page, navigation, the pages about this site, and the error pages."""
