"""The picture of claims and evidence over time as SVG, to look at, print or send."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from evidencepack.submission.diagram import MARGIN, MARK, SIGNS, Diagram, Join, Node

_FONT = "'IBM Plex Sans', 'Liberation Sans', Arial, sans-serif"
_TEXT, _SECOND, _LINE = "#19201C", "#46504A", "#76817A"
_COLOURS = {  # edge, ground, letters
    "claim": ("#B85900", "#FCE3C5", "#8F4400"),
    "evidence": ("#1B6CB0", "#D3E6F8", "#0B4A82"),
}
_FORBIDDEN = re.compile("[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_NOTE = "Distances between days are shortened where little was said."


def draw_svg(diagram: Diagram, title: str, chosen: str = "") -> str:
    """Draw the picture.

    Args:
        diagram: What to draw.
        title: What the picture is called, for those who cannot see it too.
        chosen: The handle of a quote: its lines are drawn strong, all others faint.
    """
    width, height = round(diagram.width), round(diagram.height)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{_FONT}" font-size="12" role="img">',
        f"<title>{_words(title)}</title>",
        f"<desc>{_words(_told(diagram))}</desc>",
        f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>',
        *_axis(diagram),
    ]
    faint = [one for one in diagram.joins if chosen and chosen not in (one.start.handle, one.end.handle)]
    plain = [one for one in diagram.joins if one not in faint]
    parts += [_curve(one, faint=True) for one in faint] + [_curve(one, faint=False) for one in plain]
    for node in diagram.nodes:
        parts += _node(node, strong=node.handle == chosen)
    for one in plain:  # over the words, or one would not know what the line means
        parts += _sign(one)
    parts.append("</svg>")
    return "\n".join(parts) + "\n"


def _told(diagram: Diagram) -> str:
    """The picture in words."""
    quotes = "; ".join(f"{node.kind} {node.head} {node.words}" for node in diagram.nodes)
    joins = "; ".join(f"{one.start.handle} {one.kind} {one.end.handle}" for one in diagram.joins)
    return f"{quotes}. {joins}"


def _text(x: float, y: float, words: str, look: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {look}>{_words(words)}</text>'


def _axis(diagram: Diagram) -> Iterator[str]:
    y, low = diagram.axis, diagram.height - 12
    end = diagram.width - MARGIN if diagram.undated is None else diagram.undated - MARGIN
    small, bold = f'font-size="11" fill="{_SECOND}"', 'font-weight="600" fill="{}"'
    yield _text(MARGIN, 20, "Claims", bold.format(_COLOURS["claim"][2]))
    yield _text(MARGIN, low, "Evidence", bold.format(_COLOURS["evidence"][2]))
    if diagram.undated is not None:
        yield _text(diagram.undated, y + 4, "Undated", bold.format(_SECOND))
    if not diagram.ticks:
        return
    yield _text(MARGIN + 80, low, _NOTE, small)
    yield f'<line x1="{MARGIN:.1f}" y1="{y:.1f}" x2="{end:.1f}" y2="{y:.1f}" stroke="{_LINE}"/>'
    for tick in diagram.ticks:
        x = f"{tick.x:.1f}"
        yield f'<line x1="{x}" y1="{y - 4:.1f}" x2="{x}" y2="{y + 4:.1f}" stroke="{_LINE}"/>'
        yield _text(tick.x + 4, y - 4, tick.name, small)


def _node(node: Node, *, strong: bool) -> Iterator[str]:
    edge, ground, letters = _COLOURS[node.kind]
    x, y, half = node.left, node.y, MARK / 2
    dash = ' stroke-dasharray="4 3"' if node.open else ""
    left = x + MARK
    yield (
        f'<rect x="{left - 5:.1f}" y="{y - 14:.1f}" width="{node.room:.1f}" height="32" '
        'fill="#FFFFFF" fill-opacity="0.8"/>'
    )
    if node.right > node.left:
        yield (
            f'<line x1="{x:.1f}" y1="{y + 22:.1f}" x2="{node.right:.1f}" y2="{y + 22:.1f}" '
            f'stroke="{edge}" stroke-width="3" stroke-opacity="0.55"{dash}/>'
        )
    wide = 3 if strong else 1.6
    if node.kind == "claim":
        shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}"'
    else:
        shape = f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{MARK:.1f}" height="{MARK:.1f}"'
    yield f'{shape} fill="{ground}" stroke="{edge}" stroke-width="{wide}"{dash}/>'
    middle = f'font-size="10" font-weight="600" text-anchor="middle" fill="{letters}"'
    yield _text(x, y + 3.5, "C" if node.kind == "claim" else "E", middle)
    yield _text(left, y - 2, node.head, f'font-weight="600" fill="{_TEXT}"')
    yield _text(left, y + 13, node.words, f'fill="{_SECOND}"')


def _ends(join: Join) -> tuple[float, float, float, float, int]:
    """Where a line begins and ends, and whether it goes down (1) or up (-1)."""
    down = 1 if join.end.y > join.start.y else -1
    return (
        join.start.left,
        join.start.y + down * MARK / 2,
        join.end.left,
        join.end.y - down * (MARK / 2 + 2),
        down,
    )


def _curve(join: Join, *, faint: bool) -> str:
    """A curve from mark to mark."""
    x1, y1, x2, y2, down = _ends(join)
    pull = max(24.0, abs(y2 - y1) / 2)
    said = f"{join.start.handle} {join.kind} {join.end.handle}: {join.because}"
    return (
        f'<path d="M {x1:.1f} {y1:.1f} C {x1:.1f} {y1 + down * pull:.1f} {x2:.1f} {y2 - down * pull:.1f} '
        f'{x2:.1f} {y2:.1f}" fill="none" stroke="{_SECOND}" stroke-width="1.4" '
        f'stroke-opacity="{0.15 if faint else 0.8}"><title>{_words(said)}</title></path>'
    )


def _sign(join: Join) -> Iterator[str]:
    """An arrow at what is answered, and the sign of what is done to it."""
    x1, y1, x2, y2, down = _ends(join)
    point = f"{x2:.1f},{y2:.1f} {x2 - 4:.1f},{y2 - down * 7:.1f} {x2 + 4:.1f},{y2 - down * 7:.1f}"
    yield f'<polygon points="{point}" fill="{_SECOND}"/>'
    x, y = (x1 + x2) / 2, (y1 + y2) / 2
    yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8" fill="#FFFFFF" stroke="{_SECOND}"/>'
    yield _text(x, y + 4, SIGNS[join.kind], f'font-weight="600" text-anchor="middle" fill="{_TEXT}"')


def _words(text: str) -> str:
    """Words as XML may hold them: what it forbids is left away."""
    return escape(_FORBIDDEN.sub("", text))
