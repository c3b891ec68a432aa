# SPDX-License-Identifier: Apache-2.0
# The same trials in numpy, vectorised: prints a list of milliseconds by the clock and of the processor. Usage: python3 uncertainty-numpy.py TRIALS ROUNDS
import json
import sys
import time

import numpy as np

count, rounds = int(sys.argv[1]), int(sys.argv[2])
times = []
for seed in range(rounds + 2):
    begin, used = time.perf_counter(), time.process_time()
    random = np.random.Generator(np.random.PCG64(seed))

    def trapezoid(a, b, d):
        start = a - d + 2 * d * random.random(count)
        return start + (a + b - 2 * start) * random.random(count)

    ls = 50000623 + 25 * random.standard_t(18, count)
    d = 215 + 6 * random.standard_t(24, count)
    d1 = 4 * random.standard_t(5, count)
    d2 = 7 * random.standard_t(8, count)
    alpha = 9.5e-6 + 4e-6 * random.random(count)
    theta = -0.1 + 0.2 * random.standard_normal(count)
    delta = 0.5 * np.sin(2 * np.pi * random.random(count))
    dalpha = trapezoid(-1e-6, 1e-6, 0.1e-6)
    dtheta = trapezoid(-0.05, 0.05, 0.025)
    y = np.sort(ls + d + d1 + d2 - ls * (dalpha * (theta + delta) + alpha * dtheta) - 50000000)
    inside = int(0.99 * count + 0.5)
    mean, u = y.mean(), y.std(ddof=1)
    symmetric = y[(count - inside + 1) // 2 - 1], y[(count - inside + 1) // 2 - 1 + inside]
    r = np.argmin(y[inside:] - y[:-inside])
    assert abs(mean - 838) < 0.3 and abs(u - 35.81) < 0.3
    if seed >= 2:
        times.append({"wall": (time.perf_counter() - begin) * 1000, "cpu": (time.process_time() - used) * 1000})
print(json.dumps(times))
