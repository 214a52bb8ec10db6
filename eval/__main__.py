"""`python -m eval`: measure the answers."""

import os
import sys

os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the product sets them


def main() -> int:
    """Run the command line."""
    from eval.command import run  # noqa: PLC0415 (after the environment is set)

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
