"""`python -m factcheck` in, the command's exit status out."""

import sys

from factcheck.cli import main

if __name__ == "__main__":
    sys.exit(main())
