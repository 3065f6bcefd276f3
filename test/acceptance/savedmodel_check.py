"""Opens an exported SavedModel in Python and compares it with `predict --probabilities`.

    maskwright predict P --run R --images DIR --out PREDICTED --probabilities
    maskwright export P --run R --format savedmodel --out MODEL
    python savedmodel_check.py MODEL DIR PREDICTED

Every image of DIR that has a .npy of the same stem in PREDICTED is run whole. Demands: no probability further apart
than 1e-4. Exit status 0 when that holds.
"""

import argparse
import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402
from PIL import Image  # noqa: E402

TOLERANCE = 1e-4


def read_image(path, channels):
    """Pixels in the file's units, [1, height, width, channels]."""
    with Image.open(path) as picture:
        is_deep = picture.mode.startswith(("I", "F"))
        pixels = np.asarray(picture if is_deep else picture.convert("L" if channels == 1 else "RGB"), np.float32)
    if pixels.ndim == 2:
        pixels = np.repeat(pixels[..., None], channels, axis=-1)
    return pixels[None]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("model", type=Path)
    parser.add_argument("images", type=Path)
    parser.add_argument("predicted", type=Path)
    options = parser.parse_args()
    card = json.loads((options.model / "model-card.json").read_text())
    channels = card["input"]["shape"][3]
    loaded = tf.saved_model.load(str(options.model / "saved_model"))
    predict = loaded.signatures["serving_default"]

    differences = {}
    for image in sorted(options.images.iterdir()):
        array = options.predicted / f"{image.stem}.npy"
        if not array.exists():
            continue
        ours = np.load(array)
        theirs = predict(image=tf.constant(read_image(image, channels)))["probabilities"].numpy()[0]
        if ours.shape != theirs.shape:
            sys.exit(f"{image.name}: predicted {ours.shape}, the model gives {theirs.shape}")
        differences[image.name] = float(np.abs(ours - theirs).max())
    if not differences:
        sys.exit(f"No image of {options.images} has a prediction in {options.predicted}.")
    for name, difference in differences.items():
        print(f"{name}: {difference:.2e}")
    largest = max(differences.values())
    print(f"largest: {largest:.2e} over {len(differences)} images")
    sys.exit(0 if largest <= TOLERANCE else 1)


if __name__ == "__main__":
    main()
