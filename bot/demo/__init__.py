"""Everything to try the bot on this machine: homeserver, rooms, example network, and a prompt as a member."""

from bot.demo.run import run_demo

__all__ = ["run_demo"]
