"""`python -m zhijiao` is the command `zhijiao`."""

from __future__ import annotations

from .cli import main

if __name__ == "__main__":
    main()
