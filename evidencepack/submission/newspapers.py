"""Which newspaper or site a page of the web is from: told by its title and its address, never guessed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_PARTED = re.compile(r"\s+[|–—-]\s+|\s+·\s+")
_LONGEST_NAME = 6  # words
_NO_NAME = {"www", "news", "co", "com", "org", "gov", "ac", "uk", "net", "example", "blog", "blogs"}


def site_and_title(title: str, author: str, url: str) -> tuple[str, str, str]:
    """Tell the name of a newspaper or a site apart from a page's title and author.

    Browsers store "Headline | The Guardian": what follows the last stroke is the site's name if the address
    bears it out, or, where no address is known, after an upright stroke alone. An author that the address
    names is the site itself.

    Args:
        title: The title as stored.
        author: The author as stored.
        url: The address, or empty.

    Returns:
        The site's name, the title and the author, each empty if there is none.
    """
    site = ""
    strokes = list(_PARTED.finditer(title))
    if strokes:
        last = strokes[-1]
        name = title[last.end() :].strip()
        told = _is_of(name, url) if url else "|" in last[0]
        if name and told and len(name.split()) <= _LONGEST_NAME and title[: last.start()].strip():
            site, title = name, title[: last.start()].strip()
    if author and url and _is_of(author, url):
        site, author = site or author, ""
    if author.casefold() == site.casefold():
        author = ""
    return site, title, author


def _is_of(name: str, url: str) -> bool:
    """Whether an address is of the newspaper or body with this name: ``BBC News`` and ``www.bbc.co.uk``."""
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:  # no address at all, whatever was typed
        return False
    words = re.findall(r"[^\W_]+", name.casefold())
    written = "".join(words)
    bare = written.removeprefix("the")
    initials = "".join(word[0] for word in words if word not in ("of", "the", "for", "and"))
    labels = [part for part in re.split(r"[.]", host.casefold()) if part and part not in _NO_NAME]
    for label in (label.replace("-", "") for label in labels):
        if label in (written, bare) or (len(initials) > 1 and label == initials):
            return True
        if len(label) > 2 and bare.startswith(label) and words[0] in (label, "the"):
            return True
        if len(bare) > 3 and label.endswith(bare):
            return True
    return False
