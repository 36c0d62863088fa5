"""A model of a small site: its files are made of it, and edits change it."""
