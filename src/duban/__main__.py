"""`python -m duban`, the same as `duban`."""

import sys

from duban.cli import main

if __name__ == "__main__":
    sys.exit(main())
