"""Helpers that know no pages: files, processes, digests, messages.

Of Sphinx they import only the logger and the base class of errors.
"""
