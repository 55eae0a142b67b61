"""The 64 pictures of an emoji verification, in the order of the Matrix specification ("SAS method: emoji")."""

_TABLE = """
🐶 Hund, 🐱 Katze, 🦁 Löwe, 🐎 Pferd, 🦄 Einhorn, 🐷 Schwein, 🐘 Elefant, 🐰 Hase,
🐼 Panda, 🐓 Hahn, 🐧 Pinguin, 🐢 Schildkröte, 🐟 Fisch, 🐙 Oktopus, 🦋 Schmetterling, 🌷 Blume,
🌳 Baum, 🌵 Kaktus, 🍄 Pilz, 🌏 Globus, 🌙 Mond, ☁️ Wolke, 🔥 Feuer, 🍌 Banane,
🍎 Apfel, 🍓 Erdbeere, 🌽 Mais, 🍕 Pizza, 🎂 Kuchen, ❤️ Herz, 😀 Smiley, 🤖 Roboter,
🎩 Hut, 👓 Brille, 🔧 Schraubenschlüssel, 🎅 Weihnachtsmann, 👍 Daumen hoch, ☂️ Regenschirm, ⌛ Sanduhr, ⏰ Uhr,
🎁 Geschenk, 💡 Glühbirne, 📕 Buch, ✏️ Bleistift, 📎 Büroklammer, ✂️ Schere, 🔒 Schloss, 🔑 Schlüssel,
🔨 Hammer, ☎️ Telefon, 🏁 Flagge, 🚂 Zug, 🚲 Fahrrad, ✈️ Flugzeug, 🚀 Rakete, 🏆 Pokal,
⚽ Ball, 🎸 Gitarre, 🎺 Trompete, 🔔 Glocke, ⚓ Anker, 🎧 Kopfhörer, 📁 Ordner, 📌 Stecknadel
"""

EMOJI: tuple[tuple[str, str], ...] = tuple(
    (picture, name) for picture, _, name in (part.strip().partition(" ") for part in _TABLE.split(","))
)
"""Picture and German name."""
