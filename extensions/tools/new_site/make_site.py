"""The command behind ``make new-site``."""

import sys

from extensions.tools.new_site import main

if __name__ == "__main__":
    sys.exit(main())
