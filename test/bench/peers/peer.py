"""Timed peers for `npm run bench`.

Reads one request a line from standard input, `name count`, does the named work `count` times and answers with one
JSON line {"ms": [...]}: milliseconds of each repetition. One process serves a whole benchmark, so that both sides are
warm and their repetitions alternate.
"""

import json
import sys
import time
from itertools import count as count_up

import numpy as np

BATCH, SIDE, CHANNELS, CLASSES = 4, 128, 3, 2
WIDTH, DEPTH = 16, 4


def timed(work, count):
    result = []
    for _ in range(count):
        start = time.perf_counter()
        work()
        result.append((time.perf_counter() - start) * 1000)
    return result


def keras_step():
    import tensorflow as tf
    from tensorflow import keras

    layers = keras.layers

    def block(x, channels):
        for _ in range(2):
            x = layers.Conv2D(channels, 3, padding="same", use_bias=False)(x)
            x = layers.BatchNormalization(momentum=0.9, epsilon=1e-3)(x)
            x = layers.ReLU()(x)
        return x

    image = keras.Input((SIDE, SIDE, CHANNELS))
    x, skips = image, []
    for level in range(DEPTH):
        x = block(x, WIDTH * 2**level)
        skips.append(x)
        x = layers.MaxPooling2D(2)(x)
    x = block(x, WIDTH * 2**DEPTH)
    for level in reversed(range(DEPTH)):
        x = layers.UpSampling2D(2, interpolation="bilinear")(x)
        x = block(layers.Concatenate()([skips[level], x]), WIDTH * 2**level)
    model = keras.Model(image, layers.Conv2D(CLASSES, 1)(x))
    optimizer = keras.optimizers.Adam(1e-3)
    optimizer.build(model.trainable_variables)

    @tf.function
    def step(images, labels, weights):
        with tf.GradientTape() as tape:
            ce = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, model(images, training=True))
            loss = tf.reduce_sum(weights * ce) / tf.reduce_sum(weights)
        optimizer.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))
        return loss

    rng = np.random.default_rng(0)
    images = tf.constant(rng.random((BATCH, SIDE, SIDE, CHANNELS), np.float32))
    labels = tf.constant(rng.integers(0, CLASSES, (BATCH, SIDE, SIDE)), tf.int32)
    weights = tf.constant(1 + 4 * rng.random((BATCH, SIDE, SIDE), np.float32))
    return lambda: step(images, labels, weights).numpy()


def opencv_sobel():
    import cv2

    # As many threads as OpenCV likes; the edge map it is compared with runs on one.
    image = np.random.default_rng(0).random((1000, 1000, 3), np.float32)

    def work():
        dx = cv2.Sobel(image, cv2.CV_32F, 1, 0, ksize=3)
        dy = cv2.Sobel(image, cv2.CV_32F, 0, 1, ksize=3)
        edges = cv2.magnitude(dx.reshape(-1), dy.reshape(-1)).reshape(image.shape)
        edges = cv2.transform(edges, np.ones((1, 3), np.float32))
        return cv2.normalize(edges, None, 0, 1, cv2.NORM_MINMAX)

    return work


def napari_paint(brush):
    from napari.layers import Labels

    # As its brush does with every place of the pointer, but for the picture on the screen.
    layer = Labels(np.zeros((9000, 12000), np.uint8))
    layer.brush_size = brush
    places = count_up()

    def work():
        i = next(places)
        layer.paint((4500 + 3000 * np.sin(i / 100), 6000 + 4000 * np.cos(i / 100)), 1 + i // 200 % 2, refresh=False)

    return work


MAKERS = {
    "keras-step": keras_step,
    "opencv-sobel": opencv_sobel,
    "napari-paint-400": lambda: napari_paint(400),
    "napari-paint-2000": lambda: napari_paint(2000),
}


def main():
    made = {}
    for line in sys.stdin:
        name, count = line.split()
        if name not in made:
            made[name] = MAKERS[name]()
            for _ in range(3):
                made[name]()
        print(json.dumps({"ms": timed(made[name], int(count))}), flush=True)


main()
