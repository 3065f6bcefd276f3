"""Replays a trace in Keras: same variables, same batches; compares first gradients and losses with ours.

    maskwright train P ... --trace DIR --trace-steps 50
    python keras_replay.py DIR [--json]

The replica is built from the layers that the trace's index.json lists, in plain Keras, and knows nothing of our graph.
It runs in float32, as people use Keras, and in float64, to know what is right. Demands: the first gradients within 1e-4
(relative, per tensor) of one of the two, and the losses of the first ten steps within 1e-3. How far apart the losses
are after all traced steps is reported. Exit status 0 when both demands hold.

A ReLU or a pooling that stands on the edge goes one way or the other by rounding, which moves the gradients of all
layers before it by up to a percent. In a small network on small patches that is rare, and the demands can be met; with
millions of activations it happens in every step, to Keras as well: so it is also reported how far Keras's own float32
gradients lie from its float64 ones, over five tries with the image changed by half a unit in the last place.
"""

import argparse
import json
import os
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import keras  # noqa: E402
import numpy as np  # noqa: E402
import tensorflow as tf  # noqa: E402

GRADIENT_TOLERANCE = 1e-4
LOSS_TOLERANCE = 1e-3
DEMANDED_STEPS = 10
NUDGES = 4
HALF_UNIT = 2.0**-24


class Upsampling(keras.layers.Layer):
    """Bilinear doubling with half-pixel centres in any precision: TensorFlow's own always gives float32."""

    def call(self, x):
        for axis in (1, 2):
            length = tf.shape(x)[axis]
            before = tf.gather(x, tf.maximum(tf.range(length) - 1, 0), axis=axis)
            after = tf.gather(x, tf.minimum(tf.range(length) + 1, length - 1), axis=axis)
            pairs = tf.stack([0.25 * before + 0.75 * x, 0.75 * x + 0.25 * after], axis=axis + 1)
            shape = tf.shape(x)
            x = tf.reshape(pairs, tf.concat([shape[:axis], [2 * length], shape[axis + 1 :]], 0))
        return x

    def compute_output_shape(self, input_shape):
        return (input_shape[0], None, None, input_shape[3])


def build(index, precision):
    """The network as a Keras model, and its layers by the name of ours."""
    keras.config.set_floatx(precision)
    keras.config.set_dtype_policy(precision)
    mean = np.array(index["normalisation"]["mean"], precision)
    deviation = np.array(index["normalisation"]["deviation"], precision)
    image = keras.Input((None, None, index["inputChannels"]))
    values = {"image": (image - mean) / deviation}
    layers = {}
    for entry in index["layers"]:
        inputs = [values[name] for name in entry["inputs"]]
        layer = keras_layer(entry, index, precision)
        layers[entry["name"]] = layer
        values[entry["name"]] = layer(inputs if entry["kind"] == "concat" else inputs[0])
    return keras.Model(image, values[index["layers"][-1]["name"]]), layers


def keras_layer(entry, index, precision):
    kind = entry["kind"]
    if kind == "convolution":
        shape = shape_of(index, entry["variables"][0])
        return keras.layers.Conv2D(shape[3], shape[:2], padding="same", use_bias=len(entry["variables"]) > 1)
    if kind == "batch-norm":
        return keras.layers.BatchNormalization(**index["batchNorm"])
    if kind == "activation":
        return keras.layers.ReLU()
    if kind == "max-pool":
        return keras.layers.MaxPooling2D(2)
    if kind == "upsample":
        is_single = precision == "float32"
        return keras.layers.UpSampling2D(2, interpolation="bilinear") if is_single else Upsampling()
    if kind == "concat":
        return keras.layers.Concatenate()
    raise ValueError(f"no Keras layer for {kind}")


def shape_of(index, name):
    return next(variable["shape"] for variable in index["variables"] if variable["name"] == name)


def load(folder, file):
    return np.load(folder / file)


def set_variables(index, folder, layers):
    """Our first values into the replica. Returns the Keras variable of each of our names."""
    files = {variable["name"]: variable["file"] for variable in index["variables"]}
    by_name = {}
    for entry in index["layers"]:
        for name in entry["variables"]:
            variable = keras_variable(layers[entry["name"]], name.rsplit("/", 1)[1])
            variable.assign(load(folder, files[name]))
            by_name[name] = variable
    return by_name


def keras_variable(layer, part):
    known = {"moving_mean": "moving_mean", "moving_variance": "moving_variance", "gamma": "gamma", "beta": "beta"}
    return getattr(layer, known.get(part, part))


def weighted_loss(config, logits, label, validity, weight):
    """The losses of the design, written again from their formulas."""
    classes = logits.shape[-1]
    log_p = tf.nn.log_softmax(logits)
    smoothing = config["labelSmoothing"]
    target = tf.one_hot(tf.cast(label, tf.int32), classes, dtype=logits.dtype)
    smooth = (1 - smoothing) * target + smoothing / classes
    ce = -tf.reduce_sum(smooth * log_p, -1)
    importance = validity * weight
    if config["kind"] == "focal":
        p_true = tf.reduce_sum(target * tf.exp(log_p), -1)
        ce = (1 - p_true) ** config["focalGamma"] * ce
    entropy = tf.reduce_sum(importance * ce) / tf.maximum(tf.reduce_sum(importance), 1e-7)
    if config["kind"] in ("ce", "focal"):
        return entropy
    relative = importance / (tf.reduce_sum(importance) / tf.maximum(tf.reduce_sum(validity), 1.0))
    u = relative[..., None]
    p = tf.exp(log_p)
    axes = [0, 1, 2]
    overlap = tf.reduce_sum(u * p * smooth, axes)
    dice = (2 * overlap + 1) / (tf.reduce_sum(u * p, axes) + tf.reduce_sum(u * smooth, axes) + 1)
    occurs = tf.cast(tf.reduce_sum(target * validity[..., None], axes) > 0, logits.dtype)
    dice_loss = 1 - tf.reduce_sum(dice * occurs) / tf.maximum(tf.reduce_sum(occurs), 1)
    share = 1.0 if config["kind"] == "dice" else config["diceShare"]
    return (1 - share) * entropy + share * dice_loss


