"""Each third-party library stays behind the fence that gateway/README.md draws around it."""

import re
import unittest
from fnmatch import fnmatch

from tree import PRODUCT, includes, module_of, sources, table, words


def fences():
    """(header prefix, the places that may include it)"""
    return [(prefix, words(row[2])) for row in table("Fences") for prefix in words(row[1])]


def violations(found, rules):
    """The longest matching prefix decides; a header no fence knows is a violation too."""
    for include in found:
        fitting = [rule for rule in rules if include.header.startswith(rule[0])]
        if not fitting:
            if "/" in include.header or "." in include.header:
                yield f"{include}: no fence names this header"
        elif not any(fnmatch(include.file, place) for place in max(fitting, key=lambda rule: len(rule[0]))[1]):
            yield str(include)


def shared_headers():
    """The headers some other folder includes, and what those include in turn."""
    reached = {
        include.header
        for file in sources(*PRODUCT)
        for include in includes(file)
        if include.quoted and module_of(include.header) != module_of(file)
    }
    waiting = list(reached)
    while waiting:
        for include in includes(waiting.pop()):
            if include.quoted and include.header not in reached:
                reached.add(include.header)
                waiting.append(include.header)
    return sorted(reached)


class Fences(unittest.TestCase):
    def test_libraries_stay_behind_their_fences(self):
        third_party = (i for file in sources() for i in includes(file) if not i.quoted)
        self.assertEqual(list(violations(third_party, fences())), [])

    def test_shared_headers_are_cheap(self):
        """A library in a header that other folders read slows every build and carries the library over its fence."""
        cheap = [word for row in table("Libraries in shared headers") for word in words(row[0])]
        dear = [
            str(include)
            for file in shared_headers()
            for include in includes(file)
            if not include.quoted and re.search(r"/|^sodium", include.header)
            if not any(include.header.startswith(c) for c in cheap)
        ]
        self.assertEqual(dear, [])


if __name__ == "__main__":
    unittest.main()
