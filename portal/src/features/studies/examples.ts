// SPDX-License-Identifier: Apache-2.0
// Made up: nothing was turned, and nobody read a gauge.

/** Diameters of pins in subgroups of four, in mm. */
export const PINS = [
  ...(['10.02\t9.98\t10.01\t9.99', '10.00\t10.03\t9.97\t10.01', '9.99\t10.00\t10.02\t9.98'] as const),
  ...(['10.01\t10.02\t10.00\t9.97', '9.98\t9.99\t10.01\t10.00', '10.03\t10.00\t9.99\t10.02'] as const),
  ...(['10.00\t9.97\t10.01\t10.00', '10.01\t10.02\t9.98\t10.00', '10.04\t10.01\t10.02\t10.00'] as const),
  ...(['10.00\t10.01\t9.99\t10.02', '9.98\t10.02\t10.00\t10.01', '10.00\t9.96\t10.03\t9.99'] as const),
].join('\n');

/** Five parts read twice by each of three operators, in mm. */
export const GAUGE = [
  'part\toperator\t1\t2',
  ...(['P1\tA\t10.02\t10.03', 'P1\tB\t10.01\t10.03', 'P1\tC\t10.02\t10.02'] as const),
  ...(['P2\tA\t9.96\t9.95', 'P2\tB\t9.94\t9.95', 'P2\tC\t9.96\t9.96'] as const),
  ...(['P3\tA\t10.08\t10.09', 'P3\tB\t10.07\t10.08', 'P3\tC\t10.09\t10.08'] as const),
  ...(['P4\tA\t9.99\t10.00', 'P4\tB\t9.98\t9.98', 'P4\tC\t10.00\t9.99'] as const),
  ...(['P5\tA\t10.05\t10.04', 'P5\tB\t10.03\t10.04', 'P5\tC\t10.05\t10.05'] as const),
].join('\n');
