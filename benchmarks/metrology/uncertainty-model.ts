// SPDX-License-Identifier: Apache-2.0
import { parseMeasurementModel } from '@touchstone/metrology/uncertainty';

const t = (name: string, mean: string, standardUncertainty: string, degreesOfFreedom: number) => ({
  name,
  distribution: { kind: 't', mean, standardUncertainty } as const,
  degreesOfFreedom,
});

/** The gauge block with the distributions of JCGM 101:2008, 9.5, table 10 (recalled); the deviation from 50 mm in nm. */
export const gaugeBlock = parseMeasurementModel({
  inputs: [
    t('Ls', '50000623', '25', 18),
    t('D', '215', '6', 24),
    t('d1', '0', '4', 5),
    t('d2', '0', '7', 8),
    { name: 'alpha_s', distribution: { kind: 'rectangular', lower: '9.5e-6', upper: '13.5e-6' } },
    { name: 'Theta0', distribution: { kind: 'normal', mean: '-0.1', standardUncertainty: '0.2' } },
    { name: 'Delta', distribution: { kind: 'arcsine', lower: '-0.5', upper: '0.5' } },
    {
      name: 'dalpha',
      distribution: { kind: 'curvilinear-trapezoidal', lower: '-1.0e-6', upper: '1.0e-6', inexactness: '0.1e-6' },
    },
    {
      name: 'dTheta',
      distribution: { kind: 'curvilinear-trapezoidal', lower: '-0.050', upper: '0.050', inexactness: '0.025' },
    },
  ],
  equations: [
    { name: 'L', expression: 'Ls + D + d1 + d2 - Ls * (dalpha * (Theta0 + Delta) + alpha_s * dTheta) - 50000000' },
  ],
});
