// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ShapeError } from '../../api/narrow.ts';
import { type BudgetDraft, EMPTY_BUDGET, EMPTY_INPUT, KINDS, type Kind, modelTextOf } from './draft.ts';
import { EXAMPLES } from './examples.ts';
import { BUDGET_CHARACTERS_MAX, formatBudget, formatHash, parseBudget, parseHash } from './exchange.ts';
import { formatTable, parseTable } from './table-exchange.ts';

// Trimmed text with no mark of its own at the front, as fields hold it.
const cell = fc.string({ unit: 'grapheme', maxLength: 12 }).map((each) => each.trim().replace(/^['"\uFEFF]+/, ''));
const numberText = fc.constantFrom('', '0.10', '-2.5e-6', '+3', 'n.d.');
const kinds = Object.keys(KINDS) as readonly Kind[];
const anyDraft: fc.Arbitrary<BudgetDraft> = fc.record({
  title: cell,
  order: fc.constantFrom(1, 2),
  coverage: fc.record({ by: fc.constantFrom('probability', 'factor'), value: numberText }),
  equations: fc.array(fc.record({ name: cell, expression: cell, unit: cell }), { minLength: 1, maxLength: 3 }),
  inputs: fc.array(
    fc
      .record({ name: cell, unit: cell, kind: fc.constantFrom(...kinds), value: numberText, degrees: numberText })
      .map(({ kind, ...input }) => {
        const asked: { readonly value: string; readonly spread?: string; readonly extra?: string } = KINDS[kind];
        const more = {
          spread: asked.spread === undefined ? '' : '0.1',
          extra: asked.extra === undefined ? '' : '0.5',
        };
        return { ...input, kind, ...more };
      }),
    { maxLength: 4 },
  ),
  correlations: fc.array(fc.record({ a: cell, b: cell, coefficient: numberText }), { maxLength: 2 }),
});

describe.each([
  ['JSON', formatBudget, parseBudget],
  ['a table', formatTable, parseTable],
  ['the address', formatHash, parseHash],
] as const)('a budget as %s', (_, format, parse) => {
  it.each(Object.values(EXAMPLES))('comes back as it was: $title', (example) => {
    expect(parse(format(example))).toEqual(example);
  });

  it('comes back as it was, whatever is in its fields', () => {
    fc.assert(
      fc.property(anyDraft, (draft) => {
        expect(parse(format(draft))).toEqual(draft);
      }),
    );
  });
});

describe('parseBudget()', () => {
  const given = () => JSON.parse(formatBudget(EXAMPLES['standard-solution']));
  const path = (change: (budget: Record<string, unknown>) => void) => {
    const changed = given();
    change(changed);
    try {
      parseBudget(JSON.stringify(changed));
    } catch (error) {
      if (error instanceof ShapeError) return error.path;
    }
    return undefined;
  };

  it('says where what it was given differs', () => {
    expect(path((budget) => Object.assign(budget, { format: 'other' }))).toBe('/format');
    expect(path((budget) => Object.assign(budget, { equations: [] }))).toBe('/equations');
    expect(path((budget) => Object.assign(budget, { inputs: new Array(301).fill({}) }))).toBe('/inputs');
    expect(path((budget) => Object.assign((budget.inputs as object[])[1] as object, { name: 7 }))).toBe(
      '/inputs/1/name',
    );
    const odd = { distribution: { kind: 'cauchy' } };
    expect(path((budget) => Object.assign((budget.inputs as object[])[0] as object, odd))).toBe(
      '/inputs/0/distribution/kind',
    );
  });

  it('takes readings with decimal commas for what they are', () => {
    const budget = given();
    budget.inputs[0].distribution = { kind: 'readings', observations: ['0,12', '0,15'] };
    const draft = parseBudget(JSON.stringify(budget));
    expect(modelTextOf(draft).inputs[0]?.distribution).toMatchObject({ observations: ['0.12', '0.15'] });
  });

  it('takes limits in place of a middle and half a width, and numbers in place of text', () => {
    const budget = given();
    budget.inputs[0].distribution = { kind: 'rectangular', lower: 1, upper: 2 };
    budget.inputs[1].distribution = { kind: 'rectangular', lower: 'a', upper: '2' };
    const { inputs } = parseBudget(JSON.stringify(budget));
    expect(inputs[0]).toMatchObject({ value: '1.5', spread: '0.5' });
    expect(inputs[1]).toMatchObject({ value: 'a', spread: '2' });
  });

  it.each(['', 'no JSON', '[]', ' '.repeat(BUDGET_CHARACTERS_MAX + 1)])('refuses %j', (json) => {
    expect(() => parseBudget(json)).toThrow(ShapeError);
  });
});

describe('parseHash()', () => {
  it.each(['', '#budget=', '#budget=!', '#budget=AAAA', `#budget=${'A'.repeat(2 * BUDGET_CHARACTERS_MAX + 1)}`])(
    'finds no budget in %j',
    (hash) => {
      expect(parseHash(hash)).toBeUndefined();
    },
  );
});

describe('parseTable()', () => {
  const table = 'what,name,distribution,value,spread,expression\nequation,y,,,,x\ninput,x,,1,0.1,\n';

  it('takes what a spreadsheet gives: other columns, tabs, an empty row', () => {
    const draft = parseTable(table.replaceAll(',', '\t').replace('\ninput', '\n\t\t\t\t\t\ninput'));
    expect(draft).toEqual({
      ...EMPTY_BUDGET,
      equations: [{ name: 'y', expression: 'x', unit: '' }],
      inputs: [{ ...EMPTY_INPUT, name: 'x', value: '1', spread: '0.1' }],
    });
  });

  it.each([
    ['name,value\nx,1', '1'],
    [`${table}sum,z,,,,\n`, '4, what'],
    [`${table}input,z,cauchy,,,\n`, '4, distribution'],
    ['what,name\ninput,x', '3'],
    [`${table}input,z,,0,12,0,01\n`, '4'],
  ])('says the row where %j is no budget', (text, path) => {
    let found: unknown;
    try {
      parseTable(text);
    } catch (error) {
      found = error;
    }
    expect(found).toBeInstanceOf(ShapeError);
    expect((found as ShapeError).path).toBe(path);
  });

  const HEADINGS = 'what,name,unit,distribution,value,spread,extra,degrees,expression';
  const whole = (row: string) => `${HEADINGS}\nequation,y,g,,,,,,x\n${row}\n`;

  it.each([
    ['input,x,g,constant,0,12', '3, value'],
    ['input,x,g,constant,0,12,,,', '3, value'],
    ['input,x,g,readings,0,12,,,', '3, value'],
    ['input,x,g,,0,12', '3, value'],
    ['input,x,g,,1,0,12', '3, value'],
    ['input,x,g,normal,-1.000,12', '3, value'],
    ['input,x,g,trapezoidal,"1,5",0,12', '3, spread'],
    ['input,x,g,normal,1,0.1,0,12', '3, extra'],
    ['coverage,probability,,,0,95', '3, value'],
    ['coverage,factor,,,2,5,1,,', '3, value'],
    ['correlation,x,,,0,9,,z', '3, value'],
    ['correlation,x,,,0,9,z,,', '3, value'],
    ['Correlation,x,,,0,9,z,,', '3, value'],
  ])('asks whether the comma in %j is a decimal sign', (row, path) => {
    expect(() => parseTable(whole(row))).toThrow(
      expect.objectContaining({ path, message: expect.stringContaining('one number or two') }) as Error,
    );
  });

  it.each([
    ['input,x,g,constant,"0,12"', '0,12', ''],
    ['input,x,g,constant,0.12', '0.12', ''],
    ['input,x,g,normal,0,12,,,', '0', '12'],
    ['input,x,g,normal,0, 12', '0', '12'],
    ['input,x,g,normal,0,1.2', '0', '1.2'],
    ['input,x,g,t,0,"12"', '0', '12'],
  ])('takes %j for what it can only be', (row, value, spread) => {
    expect(parseTable(whole(row)).inputs[0]).toMatchObject({ value, spread });
  });

  it('reads what was written of an input that had another distribution before', () => {
    const input = { ...EMPTY_INPUT, name: 'x', kind: 'constant', value: '0', spread: '12', extra: '5' } as const;
    const draft = { ...EMPTY_BUDGET, equations: [{ name: 'y', expression: 'x', unit: '' }], inputs: [input] };
    expect(parseTable(formatTable(draft)).inputs).toEqual([{ ...input, spread: '', extra: '' }]);
  });

  it('asks about no comma where tabs or semicolons separate', () => {
    for (const separator of ['\t', ';']) {
      const text = whole('input,x,g,normal,0,12').replaceAll(',', separator);
      expect(parseTable(text).inputs[0]).toMatchObject({ value: '0', spread: '12' });
    }
  });

  it('keeps a spreadsheet from taking an expression for a formula', () => {
    const draft = { ...EMPTY_BUDGET, equations: [{ name: 'y', expression: '-x', unit: '' }], inputs: [] };
    expect(formatTable(draft)).toContain(",'-x\r\n");
    expect(parseTable(formatTable(draft))).toEqual(draft);
  });
});
