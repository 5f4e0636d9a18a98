"""Messages between the program and its workers arrive whole or are known to be broken."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidencepack.workers.wire import WireError, receive, send

PLAIN = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=8,
)


def sent(message: dict[str, Any]) -> bytes:
    stream = io.BytesIO()
    send(stream, message)
    return stream.getvalue()


@given(st.lists(st.dictionaries(st.text(), st.one_of(PLAIN, st.binary())), max_size=3))
def test_messages_arrive_one_after_the_other_as_they_were_sent(messages: list[dict[str, Any]]) -> None:
    stream = io.BytesIO(b"".join(map(sent, messages)))
    assert [receive(stream) for _ in messages] == messages
    assert receive(stream) is None


def test_a_message_that_ends_early_is_known_wherever_it_ends() -> None:
    whole = sent({"text": "words", "pdf": b"%PDF" * 10})
    for length in range(1, len(whole)):
        with pytest.raises(WireError):
            receive(io.BytesIO(whole[:length]))


@pytest.mark.parametrize("body", [b"nonsense", b"[1, 2, 3]", b"[1, 2]", b'["a", {}]', b"12"])
def test_what_is_not_a_message_is_refused(body: bytes) -> None:
    with pytest.raises(WireError):
        receive(io.BytesIO(len(body).to_bytes(4, "big") + body))
