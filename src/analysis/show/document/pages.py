"""How full a page is, by an estimate: where a picture has room, and how large."""

from analysis.show.charts.lettering import fill, spread
from analysis.show.document.styles import MARGINS, PAPER, STYLES, TEXT_WIDTH

MM = 72 / 25.4  # points
HIGH = (PAPER[1] - MARGINS["top"] - MARGINS["bottom"]) * MM
WIDE = TEXT_WIDTH * MM
LEADING = 1.3  # of a line whose height is not fixed, in its size
SLACK = 42  # points by which the estimate may be wrong: a line and a half
PICTURE, CAPTION = "公文图", "公文图题"
LEAST = 0.6  # of the text's width: letters of a narrower picture cannot be read


class Page:
    """The page that is being written, and how much of its height is taken."""

    def __init__(self) -> None:
        """Begin an empty page."""
        self.taken = 0.0  # points

    def add(self, style: str, text: str) -> None:
        """Take the height of a paragraph, from page to page where it is parted.

        >>> page = Page()
        >>> page.add("公文正文", "重心" * 20)
        >>> page.taken
        56.0
        """
        look = STYLES[style]
        line = look.line or LEADING * look.size
        said = ("\u3000" * look.indent + text).split("\n")
        n = sum(len(fill(one, WIDE / spread(one), look.size)) or 1 for one in said)
        self.taken += look.before
        if look.next and self.taken + (n + 1) * line > HIGH:
            self.taken = 0.0  # it goes over with what follows
        for _ in range(n):
            over = self.taken + line > HIGH
            self.taken = line if over else self.taken + line
        self.taken += look.after

    def share(self, shape: float) -> float:
        """Return how wide a picture can be here, as a share of the text's width.

        Parameters
        ----------
        shape
            Its height by its width.

        Examples
        --------
        >>> page = Page()
        >>> round(page.share(0.5), 2), round(page.share(1.3), 2)
        (1.0, 0.97)
        """
        rest = HIGH - self.taken - SLACK - _around()
        return max(min(1.0, rest / (shape * WIDE)), 0.0)

    def picture(self, shape: float, share: float) -> None:
        """Take the height of a picture with its caption; on a new page if need be."""
        high = shape * share * WIDE + _around()
        over = self.taken + high > HIGH
        self.taken = high if over else self.taken + high


def _around() -> float:
    """Return the points that a picture takes besides its own height."""
    above, below = STYLES[PICTURE], STYLES[CAPTION]
    return above.before + 0.3 * above.size + (below.line or 0) + below.after
