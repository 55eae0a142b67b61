"""The fixtures of the commands, for those of data protection."""

from tests.unit.commands.conftest import run, say

__all__ = ["run", "say"]
