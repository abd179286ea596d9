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
    scale = (
        dpi / 72 * (1 - 1e-6)
    )  # PDF rounds 13.33 inches up, and a dot would be added
    bitmap = document[0].render(scale=scale, prefer_bgrx=True)
    image = with_palette(bitmap.to_numpy())
    bitmap.close()
    document.close()
    info = PngImagePlugin.PngInfo()
    for key, value in said.items():
        if value:
            info.add_text(key, value)
    buffer = BytesIO()
    image.save(buffer, "PNG", dpi=(dpi, dpi), pnginfo=info, compress_type=PACKED)
    return buffer.getvalue()


def with_palette(pixels: np.ndarray) -> Image.Image:
    """Return an image with 256 colours at most: a third of the bytes to be packed.

    Colours that nobody can tell apart become the more frequent of them; where more
    than 256 are left, those that differ by twice as much, and so on. Pillow has its own
    way to a palette, which is some steps off and makes white a grey.

    Parameters
    ----------
    pixels
        Blue, green, red and a byte that says nothing: height × width × 4.

    Examples
    --------
    >>> pixels = np.array([[[0x26, 0x1E, 0xB3, 0], [255, 255, 255, 0]]], np.uint8)
    >>> with_palette(pixels).convert("RGB").getpixel((0, 0)) == (0xB3, 0x1E, 0x26)
    True
    """
    height, width, _ = pixels.shape
    runs, lengths = _runs(pixels.reshape(-1).view("<u4"))
    found = np.unique(runs)
    if len(found) > MANY:
        return Image.frombuffer("RGB", (width, height), pixels, "raw", "BGRX", 0, 1)
    number = np.searchsorted(found, runs)
    times = np.bincount(number, weights=lengths)
    order = np.lexsort((found, times))[::-1]  # the most frequent first
    colours = np.stack([found[order] >> bits & 0xFF for bits in (16, 8, 0)])
    colours = colours.astype(np.int32)  # red, green and blue, a row each
    apart, kept = ALIKE, _apart(colours, ALIKE)
    while kept is None:
        apart *= 2
        kept = _apart(colours, apart)
    nearest = np.empty(len(found), np.uint8)
    nearest[order] = _nearest(colours, kept)
    flat = np.repeat(nearest[number], lengths).reshape(height, width)
    image = Image.fromarray(flat)
    image.putpalette(kept.T.astype(np.uint8).tobytes())
    return image


def _runs(pixels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the colours as they follow one another, and how often each comes again.

    >>> colours, lengths = _runs(np.array([7, 7, 7, 9, 7], np.uint32))
    >>> colours.tolist(), lengths.tolist()
    ([7, 9, 7], [3, 1, 1])
    """
    begins = np.append(True, pixels[1:] != pixels[:-1])
    at = np.flatnonzero(begins)
    return pixels[at] & 0xFFFFFF, np.diff(at, append=len(pixels))


def _nearest(colours: np.ndarray, kept: np.ndarray) -> np.ndarray:
    """Return which of the colours kept each colour is nearest to."""
    return np.square(colours[:, :, None] - kept[:, None]).sum(axis=0).argmin(axis=1)


def _apart(colours: np.ndarray, apart: int) -> np.ndarray | None:
    """Return the colours that differ by more; None where these are too many."""
    kept, left = [], np.ones(colours.shape[1], bool)
    while left.any():
        first = int(left.argmax())
        kept.append(first)
        if len(kept) > MOST:
            return None
        left &= np.abs(colours - colours[:, [first]]).max(axis=0) > apart
    return colours[:, kept]
