"""The bibliography: its files, the TeX in its entries, and citations that cannot be set."""
