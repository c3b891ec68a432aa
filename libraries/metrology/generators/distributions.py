# SPDX-License-Identifier: Apache-2.0
# Writes ../vectors/tails.json: far tails and quantiles of t, chi-squared and F, 20 digits. Needs mpmath 1.3.
import json
import pathlib

import mpmath as mp

mp.mp.dps = 50
exact = lambda text: mp.mpf(float(text))  # the double that the program reads, not the decimal text


def t_tail(x, nu):
    return mp.betainc(nu / 2, mp.mpf(1) / 2, 0, nu / (nu + x * x), regularized=True) / 2


def chi_tail(x, nu):
    return mp.gammainc(nu / 2, x / 2, mp.inf, regularized=True)


def chi_lower(x, nu):
    return mp.gammainc(nu / 2, 0, x / 2, regularized=True)


def f_tail(x, d1, d2):
    return mp.betainc(d2 / 2, d1 / 2, 0, d2 / (d2 + d1 * x), regularized=True)


def solve(tail, p):
    low, high = mp.mpf("1e-60"), mp.mpf("1e60")
    for _ in range(400):
        middle = mp.sqrt(low * high)
        if tail(middle) > p:
            low = middle
        else:
            high = middle
    return middle


P = ["1e-10", "1e-6", "0.001"]
rows = []
for nu in ["0.7", "1", "2", "3", "9", "16.75", "50", "1e4"]:
    n = exact(nu)
    for x in ["0.001", "0.7", "3", "8", "30"]:
        rows.append({"of": "t", "degrees": [nu], "x": x, "upper": mp.nstr(t_tail(exact(x), n), 20)})
    for p in P:
        rows.append({"of": "t", "degrees": [nu], "p": p, "upperQuantile": mp.nstr(solve(lambda x: t_tail(x, n), exact(p)), 20)})
for nu in ["0.2", "1", "3.7", "10", "250", "1e4"]:
    n = exact(nu)
    for x in ["0.3", "1.5", "20", "300", "9000", "11000"]:
        if chi_tail(exact(x), n) > mp.mpf("1e-300"):
            rows.append({"of": "chi-squared", "degrees": [nu], "x": x, "upper": mp.nstr(chi_tail(exact(x), n), 20)})
    for p in P:
        rows.append({"of": "chi-squared", "degrees": [nu], "p": p, "upperQuantile": mp.nstr(solve(lambda x: chi_tail(x, n), exact(p)), 20)})
for d in [["1", "1"], ["3", "8"], ["20", "4"], ["0.5", "30"], ["120", "1000"]]:
    d1, d2 = (exact(text) for text in d)
    for x in ["0.01", "1", "2.5", "60"]:
        if f_tail(exact(x), d1, d2) > mp.mpf("1e-300"):
            rows.append({"of": "F", "degrees": d, "x": x, "upper": mp.nstr(f_tail(exact(x), d1, d2), 20)})
    for p in P:
        rows.append({"of": "F", "degrees": d, "p": p, "upperQuantile": mp.nstr(solve(lambda x: f_tail(x, d1, d2), exact(p)), 20)})
out = {
    "title": "far tails of t, chi-squared and F",
    "source": "mpmath 1.3.0, 50 digits, for the double nearest to each argument (generators/distributions.py)",
    "tolerance": 1e-12,
    "rows": rows,
}
(pathlib.Path(__file__).parents[1] / "vectors" / "tails.json").write_text(json.dumps(out, indent=1) + "\n")
