"""``python -m bot`` is the command ``netzbote``."""

from bot.entry import main

main()
