"""`assistant`, or `python -m assistant`: settings in, errors out as one clear line."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # our matrices are small: threads only wait


def main() -> None:
    """Run the command line."""
    from assistant.cli import run  # noqa: PLC0415 (after the environment is set)
    from assistant.settings import Settings  # noqa: PLC0415

    try:
        status = run(sys.argv[1:], Settings.read())
    except (ValueError, OSError, RuntimeError) as error:
        print(f"assistant: {error}", file=sys.stderr)
        status = 2
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)


if __name__ == "__main__":
    main()
