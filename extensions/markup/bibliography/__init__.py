"""The bibliography: its files, the TeX in its entries, and citations that cannot be set."""

from extensions.markup.bibliography.cited import cited_entries

__all__ = ["cited_entries"]
