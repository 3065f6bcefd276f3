"""Replays a trace in Keras: same variables, same batches; compares first gradients and losses with ours.

    maskwright train P ... --trace DIR --trace-steps 50
    python keras_replay.py DIR [--json]

The replica is built from the layers that the trace's index.json lists, in plain Keras, and knows nothing of our graph.
Every network can be replayed, an encoder frozen or released; deep supervision and clipped gradients cannot.
Demands: the first gradients within 1e-4 (relative, per tensor) and the losses of the first ten steps within 1e-3. How
far apart the losses are after all traced steps is reported. Exit status 0 when both demands hold.

Batch norm and the unsmoothed cross-entropy go through TensorFlow's fused kernels, as in Keras 2. Keras 3 spells both out
in smaller operations; the other rounding moves a ReLU here and there over its edge, and with it the gradients of a deep
network by about a percent: as far as Keras's own float32 lies from its float64. Adam is run both ways, since the last
bit of an update is enough to drive two trainings of a deep network apart; one of them has to hold.
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


class FusedBatchNormalization(keras.layers.BatchNormalization):
    """Keras's batch norm through the fused kernel, as Keras 2 ran it; Keras 3 spells it out, which rounds otherwise."""

    def call(self, x, training=None):
        if not training:
            return super().call(x, training=training)
        y, mean, variance = tf.compat.v1.nn.fused_batch_norm(x, self.gamma, self.beta, epsilon=self.epsilon)
        count = tf.cast(tf.size(x) / tf.shape(x)[-1], variance.dtype)
        population = variance * (count - 1) / count
        for moving, batch in ((self.moving_mean, mean), (self.moving_variance, population)):
            moving.assign(moving * self.momentum + batch * (1 - self.momentum))
        return y


def build(index):
    """The network as a Keras model, and its layers by the name of ours."""
    mean = np.array(index["normalisation"]["mean"], np.float32)
    deviation = np.array(index["normalisation"]["deviation"], np.float32)
    image = keras.Input((None, None, index["inputChannels"]))
    values = {"image": (image - mean) / deviation}
    layers = {}
    for entry in index["layers"]:
        inputs = [values[name] for name in entry["inputs"]]
        layer = keras_layer(entry, index)
        layers[entry["name"]] = layer
        values[entry["name"]] = layer(inputs if len(inputs) > 1 else widened(inputs[0], entry, index))
    return keras.Model(image, values[index["layers"][-1]["name"]]), layers


def widened(x, entry, index):
    """A grey image three times for a kernel that wants three channels."""
    if entry["kind"] != "convolution" or x.shape[-1] != 1:
        return x
    wanted = shape_of(index, entry["variables"][0])[2]
    return keras.layers.Concatenate()([x] * wanted) if wanted > 1 else x


class FrozenBatchNormalization(keras.layers.BatchNormalization):
    """Normalises by its moving statistics while it trains, and leaves them alone."""

    def call(self, x, training=None):
        y, _, _ = tf.compat.v1.nn.fused_batch_norm(
            x, self.gamma, self.beta, self.moving_mean, self.moving_variance, epsilon=self.epsilon, is_training=False
        )
        return y


def keras_layer(entry, index):
    kind = entry["kind"]
    if kind in ("convolution", "depthwise-convolution"):
        shape = shape_of(index, entry["variables"][0])
        strides = stride_of(entry, index)
        options = {"padding": "same", "strides": strides, "use_bias": len(entry["variables"]) > 1}
        if kind == "convolution":
            return keras.layers.Conv2D(shape[3], shape[:2], **options)
        return keras.layers.DepthwiseConv2D(shape[:2], **options)
    if kind == "batch-norm":
        is_frozen = variable_of(index, entry["variables"][0])["group"] == "encoder"
        return (FrozenBatchNormalization if is_frozen else FusedBatchNormalization)(**index["batchNorm"])
    if kind == "activation":
        return keras.layers.Activation(entry["activation"])
    if kind == "max-pool":
        return keras.layers.MaxPooling2D(2)
    if kind in ("upsample", "attention-map"):
        return keras.layers.UpSampling2D(2, interpolation="bilinear")
    if kind == "concat":
        return keras.layers.Concatenate()
    if kind == "multiply":
        return keras.layers.Multiply()
    if kind == "add":
        return keras.layers.Add()
    raise ValueError(f"no Keras layer for {kind}")


def stride_of(entry, index):
    """How much coarser a layer's cells are than those of the layer it reads."""
    strides = {"image": 1, **{layer["name"]: layer["stride"] for layer in index["layers"]}}
    return entry["stride"] // strides[entry["inputs"][0]]


def variable_of(index, name):
    return next(variable for variable in index["variables"] if variable["name"] == name)


def shape_of(index, name):
    return variable_of(index, name)["shape"]


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
    if smoothing == 0:
        ce = tf.nn.sparse_softmax_cross_entropy_with_logits(tf.cast(label, tf.int32), logits)
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


