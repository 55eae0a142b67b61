"""Hearing what people do besides commands: reactions, votes, edits, deletions, answers to the bot."""

import time
from dataclasses import replace

from bot.event import Event
from bot.incoming import Incoming, Reacted, Voted, Withdrawn
from bot.keeper import Keeper
from bot.render import Renderer
from bot.said import say
from bot.speech import Speech
from bot.work import Work
from commands.dispatch import Keep
from commands.happenings import hear as act
from commands.port import Answer, Correction, Deletion, Happening, Reaction, ReactionRemoved, Reply, Vote
from storage.store import Store


class Hearing:
    """Hands what happened to the listeners, and says what they have to say."""

    def __init__(self, *, store: Store, keeper: Keeper, renderer: Renderer, work: Work, speech: Speech) -> None:
        self._store = store
        self._keeper = keeper
        self._renderer = renderer
        self._work = work
        self._speech = speech
        self._born = time.monotonic()

    async def answered(self, message: Incoming) -> None:
        """Hear words that are no command but answer a message of the bot that waits for some."""
        if message.reply_to is None:
            return
        command = await self._keeper.command_of(message.reply_to)
        if command is None:
            return
        self._keeper.note_answer(message.event_id, command)
        await self._answer(message, message.reply_to, command, message.event_id)

    async def _answer(self, message: Incoming, answered: str, command: str, target: str) -> None:
        event = replace(Event.of(message), command=command)
        refusal = await self._work.refuse_unsigned(message, await self._work.context(event))
        if refusal is not None:
            await self._speech.send(event, target, say(self._renderer, refusal))
            return
        await self.hear(event, Answer(answered, message.text, command), target)

    async def reacted(self, item: Reacted) -> None:
        """Hear a reaction."""
        command = await self._keeper.command_of(item.target)
        event = replace(Event.of(item), command=command, note={"zu": item.target, "zeichen": item.key})
        await self.hear(event, Reaction(item.target, item.key, command), item.target)

    async def deleted(self, item: Withdrawn) -> None:
        """Hear that a message was deleted, or a reaction taken back that was acted on."""
        async with self._store.reading() as net:
            done = await net.waiting.done(item.target)
        if done is not None and "zeichen" in done:
            happening: Happening = ReactionRemoved(done["zu"], done["zeichen"], item.target)
            await self.hear(Event.of(item), happening, done["zu"])
        else:
            await self.hear(Event.of(item), Deletion(item.target), None)

    async def hear(self, event: Event, happening: Happening, target: str | None) -> None:
        """Let listeners act on what happened; what they say answers ``target``."""
        if event.age > time.monotonic() - self._born and await self._keeper.answered([event.event_id]):
            return
        said = await self._work.done(event.event_id)
        if said is None:

            async def work(keep: Keep) -> Reply | None:
                context = await self._work.context(event, target=event.reply_to or target)
                return await act(happening, context, self._store, keep)

            said = await self._work.said(event, work)
        if said is not None:
            await self._speech.send(event, target or event.event_id, said)

    async def voted(self, item: Voted) -> None:
        """Hear a vote."""
        command = await self._keeper.command_of(item.target)
        await self.hear(
            replace(Event.of(item), command=command), Vote(item.target, item.answers, command), item.target
        )

    async def corrected(self, message: Incoming, target: str) -> None:
        """Hear that a message which is no command was edited; what answered the bot answers it anew."""
        command = await self._keeper.answer_of(target)
        if command is not None:
            await self._answer(message, target, command, target)
            return
        await self.hear(Event.of(message), Correction(target, message.text), target)