def keras_optimizer(config):
    kind = config["kind"]
    if kind == "sgd":
        return keras.optimizers.SGD(momentum=config["momentum"])
    betas = {"beta_1": config["beta1"], "beta_2": config["beta2"], "epsilon": config["epsilon"]}
    if kind == "adam":
        return keras.optimizers.Adam(**betas)
    optimizer = keras.optimizers.AdamW(weight_decay=config["weightDecay"], **betas)
    optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])
    return optimizer


class Replica:
    """The network, its optimiser and our first values, in one precision."""

    def __init__(self, index, folder, precision):
        self.index, self.folder, self.precision = index, folder, precision
        self.model, layers = build(index, precision)
        self.by_name = set_variables(index, folder, layers)
        self.optimizer = keras_optimizer(index["optimizer"])
        self.optimizer.build(self.model.trainable_variables)
        self.slopes = tf.function(self._slopes)

    def _slopes(self, image, label, validity, weight):
        with tf.GradientTape() as tape:
            logits = self.model(image, training=True)
            loss = weighted_loss(self.index["loss"], logits, label, validity, weight)
        return loss, tape.gradient(loss, self.model.trainable_variables)

    def batch(self, step, nudge=None):
        """Tensors of a step; with a nudge the image is changed by rounding errors of that seed."""
        image, validity, weight = (load(self.folder, step[key]) for key in ("image", "validity", "weight"))
        if nudge is not None:
            noise = np.random.default_rng(nudge).uniform(-1, 1, image.shape).astype(np.float32)
            image = image * (1 + np.float32(2 * HALF_UNIT) * noise)
        label = tf.constant(load(self.folder, step["label"]))
        return tf.cast(image, self.precision), label, tf.cast(validity, self.precision), tf.cast(weight, self.precision)

    def first_gradients(self, nudge=None):
        """By our names, before any update."""
        _, gradients = self.slopes(*self.batch(self.index["steps"][0], nudge))
        names = {variable.path: name for name, variable in self.by_name.items()}
        pairs = zip(self.model.trainable_variables, gradients)
        return {names[variable.path]: gradient.numpy().astype(np.float64) for variable, gradient in pairs}

    def losses(self, steps):
        """Trains; the loss of each step before its update."""
        result = []
        for step in self.index["steps"][:steps]:
            loss, gradients = self.slopes(*self.batch(step))
            self.optimizer.learning_rate = step["learningRate"]
            self.optimizer.apply_gradients(zip(gradients, self.model.trainable_variables))
            result.append(float(loss))
        return np.array(result)


def relative(a, b):
    return float(np.linalg.norm(a - b) / max(np.linalg.norm(b), 1e-30))


def worst(gradients, reference):
    return max(relative(gradients[name], reference[name]) for name in reference)


def compare(folder):
    index = json.loads((folder / "index.json").read_text())
    if index["precision"] != "float32":
        sys.exit("The trace is not of a float32 run: rounding alone would exceed the tolerance.")
    ours = {entry["name"]: load(folder, entry["file"]).astype(np.float64) for entry in index["firstGradients"]}
    our_losses = np.array([step["loss"] for step in index["steps"]])
    double = Replica(index, folder, "float64")
    exact, exact_losses = double.first_gradients(), double.losses(DEMANDED_STEPS)
    single = Replica(index, folder, "float32")
    tries = [single.first_gradients(nudge) for nudge in (None, *range(NUDGES))]
    single_losses = single.losses(len(our_losses))
    from_single, from_double = worst(ours, tries[0]), worst(ours, exact)
    ten = slice(0, DEMANDED_STEPS)
    apart = float(np.abs(our_losses - single_losses)[ten].max())
    apart_double = float(np.abs(our_losses[ten] - exact_losses).max())
    return {
        "tensors": len(ours),
        "gradientsFromKerasFloat32": from_single,
        "gradientsFromKerasFloat64": from_double,
        "kerasFloat32FromItsFloat64": [worst(gradients, exact) for gradients in tries],
        "lossesFromKerasFloat32InTen": apart,
        "lossesFromKerasFloat64InTen": apart_double,
        "kerasFloat32FromItsFloat64InTen": float(np.abs(single_losses[ten] - exact_losses).max()),
        "steps": len(our_losses),
        "lossesFromKerasFloat32InAll": float(np.abs(our_losses - single_losses).max()),
        "lastLosses": [float(our_losses[-1]), float(single_losses[-1])],
        "ok": min(from_single, from_double) <= GRADIENT_TOLERANCE and min(apart, apart_double) <= LOSS_TOLERANCE,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trace", type=Path)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    result = compare(options.trace)
    if options.json:
        print(json.dumps(result))
    else:
        for key, value in result.items():
            print(f"{key}: {value}")
    sys.exit(0 if result["ok"] else 1)


if __name__ == "__main__":
    main()
