# SPDX-License-Identifier: Apache-2.0
# Writes ../vectors/normal.json: upper tails and quantiles of the standard normal distribution, 20 digits. Needs mpmath 1.3.
import json
import pathlib

import mpmath as mp

mp.mp.dps = 60


def upper_tail(z):
    return mp.erfc(mp.mpf(z) / mp.sqrt(2)) / 2


def quantile(p):
    p = mp.mpf(p)
    start = -mp.sqrt(-2 * mp.log(p)) if p < 0.1 else mp.mpf("0.1") if p > 0.5 else mp.mpf("-0.1")
    return mp.findroot(lambda z: mp.log(upper_tail(-z)) - mp.log(p), start)


TAILS = ["-37", "-8", "-2.5", "-1", "-0.75", "-0.5", "0", "1e-300", "1e-8", "0.1", "0.25", "0.5", "0.703125", "0.74",
         "0.7499999", "0.75", "0.75390625", "0.875", "1", "1.0625", "1.5", "1.66", "1.96", "2", "2.5", "3", "3.3", "4",
         "5", "6.0625", "7", "8", "8.5", "8.8", "8.8857", "8.89", "9", "10", "12.5", "15", "17.03", "20", "25", "30", "35.7", "37"]
PROBABILITIES = ["1e-300", "1e-100", "1e-20", "1e-10", "1e-6", "0.001", "0.01", "0.02275", "0.025", "0.05", "0.1", "0.25", "0.4",
                 "0.49", "0.51", "0.6", "0.75", "0.9", "0.95", "0.975", "0.99", "0.999"]

exact = lambda text: mp.mpf(float(text))  # the double that the program reads, not the decimal text
out = {
    "title": "standard normal distribution",
    "source": "mpmath 1.3.0, 60 digits, for the double nearest to each argument (generators/normal.py)",
    "tolerance": 1e-14,
    "upperTail": [{"z": z, "expected": mp.nstr(upper_tail(exact(z)), 20)} for z in TAILS],
    "quantile": [{"p": p, "expected": mp.nstr(quantile(exact(p)), 20)} for p in PROBABILITIES],
    "logGamma": [{"x": x, "expected": mp.nstr(mp.loggamma(exact(x)), 20)} for x in ["0.5", "1.5", "3", "4", "7.25", "14.999", "15", "40", "171.5"]],
}
(pathlib.Path(__file__).parents[1] / "vectors" / "normal.json").write_text(json.dumps(out, indent=1) + "\n")
