// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { computeBudget } from './compute-budget.ts';
import { type BudgetDraft, EMPTY_BUDGET, EMPTY_INPUT, type InputDraft, KINDS, type Kind } from './draft.ts';
import { EXAMPLES } from './examples.ts';
import { findFaults } from './find-faults.ts';

const x = (more: Partial<InputDraft> = {}): InputDraft => ({
  ...{ ...EMPTY_INPUT, name: 'x', value: '1', spread: '0.1', extra: '0.05' },
  ...more,
});
const budget = (more: Partial<BudgetDraft> = {}): BudgetDraft => ({
  ...{ ...EMPTY_BUDGET, equations: [{ name: 'y', expression: 'x', unit: '' }], inputs: [x()] },
  ...more,
});
const faults = (draft: BudgetDraft) => findFaults(draft).map(({ at, code }) => `${at} ${code}`);
const ofInput = (more: Partial<InputDraft>) => faults(budget({ inputs: [x(more)] }));
const SOUND: Readonly<Partial<Record<Kind, Partial<InputDraft>>>> = {
  readings: { value: '1.0 1.1\n0.9' },
  t: { degrees: '4' },
};

describe('findFaults()', () => {
  it.each(Object.keys(KINDS) as readonly Kind[])('finds none in an input that is %s', (kind) => {
    expect(ofInput({ kind, ...SOUND[kind] })).toEqual([]);
  });

  it.each(Object.values(EXAMPLES))('finds none in the example $title', (example) => {
    expect(faults(example)).toEqual([]);
  });

  it.each<[Partial<InputDraft>, string]>([
    [{ spread: '-0.1' }, 'inputs.0.spread NEGATIVE_UNCERTAINTY'],
    [{ kind: 't', spread: '-1', degrees: '3' }, 'inputs.0.spread NEGATIVE_UNCERTAINTY'],
    [{ kind: 't' }, 'inputs.0.degrees BAD_DEGREES'],
    [{ degrees: '0' }, 'inputs.0.degrees BAD_DEGREES'],
    [{ degrees: 'many' }, 'inputs.0.degrees BAD_DEGREES'],
    [{ value: '1,2' }, 'inputs.0.value NOT_A_NUMBER'],
    [{ value: '' }, 'inputs.0.value NOT_A_NUMBER'],
    [{ spread: 'n.d.' }, 'inputs.0.spread NOT_A_NUMBER'],
    [{ kind: 'rectangular', spread: '0' }, 'inputs.0.spread BAD_WIDTH'],
    [{ kind: 'trapezoidal', spread: '-1', extra: '0.5' }, 'inputs.0.spread BAD_WIDTH'],
    [{ kind: 'trapezoidal', extra: '1.5' }, 'inputs.0.extra BAD_EXTRA'],
    [{ kind: 'curvilinear-trapezoidal', extra: '5' }, 'inputs.0.extra BAD_EXTRA'],
    [{ kind: 'exponential', value: '-1' }, 'inputs.0.value BAD_VALUE'],
    [{ kind: 'gamma', value: '0' }, 'inputs.0.value BAD_VALUE'],
    [{ kind: 'gamma', spread: '0' }, 'inputs.0.spread BAD_VALUE'],
    [{ kind: 'readings', value: '1.0' }, 'inputs.0.value BAD_READINGS'],
    [{ kind: 'readings', value: '1.0 <0.5' }, 'inputs.0.value BAD_READINGS'],
    [{ kind: 'readings', value: '100,12' }, 'inputs.0.value DECIMAL_COMMA'],
    [{ kind: 'readings', value: '1,2,3' }, 'inputs.0.value DECIMAL_COMMA'],
    [{ kind: 'readings', value: '0,12, 0,15' }, 'inputs.0.value DECIMAL_COMMA'],
    [{ unit: 'furlong' }, 'inputs.0.unit BAD_UNIT'],
  ])('puts what is wrong with %j at its field', (more, fault) => {
    expect(ofInput(more)).toEqual([fault]);
  });

  it('tells every fault at once, each at its field', () => {
    const inputs = [x({ name: '2x', value: 'a', unit: 'furlong' }), x({ name: 'y' })];
    expect(faults(budget({ inputs }))).toEqual([
      'inputs.0.value NOT_A_NUMBER',
      'inputs.0.unit BAD_UNIT',
      'inputs.0.name BAD_NAME',
      'equations.0.name BAD_NAME',
      'equations.0.expression UNKNOWN_NAME',
    ]);
  });

  it('names an unknown name, where it stands and what is known', () => {
    const [fault] = findFaults(budget({ equations: [{ name: 'y', expression: 'x + z', unit: '' }] }));
    expect(fault).toMatchObject({ at: 'equations.0.expression', code: 'UNKNOWN_NAME' });
    expect(fault?.data).toMatchObject({ given: 'z', position: 4, suggestions: expect.arrayContaining(['x']) });
  });

  it('lets a later equation use an earlier one, and not the other way round', () => {
    const [a, b] = [
      { name: 'a', expression: 'x', unit: '' },
      { name: 'b', expression: 'a * 2', unit: '' },
    ] as const;
    expect(faults(budget({ equations: [a, b] }))).toEqual([]);
    expect(faults(budget({ equations: [b, a] }))).toEqual(['equations.0.expression UNKNOWN_NAME']);
  });

  it('tells where an expression breaks off, and a unit of a result that is none', () => {
    expect(faults(budget({ equations: [{ name: 'y', expression: 'x +', unit: 'furlong' }] }))).toEqual([
      'equations.0.expression BAD_EXPRESSION',
      'equations.0.unit BAD_UNIT',
    ]);
  });

  it('asks for the unit of a result, and refuses a sum of metres and seconds', () => {
    expect(faults(budget({ inputs: [x({ unit: 'm' })] }))).toEqual(['equations.0.unit BAD_MODEL']);
    const inputs = [x({ unit: 'm' }), x({ name: 't', unit: 's' })];
    const equations = [{ name: 'y', expression: 'x + t', unit: 'm' }];
    expect(faults(budget({ inputs, equations }))).toEqual(['equations.0.expression BAD_MODEL']);
  });

  const three = ['x', 'a', 'b'].map((name) => x({ name }));
  const pair = (a: string, b: string, coefficient: string) => ({ a, b, coefficient });
  it.each([
    [[pair('x', 'x', '0.5')], 'correlations.0.pair BAD_CORRELATION'],
    [[pair('x', 'q', '0.5')], 'correlations.0.pair BAD_CORRELATION'],
    [[pair('x', 'a', '0.5'), pair('a', 'x', '0.5')], 'correlations.1.pair BAD_CORRELATION'],
    [[pair('x', 'a', 'high')], 'correlations.0.coefficient NOT_A_NUMBER'],
    [[pair('x', 'a', '1.5')], 'correlations.0.coefficient BAD_CORRELATION'],
    [[pair('x', 'a', '0.9'), pair('a', 'b', '0.9'), pair('x', 'b', '-0.9')], 'correlations NOT_POSITIVE_SEMIDEFINITE'],
  ])('refuses the correlations %j', (correlations, fault) => {
    expect(faults(budget({ inputs: three, correlations }))).toEqual([fault]);
  });

  it.each([
    [{ by: 'probability', value: '1' }, 'coverage BAD_COVERAGE'],
    [{ by: 'probability', value: '95 %' }, 'coverage NOT_A_NUMBER'],
    [{ by: 'factor', value: '0' }, 'coverage BAD_COVERAGE'],
  ] as const)('refuses the coverage %j', (coverage, fault) => {
    expect(faults(budget({ coverage }))).toEqual([fault]);
  });
});

