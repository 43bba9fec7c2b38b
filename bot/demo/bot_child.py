"""`passet run` as a child process that does not outlive the demo which started it.

Started as `python -m bot.demo.bot_child CONFIG`. As with the homeserver (see there) the end of standard
input is the sign: however the demo ends, the bot then stops as after SIGTERM. Everything else is the
program that people run.
"""

from __future__ import annotations

import sys
import threading

from bot.cli import main
from bot.demo.homeserver_child import end_with_the_parent

if __name__ == "__main__":
    threading.Thread(target=end_with_the_parent, name="end-with-the-parent", daemon=True).start()
    sys.exit(main(["run", "--config", sys.argv[1]]))
