"""The same site by others: each module writes it in one dialect and says how it is built."""
