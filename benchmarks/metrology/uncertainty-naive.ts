// SPDX-License-Identifier: Apache-2.0
// What one writes first: a closure for the model, a closure for each input, one trial after the other.

/** Values of the gauge block, trial by trial. */
export function naiveTrials(count: number, seed: number): Float64Array {
  const random = mulberry32(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const student = (mean: number, u: number, nu: number) => () => {
    let squares = 0;
    for (let index = 0; index < nu; index += 1) squares += normal() ** 2;
    return mean + (u * normal()) / Math.sqrt(squares / nu);
  };
  const trapezoid = (a: number, b: number, d: number) => () => {
    const start = a - d + 2 * d * random();
    return start + (a + b - 2 * start) * random();
  };
  const inputs = {
    Ls: student(50_000_623, 25, 18),
    D: student(215, 6, 24),
    d1: student(0, 4, 5),
    d2: student(0, 7, 8),
    alpha: () => 9.5e-6 + 4e-6 * random(),
    Theta0: () => -0.1 + 0.2 * normal(),
    Delta: () => 0.5 * Math.sin(2 * Math.PI * random()),
    dalpha: trapezoid(-1e-6, 1e-6, 0.1e-6),
    dTheta: trapezoid(-0.05, 0.05, 0.025),
  };
  const model = (x: Record<keyof typeof inputs, number>) =>
    x.Ls + x.D + x.d1 + x.d2 - x.Ls * (x.dalpha * (x.Theta0 + x.Delta) + x.alpha * x.dTheta) - 50_000_000;
  return Float64Array.from({ length: count }, () =>
    model({
      Ls: inputs.Ls(),
      D: inputs.D(),
      d1: inputs.d1(),
      d2: inputs.d2(),
      alpha: inputs.alpha(),
      Theta0: inputs.Theta0(),
      Delta: inputs.Delta(),
      dalpha: inputs.dalpha(),
      dTheta: inputs.dTheta(),
    }),
  );
}

// Tommy Ettinger's mulberry32, public domain: small and good enough to be a naive choice.
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
