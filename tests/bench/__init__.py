"""How long the build takes, as an author feels it."""
