"""Who may use which command where."""

from commands.declare import Command
from commands.errors import NotAllowedError
from commands.port import Context, Place, Role


def what_is_missing(context: Context) -> NotAllowedError | None:
    """Return why the bot answers hardly anything here to this person, or ``None`` where it answers."""
    if context.place is Place.UNSET:
        return NotAllowedError(
            "Dieser Raum ist noch nicht eingerichtet. Bis dahin beantworte ich hier nur hilfe und "
            "die Befehle zum Datenschutz. "
            "Eine Person aus dem Organisationsteam kann dem Raum eine Rolle geben.",
            "raum rolle netzwerk" if context.role is Role.ORGANISER else None,
        )
    if context.role is Role.STRANGER:
        return NotAllowedError(
            "Ich antworte nur Mitgliedern des Netzwerks, und ich kenne Sie noch aus keinem seiner Räume. "
            "Bitten Sie das Organisationsteam um eine Einladung. Bis dahin beantworte ich nur hilfe und "
            "die Befehle zum Datenschutz."
        )
    return None


def check_right(command: Command, context: Context) -> None:
    """Raise :class:`NotAllowedError` if this person may not use the command here."""
    if command.everywhere:
        return
    missing = what_is_missing(context)
    if missing is not None:
        raise missing
    if command.role is Role.ORGANISER and context.role is not Role.ORGANISER:
        raise NotAllowedError(f"Den Befehl {command.name} kann nur das Organisationsteam ausführen.")


def allows(command: Command, context: Context) -> bool:
    """Whether this person may use the command here."""
    try:
        check_right(command, context)
    except NotAllowedError:
        return False
    return True
