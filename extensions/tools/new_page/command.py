"""The command behind ``make new-post``, ``make new-short`` and ``make new-series``."""

import sys

from extensions.tools.new_page import main

if __name__ == "__main__":
    sys.exit(main())
