"""Checks on the files of the built site, without a browser."""
