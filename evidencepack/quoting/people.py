"""How British papers write the names of people and the offices that they hold."""

from __future__ import annotations

TITLE_OF_PERSON = (
    r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame|Lord|Lady|Baroness|Viscount|Earl|Prof(?:essor)?|Rev(?:erend)?|"
    r"Cllr|Councillor|(?:The )?R(?:igh)?t\.? Hon(?:ourable)?)\.?"
)
NAME = (
    rf"(?:{TITLE_OF_PERSON} )*[A-Z][\w’'.-]*(?: (?:[A-Z][\w’'.-]*|of|de|van|von|the|and|for|&)){{0,6}}"
    r"(?: (?:MP|KC|QC|[CMO]BE|PhD))*"
)
"""A pattern for the name of a person, a team or an office."""
OFFICE = (
    r"(?:Minister|Secretary|Under-Secretary|Chancellor|Solicitor|Attorney|Advocate|Director|Head|Chair\w*|Manager|"
    r"Officer|Commissioner|Advis[eo]r|Analyst|Chief|Deputy|Assistant|President|Editor|Spokes\w+|Ombudsman|Judge|"
    r"Counsel|Lead|Leader|Registrar|Principal|Professor|Executive|Inspector|Superintendent|Governor|Clerk|Team)"
)
"""A word that shows that what is said of a person is an office."""
