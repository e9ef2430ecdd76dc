"""Run recog as `python -m recog`."""

from __future__ import annotations

from recog.cli import main

if __name__ == "__main__":
    main(prog_name="recog")
