"""The site in a browser: what a reader sees, on loopback, in Chromium."""
