# SPDX-License-Identifier: Apache-2.0
# Algorithm A in numpy, all items at once, to 1e-10: prints times and estimates. Usage: python3 proficiency-numpy.py LABORATORIES ITEMS ROUNDS
import json
import sys
import time

import numpy as np

laboratories, items, rounds = (int(argument) for argument in sys.argv[1:4])
state = np.arange(1, items + 1, dtype=np.uint64)


def draw():
    global state
    state = (state * np.uint64(1664525) + np.uint64(1013904223)) & np.uint64(0xFFFFFFFF)
    return (state.astype(float) + 0.5) / 2**32


def draw_where(mask):
    global state
    after = (state * np.uint64(1664525) + np.uint64(1013904223)) & np.uint64(0xFFFFFFFF)
    state = np.where(mask, after, state)
    return np.where(mask, (state.astype(float) + 0.5) / 2**32, 0)


values = np.empty((items, laboratories))
for laboratory in range(laboratories):
    value = 10 + np.sqrt(-2 * np.log(draw())) * np.cos(2 * np.pi * draw())
    far = draw() < 0.05
    values[:, laboratory] = value + 20 * draw_where(far)


def algorithm_a(x):
    centre = np.median(x, axis=1)
    scale = 1.483 * np.median(np.abs(x - centre[:, None]), axis=1)
    while True:
        reach = 1.5 * scale
        brought = np.clip(x, (centre - reach)[:, None], (centre + reach)[:, None])
        next_centre = brought.mean(axis=1)
        next_scale = 1.134 * brought.std(axis=1, ddof=1)
        moved = max(np.abs(next_centre - centre).max(), np.abs(next_scale - scale).max())
        centre, scale = next_centre, next_scale
        if moved < 1e-10:
            return centre, scale


times = []
for _ in range(rounds):
    begin = time.perf_counter()
    centre, scale = algorithm_a(values)
    times.append((time.perf_counter() - begin) * 1000)
print(json.dumps({"times": times, "estimates": np.column_stack([centre, scale]).tolist()}))
