import re

import pytest

from graphkit.ontology.alternatives import join_words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Every other week", "Every other"),
        ("every week", "every"),
        ("At  least once", "At  least"),
        ("3-D", "3-D"),
        ("ever", None),
    ],
)
def test_the_longest_of_the_words_is_found_in_any_case(text, found):
    words = join_words(["every", "every other", "at least", "3-d"], r"\s+")
    pattern = re.compile(rf"(?:{words})\b", re.I)
    match = pattern.match(text)
    assert (match[0] if match else None) == found
