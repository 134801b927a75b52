"""`screens.py FOLDER [LANGUAGE…]`: pictures of every page and state at 390 and 1,280 px, in light and dark, to be looked at."""
import base64
import pathlib
import sys

import states


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    count = 0

    def look(language, name, _):
        nonlocal count
        for width in states.WIDTHS:
            for scheme in states.SCHEMES:
                states.look_as(made.driver, scheme, width)
                picture = made.driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})["data"]
                (folder / f"{name}-{language}-{width}-{scheme}.png").write_bytes(base64.b64decode(picture))
                count += 1

    with states.world() as made:
        states.visit(made, look, sys.argv[2:] or states.LANGUAGES)
    print(f"{count} pictures in {folder}")


if __name__ == "__main__":
    main()
