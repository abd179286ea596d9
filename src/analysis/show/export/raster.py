"""Turn a page of a PDF into a PNG: flat colours, few of them, a small file."""

import zlib
from collections.abc import Mapping
from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image, PngImagePlugin

PACKED = zlib.Z_RLE  # charts are flat: runs of a colour are soon found
MOST = 256  # colours of a palette
ALIKE = 2  # steps of 255 by which two colours may differ and be one
MANY = 16_384  # colours of what is no chart but a photograph


def png(pdf: bytes, *, dpi: int, said: Mapping[str, str]) -> bytes:
    """Return the first page of a PDF as a PNG; the same page, the same bytes.

    Parameters
    ----------
    dpi
        Dots an inch.
    said
        Key → text that the file carries unseen (PNG's ``tEXt``); empty ones are not.
    """
    document = pypdfium2.PdfDocument(pdf)
    bitmap = document[0].render(scale=dpi / 72)
    image = with_palette(bitmap.to_pil().convert("RGB"))
    bitmap.close()
    document.close()
    info = PngImagePlugin.PngInfo()
    for key, value in said.items():
        if value:
            info.add_text(key, value)
    buffer = BytesIO()
    image.save(buffer, "PNG", dpi=(dpi, dpi), pnginfo=info, compress_type=PACKED)
    return buffer.getvalue()


def with_palette(image: Image.Image) -> Image.Image:
    """Return an image with 256 colours at most: a third of the bytes to be packed.

    Colours that nobody can tell apart become the more frequent of them; where more
    than 256 are left, those that differ by twice as much, and so on. An image of very
    many colours is returned as it is.

    Examples
    --------
    >>> image = Image.new("RGB", (2, 1), "#B3261E")
    >>> image.putpixel((1, 0), (255, 255, 255))
    >>> with_palette(image).convert("RGB").getpixel((0, 0)) == (0xB3, 0x26, 0x1E)
    True
    """
    found = image.getcolors(MANY)
    if found is None:
        return image
    colours = np.array([colour for _, colour in sorted(found, reverse=True)], np.int16)
    apart, kept = ALIKE, _apart(colours, ALIKE)
    while kept is None:
        apart *= 2
        kept = _apart(colours, apart)
    palette = Image.new("P", (1, 1))
    palette.putpalette(kept.astype(np.uint8).tobytes())
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def _apart(colours: np.ndarray, apart: int) -> np.ndarray | None:
    """Return the colours that differ by more; None where these are too many."""
    kept, left = [], np.ones(len(colours), bool)
    while left.any():
        first = int(left.argmax())
        kept.append(first)
        if len(kept) > MOST:
            return None
        left &= np.abs(colours - colours[first]).max(axis=1) > apart
    return colours[kept]
