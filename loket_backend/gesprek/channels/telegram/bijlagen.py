"""Messages that hold no words: each gets a kind sentence. Nothing of what was sent is fetched or kept."""

from __future__ import annotations

from telegram import Message

# The first that fits: a venue also has a location, an animation also a document.
_SOORTEN = {
    "spraak": ("voice", "audio", "video_note"),
    "foto": ("photo", "video", "animation"),
    "plaatje": ("sticker", "dice"),
    "plek": ("location", "venue"),
    "kaartje": ("contact",),
    "bestand": ("document",),
}
# What Telegram itself tells of a chat; nobody said anything.
_DIENST = ("pinned_message", "message_auto_delete_timer_changed", "write_access_allowed", "chat_background_set")


def soort(bericht: Message) -> str | None:
    """The key in `soorten` of teksten.yml; None for a message of words, or one that nobody sent."""
    for naam, velden in _SOORTEN.items():
        if any(getattr(bericht, veld) for veld in velden):
            return naam
    if bericht.text or any(getattr(bericht, veld, None) for veld in _DIENST):
        return None
    return "anders"
