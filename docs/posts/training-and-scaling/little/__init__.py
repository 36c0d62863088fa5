"""A closed little language, and the model that is trained on it."""
