"""Going back and forward through the places visited while reading."""

from __future__ import annotations

from evidencepack.gui.pages.reader_trail import Trail, Visited

A, B, C = Visited("S1", 1, 0.0), Visited("S1", 9, 0.2), Visited("S2", 3, 0.0)


def test_one_goes_back_and_forward_again() -> None:
    trail = Trail()
    trail.leave(A)
    trail.leave(B)
    assert trail.back(C) == B
    assert trail.back(B) == A
    assert trail.back(A) is None
    assert trail.forward(A) == B
    assert trail.forward(B) == C
    assert not trail.can_go_forward


def test_a_jump_after_going_back_forgets_what_lay_ahead() -> None:
    trail = Trail()
    trail.leave(A)
    trail.back(B)
    trail.leave(A)
    assert not trail.can_go_forward


def test_places_next_to_each_other_are_one() -> None:
    trail = Trail()
    trail.leave(A)
    trail.leave(Visited("S1", 1, 0.3))
    assert trail.back(B) == A
    assert trail.back(A) is None


def test_where_one_is_already_is_passed_over() -> None:
    trail = Trail()
    trail.leave(A)
    trail.leave(B)
    assert trail.back(B) == A
