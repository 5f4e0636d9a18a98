"""The verbatim check: whether the words a person quotes stand on a page, letter for letter, and where.

Pure functions on texts. Nothing here knows the pack file, a PDF or a window; whoever has page texts can ask.
``grading.same_words`` is the one comparison of a quotation with a passage, and ``finding.check_quote`` the
one search; importing, tagging, exporting and verifying all go through these two.

* ``folding``: what may differ without changing a quotation (white space, quote marks, dashes, ligatures).
* ``grading``: how a quotation and a passage compare: exact, equivalent, the same words, or not the same.
* ``elision``: a quotation taken apart at ``[…]`` and ``[words]``; ``edited``: its pieces found in order.
* ``honesty``: what a quotation leaves out that may turn its sense; ``sentences`` and ``weighty`` serve it.
* ``places``: pages, places on them, and the words around a place.
* ``furniture``: running heads, feet and page numbers, so that a quotation can run over a page break.
* ``index``: page texts prepared once so that a thousand quotations are found in seconds.
* ``finding``: the check itself.
* ``difference``: the nearest passage to a quotation that is not there, and how it differs word by word.
"""
