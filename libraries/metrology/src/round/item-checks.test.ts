// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { type ItemChecks, type MeasurandPlan, scoreMeasurand, type Treatments } from './index.ts';
import { codes, E2, GOOD, KNOWN, plain, plan, RESULTS, scored, tenOf } from './testing/mercury-round.ts';

describe('the checks of the items', () => {
  const MIXED: ItemChecks = {
    ...GOOD,
    homogeneity: tenOf([0.03, 0.0301], [0.06, 0.0601], [0.045, 0.0451]),
  };
  const DRIFTED: ItemChecks = { ...GOOD, stability: { before: [0.044], after: [0.05] } };

  it('must be recorded before anything is scored', () => {
    expect(codes({}, { checks: {} })).toEqual(['HOMOGENEITY_NOT_CHECKED', 'STABILITY_NOT_CHECKED']);
  });

  it('block a round whose items differ, or add what lies between them to σ_pt', () => {
    expect(codes({}, { checks: MIXED })).toEqual(['HOMOGENEITY_NOT_MET']);
    const { figures } = scored({}, { checks: MIXED, treatments: { homogeneity: 'add-to-sigma' } });
    expect(figures.sigmaUsed).toBeCloseTo(Math.hypot(0.0066, figures.homogeneity?.deviationBetween as number), 12);
    expect(scored().figures.sigmaUsed).toBe(scored().figures.sigmaPt);
  });

  it('block a round whose items change, or carry the change in u(xpt)', () => {
    expect(codes({}, { checks: DRIFTED })).toEqual(['STABILITY_NOT_MET']);
    const { figures } = scored({}, { checks: DRIFTED, treatments: { stability: 'add-to-uncertainty' } });
    expect(figures.standardUncertainty).toBeCloseTo(Math.hypot(0.0041, 0.006 / Math.sqrt(3)), 12);
  });

  describe('of few items, or by a method that varies much', () => {
    const sigma = { from: 'prescribed', sigmaPt: 1 } as const;
    const assigned = { by: 'formulation', value: 15, uncertainty: { characterisation: 0.01 } } as const;
    const of = (homogeneity: readonly (readonly number[])[], treatments: Treatments = {}) =>
      codes(
        { assigned, sigma, score: 'z', places: { assignedValue: 2, score: 2 } },
        { results: plain([15, 16]), checks: { homogeneity, stability: { before: [15], after: [15] } }, treatments },
      );
    const accepted = { homogeneityCheck: 'accepted' } as const;
    /** Items at these averages, two replicates this far from each. */
    const items = (averages: readonly number[], by: number) => averages.map((at) => [at - by, at + by]);
    const alike = (count: number) => Array.from({ length: count }, () => 15);

    it('hardly say anything, and need a reason to stand', () => {
      expect(of(items(alike(10), 0.1))).toEqual([]);
      expect(of(items(alike(9), 0.1))).toEqual(['TOO_FEW_ITEMS']);
      expect(of(items(alike(9), 0.1), accepted)).toEqual([]);
      // s_w = √2 · 0.36 is above half of σ_pt, √2 · 0.35 is not.
      expect(of(items(alike(10), 0.36))).toEqual(['METHOD_NOT_REPEATABLE']);
      expect(of(items(alike(10), 0.35))).toEqual([]);
      expect(of(items(alike(10), 0.36), accepted)).toEqual([]);
    });

    it('may have a method that varies more where there are more replicates', () => {
      const many = alike(10).map((at) => [at - 0.5, at + 0.5, at - 0.5, at + 0.5]);
      expect(of(many)).toEqual([]);
      expect(of(many.map((row) => row.slice(0, 2)))).toEqual(['METHOD_NOT_REPEATABLE']);
    });

    it('do not explain by chance what lies between items', () => {
      const bad = [
        [0, 10],
        [20, 30],
      ];
      expect(of(bad)).toEqual(['TOO_FEW_ITEMS', 'METHOD_NOT_REPEATABLE', 'HOMOGENEITY_NOT_MET']);
      expect(of(bad, accepted)).toEqual(['HOMOGENEITY_NOT_MET']);
      expect(of(bad, { ...accepted, homogeneity: 'add-to-sigma' })).toEqual([]);
      // s_s is 0.4 or so: above 0.3, below the expanded 0.5 or more; seven items and a fit method may have it by chance.
      const spread = (count: number) => Array.from({ length: count }, (_, at) => 15 + (at % 2 === 0 ? 0.45 : -0.45));
      expect(of(items(spread(12), 0.25))).toEqual([]);
      expect(of(items(spread(7), 0.25), accepted)).toEqual([]);
      expect(of(items(spread(6), 0.25), accepted)).toEqual(['HOMOGENEITY_NOT_MET']);
      expect(of(items(spread(12), 0.36), accepted)).toEqual(['HOMOGENEITY_NOT_MET']);
    });
  });

  describe.each(['zeta', 'En'] as const)('of a round scored by %s, which has no σ_pt', (score) => {
    const { sigma: _, ...without } = plan({ score });
    const of = (checks: ItemChecks, treatments: Treatments = {}, more: Partial<MeasurandPlan> = {}) =>
      scoreMeasurand({ plan: { ...without, ...more }, results: RESULTS, checks, treatments });
    const codesOf = (...asked: Parameters<typeof of>) => {
      const outcome = of(...asked);
      return outcome.outcome === 'blocked' ? outcome.reasons.map(({ code }) => code) : [];
    };
    const uOf = (...asked: Parameters<typeof of>) => {
      const outcome = of(...asked);
      return outcome.outcome === 'scored' ? outcome.figures : undefined;
    };
    const s = uOf(MIXED, { homogeneity: 'add-to-uncertainty' })?.homogeneity?.deviationBetween as number;

    it('must be recorded, unless one item goes round', () => {
      expect(codesOf({})).toEqual(['HOMOGENEITY_NOT_CHECKED', 'STABILITY_NOT_CHECKED']);
      const { homogeneity: __, ...stability } = GOOD;
      expect(codesOf(stability, { homogeneity: 'one-item' })).toEqual([]);
      expect(codesOf({}, { homogeneity: 'one-item' })).toEqual(['STABILITY_NOT_CHECKED']);
    });

    it('are held against u(xpt), whatever σ_pt was named beside it', () => {
      expect(uOf(GOOD)).toMatchObject({
        standardUncertainty: 0.0041,
        homogeneity: { criterion: { limit: 0.3 * 0.0041, met: true } },
        stability: { criterion: { limit: 0.3 * 0.0041, met: true } },
      });
      for (const more of [{}, { sigma: { from: 'prescribed', sigmaPt: 1 } as const }]) {
        expect(codesOf(MIXED, {}, more)).toEqual(['HOMOGENEITY_NOT_MET']);
        expect(codesOf(DRIFTED, {}, more)).toEqual(['STABILITY_NOT_MET']);
      }
    });

    it('go into u(xpt), and nowhere else', () => {
      expect(codesOf(MIXED, { homogeneity: 'add-to-sigma' })).toEqual(['HOMOGENEITY_NOT_MET']);
      expect(codesOf(MIXED, { homogeneity: 'one-item' })).toEqual(['HOMOGENEITY_NOT_MET']);
      expect(uOf(MIXED, { homogeneity: 'add-to-uncertainty' })?.standardUncertainty).toBeCloseTo(
        Math.hypot(0.0041, s),
        12,
      );
      expect(uOf(DRIFTED, { stability: 'add-to-uncertainty' })?.standardUncertainty).toBeCloseTo(
        Math.hypot(0.0041, 0.006 / Math.sqrt(3)),
        12,
      );
    });

    it('need nothing more where that much was set aside for them in u(xpt)', () => {
      const aside = (parts: object): Partial<MeasurandPlan> => ({
        assigned: { ...KNOWN, uncertainty: { characterisation: 0.0001, ...parts } },
      });
      expect(codesOf(MIXED, {}, aside({ homogeneity: s * 1.001 }))).toEqual([]);
      expect(codesOf(MIXED, {}, aside({ homogeneity: s * 0.5 }))).toEqual(['HOMOGENEITY_NOT_MET']);
      expect(codesOf(DRIFTED, {}, aside({ homogeneity: 0.03 }))).toEqual([]);
      const drift = 0.006 / Math.sqrt(3);
      expect(codesOf(DRIFTED, {}, aside({ stability: drift * 1.001 }))).toEqual([]);
      expect(codesOf(DRIFTED, {}, aside({ stability: drift * 0.999 }))).toEqual(['STABILITY_NOT_MET']);
    });
  });

  describe('where something was set aside for them in u(xpt) beforehand', () => {
    const aside = (parts: object): Partial<MeasurandPlan> => ({
      assigned: { ...KNOWN, uncertainty: { characterisation: 0.0041, ...parts } },
    });
    const between = scored({}, { checks: MIXED, treatments: { homogeneity: 'add-to-sigma' } }).figures.homogeneity
      ?.deviationBetween as number;
    const drift = 0.006 / Math.sqrt(3);

    it.each(['zeta', 'En', 'z-prime'] as const)('count once in u(xpt) for %s', (score) => {
      const treatments = { homogeneity: 'add-to-uncertainty', stability: 'add-to-uncertainty' } as const;
      const checks = { ...MIXED, stability: DRIFTED.stability as NonNullable<ItemChecks['stability']> };
      const uOf = (parts: object) =>
        scored({ score, ...aside(parts) }, { checks, treatments }).figures.standardUncertainty;
      const whole = Math.hypot(0.0041, between, drift);
      expect(uOf({})).toBeCloseTo(whole, 12);
      // What was planned is a guess of what was found, and no part of its own.
      expect(uOf({ homogeneity: 0.5 * between })).toBeCloseTo(whole, 12);
      expect(uOf({ homogeneity: 0.5 * between, stability: 0.5 * drift })).toBeCloseTo(whole, 12);
      expect(uOf({ homogeneity: 0.5 * between, transport: 0.002 })).toBeCloseTo(Math.hypot(whole, 0.002), 12);
      // A guess that was more than what was found stays as it was said to participants.
      expect(uOf({ homogeneity: 2 * between, stability: 2 * drift })).toBeCloseTo(
        Math.hypot(0.0041, 2 * between, 2 * drift),
        12,
      );
    });

    it('count once among σ_pt and u(xpt) for z-prime, and whole in σ_pt for z, which has no u(xpt)', () => {
      const treatments = { homogeneity: 'add-to-sigma', assignedUncertainty: 'told' } as const;
      const of = (score: 'z' | 'z-prime', homogeneity: number) => {
        const { sigmaUsed = 0, standardUncertainty } = scored(
          { score, ...aside({ homogeneity }) },
          { checks: MIXED, treatments },
        ).figures;
        return { sigmaUsed, both: Math.hypot(sigmaUsed, standardUncertainty) };
      };
      const once = Math.hypot(0.0066, between, 0.0041);
      expect(of('z-prime', 0).both).toBeCloseTo(once, 12);
      expect(of('z-prime', 0.5 * between).both).toBeCloseTo(once, 12);
      expect(of('z-prime', 2 * between).sigmaUsed).toBeCloseTo(0.0066, 12);
      expect(of('z', 0.5 * between).sigmaUsed).toBeCloseTo(Math.hypot(0.0066, between), 12);
    });
  });

  describe('and what is decided about them', () => {
    const sigma = { from: 'prescribed', sigmaPt: 1 } as const;
    const assigned = { by: 'formulation', value: 15, uncertainty: { characterisation: 0.01 } } as const;
    const items = (by: number, count = 12) =>
      Array.from({ length: count }, (_, at) =>
        at % 2 === 0 ? [15 + by - 0.25, 15 + by + 0.25] : [14.75 - by, 15.25 - by],
      );
    const of = (
      homogeneity: readonly (readonly number[])[],
      treatments: Treatments,
      more: Partial<MeasurandPlan> = {},
    ) =>
      scored(
        { assigned, sigma, score: 'z', ...more },
        { results: plain([15, 16]), checks: { homogeneity, stability: { before: [15], after: [15] } }, treatments },
      );

    it('carries what chance would explain, where that was decided, and says so where it was not', () => {
      const left = of(items(0.45), {});
      const between = left.figures.homogeneity?.deviationBetween as number;
      expect(between).toBeGreaterThan(0.3);
      expect(left).toMatchObject({ figures: { sigmaUsed: 1, isHomogeneousByChance: true }, unused: [] });
      const carried = of(items(0.45), { homogeneity: 'add-to-sigma' });
      expect(carried).toMatchObject({ figures: { isHomogeneousByChance: false }, unused: [] });
      expect(carried.figures.sigmaUsed).toBeCloseTo(Math.hypot(1, between), 12);
      expect(of(items(0.1), {}).figures.isHomogeneousByChance).toBe(false);
    });

    it('tells the treatments of which nothing came', () => {
      const all = {
        homogeneityCheck: 'accepted',
        stability: 'add-to-uncertainty',
        assignedUncertainty: 'told',
      } as const;
      expect(of(items(0.1), { ...all, homogeneity: 'add-to-sigma' }).unused).toEqual([
        ...['homogeneity', 'homogeneityCheck', 'stability', 'assignedUncertainty'],
      ]);
      expect(of(items(0.1), { homogeneity: 'one-item' }).unused).toEqual(['homogeneity']);
      // z has no u(xpt) to carry it.
      expect(of(items(0.45), { homogeneity: 'add-to-uncertainty' }).unused).toEqual(['homogeneity']);
      const told = { ...assigned, uncertainty: { characterisation: 0.5 } };
      expect(of(items(0.1), { assignedUncertainty: 'told' }, { assigned: told }).unused).toEqual([]);
      const few = items(0.1, 8);
      expect(of(few, { homogeneityCheck: 'accepted' }).unused).toEqual([]);
      const { stability } = GOOD;
      const bare = { homogeneity: 'one-item', homogeneityCheck: 'accepted' } as const;
      const checks = { stability: stability as NonNullable<typeof stability> };
      expect(scored({}, { checks, treatments: bare }).unused).toEqual(['homogeneityCheck']);
      expect(scored({}, { checks: DRIFTED, treatments: { stability: 'add-to-uncertainty' } }).unused).toEqual([]);
    });
  });

  it('are in a σ_pt of the results already, which spread by what lies between items too', () => {
    const treatments = { homogeneity: 'add-to-sigma', assignedUncertainty: 'told' } as const;
    const of = (bounds: object) => {
      const sigma = { from: 'results', ...bounds } as const;
      const results = plain([0.03, 0.036, 0.042, 0.045, 0.05, 0.056, 0.062]);
      return scored({ sigma }, { results, checks: MIXED, treatments }).figures;
    };
    const free = of({});
    const between = free.homogeneity?.deviationBetween as number;
    expect(free.homogeneity?.criterion.met).toBe(false);
    expect(free.sigmaUsed).toBe(free.sigmaPt);
    // A bound that was said beforehand knows nothing of the items.
    const most = 0.7 * (free.sigmaPt as number);
    expect(of({ most })).toMatchObject({ sigmaPt: most, sigmaUsed: Math.hypot(most, between) });
    const least = 1.1 * (free.sigmaPt as number);
    expect(of({ least }).sigmaUsed).toBeCloseTo(Math.hypot(least, between), 12);
  });

  it('go into u(xpt) for z-prime too, of which it is a part, and not for z, of which it is none', () => {
    const treatments = { homogeneity: 'add-to-uncertainty', assignedUncertainty: 'told' } as const;
    const { figures } = scored({}, { checks: MIXED, treatments });
    expect(figures.sigmaUsed).toBe(figures.sigmaPt);
    expect(figures.standardUncertainty).toBeCloseTo(
      Math.hypot(0.0041, figures.homogeneity?.deviationBetween as number),
      12,
    );
    expect(codes({ score: 'z' }, { checks: MIXED, treatments })).toEqual(['HOMOGENEITY_NOT_MET']);
  });

  it('give example E.2: the items are alike, and stable enough', () => {
    const checks = { homogeneity: E2.items, stability: { before: E2.items.flat(), after: E2.after.flat() } };
    const assigned = { by: 'formulation', value: 0.18715, uncertainty: { characterisation: 0.001 } } as const;
    const { figures } = scored(
      { assigned, sigma: { from: 'prescribed', sigmaPt: Number(E2.sigma_pt) }, score: 'z' },
      { checks },
    );
    expect(figures.homogeneity?.deviationBetween.toFixed(5)).toBe(E2.s_s);
    expect(figures.stability?.difference.toFixed(5)).toBe(E2.difference);
  });
});