class FusedAdam:
    """Adam through TensorFlow's kernel, as Keras 2 ran it; the interface of a Keras optimiser as far as it is used."""

    def __init__(self, beta1, beta2, epsilon):
        self.beta1, self.beta2, self.epsilon, self.learning_rate, self.step = beta1, beta2, epsilon, 0.0, 0

    def build(self, variables):
        self.slots = {v.path: (tf.Variable(tf.zeros(v.shape)), tf.Variable(tf.zeros(v.shape))) for v in variables}

    def apply_gradients(self, pairs):
        self.step += 1
        for gradient, variable in pairs:
            m, v = self.slots[variable.path]
            tf.raw_ops.ResourceApplyAdam(
                var=variable.value.handle, m=m.handle, v=v.handle, grad=gradient, lr=self.learning_rate,
                beta1=self.beta1, beta2=self.beta2, epsilon=self.epsilon,
                beta1_power=self.beta1**self.step, beta2_power=self.beta2**self.step,
            )


class Replica:
    """The network, its optimiser and our first values."""

    def __init__(self, index, folder, optimizer):
        self.index, self.folder = index, folder
        self.model, layers = build(index)
        self.by_name = set_variables(index, folder, layers)
        names = {variable.path: name for name, variable in self.by_name.items()}
        self.names = names
        # A pretrained encoder is an optimiser's business of its own: with its own rate, and its own count of steps.
        self.groups = {"main": [], "encoder": []}
        for variable in self.model.trainable_variables:
            self.groups[variable_of(index, names[variable.path])["group"]].append(variable)
        self.optimizers = {group: optimizer() for group, variables in self.groups.items() if variables}
        for group, own in self.optimizers.items():
            own.build(self.groups[group])
        self.slopes = tf.function(self._slopes)

    def _slopes(self, image, label, validity, weight):
        with tf.GradientTape() as tape:
            logits = self.model(image, training=True)
            loss = weighted_loss(self.index["loss"], logits, label, validity, weight)
        return loss, tape.gradient(loss, self.model.trainable_variables)

    def batch(self, step):
        return [tf.constant(load(self.folder, step[key])) for key in ("image", "label", "validity", "weight")]

    def first_gradients(self):
        """By our names, before any update."""
        _, gradients = self.slopes(*self.batch(self.index["steps"][0]))
        pairs = zip(self.model.trainable_variables, gradients)
        return {self.names[variable.path]: gradient.numpy() for variable, gradient in pairs}

    def losses(self):
        """Trains; the loss of each step before its update."""
        result = []
        for step in self.index["steps"]:
            loss, gradients = self.slopes(*self.batch(step))
            slopes = {v.path: gradient for v, gradient in zip(self.model.trainable_variables, gradients)}
            for group, own in self.optimizers.items():
                rate = step["learningRate"] * (step["encoderRateFactor"] if group == "encoder" else 1)
                if rate > 0:
                    own.learning_rate = rate
                    own.apply_gradients([(slopes[v.path], v) for v in self.groups[group]])
            result.append(float(loss))
        return np.array(result)


def relative(a, b):
    return float(np.linalg.norm(a - b) / max(np.linalg.norm(b), 1e-30))


def compare(folder):
    index = json.loads((folder / "index.json").read_text())
    if index["precision"] != "float32":
        sys.exit("The trace is not of a float32 run: rounding alone would exceed the tolerance.")
    if index["deepSupervision"] or index["clipNorm"] is not None:
        sys.exit("The trace is of a run with deep supervision or clipped gradients, which are not replayed.")
    ours = {entry["name"]: load(folder, entry["file"]) for entry in index["firstGradients"]}
    our_losses = np.array([step["loss"] for step in index["steps"]])
    result = {"tensors": len(ours), "steps": len(our_losses)}
    for name, optimizer in optimizers(index["optimizer"]).items():
        replica = Replica(index, folder, optimizer)
        theirs = replica.first_gradients()
        # The gradients' pass moved the moving statistics, which training does not read.
        apart = np.abs(our_losses - replica.losses())
        result["largestGradientDifference"] = max(relative(ours[key], theirs[key]) for key in theirs)
        result[f"lossDifference, {name}"] = {
            "inTenSteps": float(apart[:DEMANDED_STEPS].max()),
            "inAllSteps": float(apart.max()),
            "last": float(apart[-1]),
        }
    best = min(value["inTenSteps"] for value in result.values() if isinstance(value, dict))
    result["ok"] = result["largestGradientDifference"] <= GRADIENT_TOLERANCE and best <= LOSS_TOLERANCE
    return result


def optimizers(config):
    """How to make Keras's own, and for Adam the same through the fused kernel."""
    own = {"Keras's optimiser": lambda: keras_optimizer(config)}
    if config["kind"] != "adam":
        return own
    return {**own, "fused Adam": lambda: FusedAdam(config["beta1"], config["beta2"], config["epsilon"])}


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
