# SPDX-License-Identifier: Apache-2.0
# Writes ../vectors/gamma_tails.json: both tails of chi-squared down to 1e-300 for up to 4 million degrees of freedom, 20 digits, by
# the series and the continued fraction of the incomplete gamma function (DLMF 8.11.4, 8.9.2). Needs mpmath 1.3.
import json
import pathlib
import random

import mpmath as mp

mp.mp.dps = 45
random.seed(7)


def term(a, x):
    return mp.exp(a * mp.log(x) - x - mp.loggamma(a + 1))


def lower(a, x):
    part = total = mp.mpf(1)
    n = 1
    while part > total * mp.mpf(10) ** -40:
        part *= x / (a + n)
        total += part
        n += 1
    return term(a, x) * total


def upper(a, x):
    value = c = x + 1 - a
    d = mp.mpf(0)
    n, factor = 1, mp.mpf(0)
    while abs(factor - 1) > mp.mpf(10) ** -38:
        above, below = -n * (n - a), x + 2 * n + 1 - a
        d = 1 / (below + above * d)
        c = below + above / c
        factor = c * d
        value *= factor
        n += 1
    return term(a, x) * a / value


def row(x, degrees):
    a, half = mp.mpf(degrees) / 2, mp.mpf(x) / 2
    if half < a:
        return {"x": repr(x), "degrees": repr(degrees), "lower": mp.nstr(lower(a, half), 20)}
    return {"x": repr(x), "degrees": repr(degrees), "upper": mp.nstr(upper(a, half), 20)}


rows = [row(55232.28055507536, 63247.09536164749), row(44484.079, 34338.48), row(232642.56076046117, 208596.23895833764)]
while len(rows) < 60:
    a, z = 10 ** random.uniform(-0.5, 6.3), random.uniform(-37, 37)
    root = 1 - 1 / (9 * a) + z / (3 * a**0.5)  # E. B. Wilson and M. M. Hilferty (1931)
    x = a * (root if root > 0 else 10 ** random.uniform(-3, -0.1)) ** 3
    if x < a or x > a + 1:
        new = row(2 * x, 2 * a)
        if mp.mpf(new.get("lower", new.get("upper"))) > mp.mpf(10) ** -305:
            rows.append(new)

out = {
    "title": "far tails of chi-squared with many degrees of freedom",
    "source": "mpmath 1.3.0, 45 digits, for the double nearest to each argument (generators/gamma-tails.py)",
    "tolerance": 1e-12,
    "rows": rows,
}
(pathlib.Path(__file__).parents[1] / "vectors" / "gamma_tails.json").write_text(json.dumps(out, indent=1) + "\n")