describe('computeBudget()', () => {
  const computed = (draft: BudgetDraft) => {
    const found = computeBudget(draft);
    if (found.state !== 'computed') throw new Error(found.faults.map(({ detail }) => detail).join());
    return found;
  };

  it('computes the same from readings with decimal commas as with points', () => {
    const of = (value: string) => computed(budget({ inputs: [x({ kind: 'readings', value })] })).output;
    const [comma, point] = [of('100,12; 100,15; 100,13; 100,14'), of('100.12 100.15 100.13 100.14')];
    expect(comma.estimate).toBeCloseTo(100.135, 9);
    expect([comma.estimate, comma.standardUncertainty]).toEqual([point.estimate, point.standardUncertainty]);
  });

  // JCGM 100:2008, H.1.7 prints u = 32 nm, U99 = 93 nm at k = 2.92; 92.48 nm rounds to 92.
  it('gives what JCGM 100 prints for the end gauge', () => {
    const { reported, expansion, output } = computed(EXAMPLES['end-gauge']);
    expect(reported).toEqual({ estimate: '50000838', uncertainty: '92' });
    expect(expansion?.coverageFactor).toBeCloseTo(2.92, 2);
    expect(output.standardUncertainty).toBeCloseTo(31.66, 2);
    const second = computed({ ...EXAMPLES['end-gauge'], order: 2 });
    expect(second.output.standardUncertainty).toBeCloseTo(33.8, 1);
  });

  // EURACHEM/CITAC QUAM:2012.P1, A1 (recalled): 1002.7 mg/L with u = 0.9 mg/L.
  it('gives what EURACHEM prints for a standard solution, in its unit', () => {
    const { output, reported } = computed(EXAMPLES['standard-solution']);
    expect(reported.estimate).toBe('1002.7');
    expect(output.standardUncertainty.toFixed(1)).toBe('0.9');
    expect(output.unit?.text).toBe('mg/L');
  });

  it('shows u where no k can be found, and takes k where it is stated', () => {
    const inputs = ['x', 'a'].map((name) => x({ name, degrees: '5' }));
    const equations = [{ name: 'y', expression: 'x + a', unit: '' }];
    const draft = budget({ inputs, equations, correlations: [{ a: 'x', b: 'a', coefficient: '0.5' }] });
    expect(computed(draft)).toMatchObject({ expansion: undefined, noExpansion: expect.stringContaining('correlated') });
    const stated = computed({ ...draft, coverage: { by: 'factor', value: '2' } });
    expect(stated.expansion?.expandedUncertainty).toBeCloseTo(2 * Math.sqrt(0.03), 12);
  });

  it('names inputs that no equation uses', () => {
    expect(computed(budget({ inputs: [x(), x({ name: 'spare' })] })).unused).toEqual(['spare']);
  });

  it('tells what cannot be computed, at its field', () => {
    const at = (draft: BudgetDraft) => {
      const found = computeBudget(draft);
      return found.state === 'faulty' ? found.faults.map((fault) => `${fault.at} ${fault.code}`) : [];
    };
    const inputs = ['x', 'a'].map((name) => x({ name }));
    const correlations = [{ a: 'x', b: 'a', coefficient: '0.5' }];
    expect(at(budget({ inputs, correlations, order: 2 }))).toEqual(['order CORRELATED_INPUTS']);
    const equations = [{ name: 'y', expression: 'ln(x - 1)', unit: '' }];
    expect(at(budget({ equations }))).toEqual(['equations.0.expression BAD_MODEL']);
  });
});
