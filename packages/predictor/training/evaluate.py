"""Measures the model files on data they were not trained on: `npm run evaluate -- --data PATH [--only PART] [--json]`.

The exit code is 1 where a bar was missed.
"""
import sys

from shared.figures import document, meets, table
from shared.parts import arguments, chosen, module, say


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON document instead of the table")
    given = parser.parse_args()
    figures = []
    for part in chosen(given):
        say(f"evaluate {part}")
        figures.extend(module(part, "evaluate").evaluate(given.data, given.models))
    print(document(figures) if given.json else table(figures))
    return 1 if any(meets(figure.value, figure.bar) is False for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
