"""Compares weight maps that the program wrote with NumPy written from the formulas, independent of the program's code.

    maskwright weights P --image NAME --weighting SPEC --npy map.npy
    python3 test/acceptance/weights.py IMAGE.png SPEC map.npy [IMAGE.png SPEC map.npy ...]

Needs NumPy and Pillow. SPEC: edge and region terms with shares, threshold, floor and strength. Ends with status 1 where a
map differs by more than 1e-5 anywhere.
"""

import sys

import numpy as np
from PIL import Image

TOLERANCE = 1e-5


def edge(image):
    """r = sum_c sqrt(dx^2 + dy^2) of forward differences, last column and row 0; then min-max."""
    dx = np.pad(np.abs(np.diff(image, axis=1)), ((0, 0), (0, 1), (0, 0)))
    dy = np.pad(np.abs(np.diff(image, axis=0)), ((0, 1), (0, 0), (0, 0)))
    raw = np.sqrt(dx**2 + dy**2).sum(axis=2)
    return (raw - raw.min()) / (raw.max() - raw.min() + 1e-7)


def region(image, threshold=0.5):
    """1 where the mean over the channels is below the threshold."""
    return (image.mean(axis=2) < threshold).astype(np.float64)


def weights(image, spec):
    """w = floor + strength * sum_i share_i n_i / sum_i share_i."""
    whole = {"floor": 1.0, "strength": 4.0}
    total, shares = np.zeros(image.shape[:2]), 0.0
    for term in spec.split("+"):
        head, _, parameters = term.partition(":")
        source, _, share = head.partition("*")
        own = {}
        for pair in filter(None, parameters.split(",")):
            key, _, value = pair.partition("=")
            (whole if key in whole else own)[key] = float(value)
        share = float(share or 1)
        total += share * {"edge": edge, "region": region}[source](image, **own)
        shares += share
    return whole["floor"] + whole["strength"] * total / shares


def main(arguments):
    if not arguments or len(arguments) % 3 != 0:
        sys.exit(__doc__)
    has_failed = False
    for image_path, spec, map_path in zip(arguments[0::3], arguments[1::3], arguments[2::3]):
        pixels = np.asarray(Image.open(image_path), dtype=np.float64) / 255
        image = pixels[..., None] if pixels.ndim == 2 else pixels[..., :3]
        expected, written = weights(image, spec), np.load(map_path)
        if written.dtype != np.float32 or written.shape != expected.shape:
            print(f"{map_path}: {written.dtype} {written.shape}, expected float32 {expected.shape}")
            has_failed = True
            continue
        difference = np.abs(written - expected).max()
        has_failed |= bool(difference > TOLERANCE)
        print(f"{image_path} {spec}: largest difference {difference:.1e}, weights {expected.min():.3f} to {expected.max():.3f}")
    sys.exit(1 if has_failed else 0)


if __name__ == "__main__":
    main(sys.argv[1:])
