"""``python -m bot`` is the command ``netzbote``."""

from bot.cli import main

main()
