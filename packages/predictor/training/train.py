"""Trains the bundled models from public data: `npm run train -- --data PATH [--only PART]`."""
import time

from shared.parts import BASELINES, arguments, chosen, module, say


def main() -> None:
    given = arguments(__doc__).parse_args()
    for folder in (given.models, BASELINES):
        folder.mkdir(parents=True, exist_ok=True)
    for part in chosen(given):
        start = time.monotonic()
        say(f"train {part}")
        module(part, "train").train(given.data, given.models)
        say(f"train {part}: {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
