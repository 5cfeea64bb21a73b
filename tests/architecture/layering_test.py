"""A folder includes what gateway/README.md lets it include, and CMake links the same. There is no list of exceptions."""

import unittest

from tree import PRODUCT, folders, includes, linked_modules, module_of, modules, sources


class Layering(unittest.TestCase):
    def setUp(self):
        self.modules = modules()

    def test_table_names_exactly_the_folders(self):
        self.assertEqual(set(self.modules), folders())

    def test_module_may_include_only_lower_layers(self):
        upward = [
            f"{module.name} (layer {module.layer}) -> {other}"
            for module in self.modules.values()
            for other in sorted(module.may_include)
            if other not in self.modules or self.modules[other].layer >= module.layer
        ]
        self.assertEqual(upward, [])

    def test_every_include_is_allowed(self):
        forbidden = []
        for file in sources():
            module = self.modules[module_of(file)]
            for include in includes(file):
                if not include.quoted:
                    continue
                top, target = include.header.split("/")[0], module_of(include.header)
                if top not in PRODUCT or target not in module.may_include | {module.name}:
                    forbidden.append(str(include))
        self.assertEqual(forbidden, [])

    def test_cmake_links_what_the_table_says(self):
        linked = linked_modules(set(self.modules))
        for module in self.modules.values():
            with self.subTest(module.name):
                extra = linked.get(module.name, set()) - module.may_include
                self.assertEqual(extra, set(), "linked, but not in the table")
                if not module.everything_below:
                    missing = module.may_include - linked.get(module.name, set())
                    self.assertEqual(missing, set(), "in the table, but not linked")

    def test_source_includes_its_own_header_first(self):
        """So each such header is compiled alone; the rest are in the target headers_stand_alone."""
        late = []
        for file in sources():
            header = file.removesuffix(".cpp") + ".hpp"
            if file.endswith(".cpp") and header in set(sources()):
                first = next(includes(file), None)
                if first is None or first.header != header:
                    late.append(file)
        self.assertEqual(late, [])


if __name__ == "__main__":
    unittest.main()
