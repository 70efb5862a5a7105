"""Make the pictures of the documentation anew: screenshots of the site of the example reports.

usage: python benchmarks/pictures.py OUT [--into docs/images] [--browser /usr/bin/chromium]

OUT is the output folder of `zhijiao build examples/reports --out OUT`.
"""

from __future__ import annotations

import argparse
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PIL import Image
from playwright.sync_api import sync_playwright

_IMAGES: Final = Path(__file__).resolve().parent.parent / "docs" / "images"
#: Milliseconds within which networks and plots have been drawn.
_DRAWN: Final = 1500


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: its name, the page below the site, the window's size, what is at its top edge, colours."""

    name: str
    page: str
    size: tuple[int, int] = (1280, 860)
    top: str = ""
    scheme: str = "light"


PICTURES: Final = (
    Picture("home", "index.html"),
    Picture("network", "network.html"),
    Picture("school", "school/青禾市云岭职业技术学校.html"),
    Picture("facts", "school/青禾市云岭职业技术学校.html", top="#partnerships"),
    Picture("phone", "school/青禾市云岭职业技术学校.html", size=(390, 844), scheme="dark"),
)


def taken(browser: Any, site: Path, picture: Picture) -> Image.Image:
    """Return the picture of a page in 256 colours. Raises playwright's Error where there is no such page."""
    width, height = picture.size
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=picture.scheme)
    tab = context.new_page()
    tab.goto((site / picture.page).as_uri())
    if picture.top:
        tab.locator(picture.top).evaluate("place => place.scrollIntoView()")
        tab.locator(f"{picture.top} details.quote summary").first.click()
    tab.wait_for_timeout(_DRAWN)
    image = Image.open(io.BytesIO(tab.screenshot()))
    context.close()
    return image.convert("RGB").quantize(256, dither=Image.Dither.NONE)


def main() -> None:
    """Take the pictures and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--into", type=Path, default=_IMAGES)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    options = parser.parse_args()
    site = (options.out / "site").resolve()
    with sync_playwright() as driver:
        arguments = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
        browser = driver.chromium.launch(executable_path=options.browser, args=arguments)
        for picture in PICTURES:
            path = options.into / f"{picture.name}.png"
            taken(browser, site, picture).save(path, optimize=True)
            print(f"{path} {path.stat().st_size / 1000:.0f} kB")
        browser.close()


if __name__ == "__main__":
    main()
