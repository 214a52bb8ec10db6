"""`python -m eval`: measure the answers."""

import sys

from eval.command import run

if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
