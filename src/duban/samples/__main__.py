"""`python -m duban.samples FOLDER` writes the sample papers there and names them."""

import sys
from pathlib import Path

from duban.samples import write

if __name__ == "__main__":
    for path in write(Path(sys.argv[1] if len(sys.argv) > 1 else ".")):
        sys.stdout.write(f"{path}\n")
