"""The command behind ``make new-widget``."""

import sys

from extensions.tools.new_widget import main

if __name__ == "__main__":
    sys.exit(main())
