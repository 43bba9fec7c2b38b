"""`python -m bot` is the program `passet`."""

import sys

from bot.cli import main

sys.exit(main())
