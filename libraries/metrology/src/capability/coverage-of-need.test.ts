// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Capability } from './smallest-uncertainty.ts';
import { coverNeed, coverNeedTogether, coverTestingNeed } from './coverage-of-need.ts';

const q = (text: string) => ({ value: text.split(' ')[0] ?? '', unit: text.split(' ')[1] ?? '' });
const stretch = (from?: string, to?: string, u?: string) => ({
  ...(from === undefined ? {} : { from: q(from) }),
  ...(to === undefined ? {} : { to: q(to) }),
  ...(u === undefined ? {} : { expandedUncertainty: q(u) }),
});
const mass = (more: Partial<Capability> = {}): Capability => ({
  range: { from: q('1 g'), to: q('1 kg') },
  smallestExpandedUncertainty: q('0.1 mg'),
  ...more,
});

describe('coverNeed()', () => {
  it('covers a stretch within the range whose uncertainty is good enough, in whatever units', () => {
    expect(coverNeed(mass(), stretch('1 g', '1000 g', '100 ug'))).toEqual({
      ...{ outcome: 'covered', because: [], best: '0.1 mg' },
    });
    expect(coverNeed(mass(), stretch('1 g', '1 kg'))).toMatchObject({ outcome: 'covered' });
  });

  it('covers in part what reaches beyond the range, and not what lies outside of it', () => {
    expect(coverNeed(mass(), stretch('0.5 g', '10 g', '1 mg'))).toMatchObject({
      outcome: 'in-part',
      because: ['range'],
    });
    expect(coverNeed(mass(), stretch('10 g', '2 kg', '1 mg'))).toMatchObject({
      outcome: 'in-part',
      because: ['range'],
    });
    expect(coverNeed(mass(), stretch('2 kg', '5 kg', '1 mg'))).toEqual({ outcome: 'not', because: ['range'] });
    expect(coverNeed(mass(), stretch('1 kg', '1 kg'))).toMatchObject({ outcome: 'covered' });
  });

  it('looks at the largest uncertainty over the stretch: at the end of a line, at a point of a table', () => {
    const linear = mass({ uncertaintyOver: { form: 'linear', constant: q('0.1 mg'), proportional: '0.000001' } });
    expect(coverNeed(linear, stretch('1 g', '100 g', '0.2 mg'))).toMatchObject({ outcome: 'covered', best: '0.2 mg' });
    expect(coverNeed(linear, stretch('1 g', '101 g', '0.2 mg'))).toMatchObject({
      ...{ outcome: 'not', because: ['uncertainty'] },
    });
    const points = ['1 g', '100 g', '1000 g'].map((at, index) => ({
      ...{ at: q(at), expandedUncertainty: q(index === 1 ? '5 mg' : '1 mg') },
    }));
    const table = mass({ uncertaintyOver: { form: 'table', between: 'straight', points } });
    expect(coverNeed(table, stretch('1 g', '1 kg', '4 mg'))).toMatchObject({
      ...{ outcome: 'not', because: ['uncertainty'], best: '5 mg' },
    });
    expect(coverNeed(table, stretch('0.1 g', '1 kg', '4 mg'))).toMatchObject({ because: ['range', 'uncertainty'] });
    expect(coverNeed(table, stretch('1 g', '1 kg', '5 mg'))).toMatchObject({ outcome: 'covered' });
  });

  it('takes an open end as one that asks nothing, and looks at its own', () => {
    const linear = mass({ uncertaintyOver: { form: 'linear', constant: q('0.1 mg'), proportional: '0.000001' } });
    expect(coverNeed(linear, stretch(undefined, '10 g', '0.11 mg'))).toMatchObject({ outcome: 'covered' });
    expect(coverNeed(linear, stretch('10 g', undefined, '1 mg'))).toMatchObject({ because: ['uncertainty'] });
  });

  it('reads a stretch of degrees as temperatures, on whatever scale', () => {
    const baths = { range: { from: q('-40 °C'), to: q('200 °C') }, smallestExpandedUncertainty: q('0.02 K') };
    expect(coverNeed(baths, { from: q('273.15 K'), to: q('373.15 K') }).outcome).toBe('covered');
    expect(coverNeed(baths, { from: q('-49 °F'), to: q('32 °F') })).toMatchObject({ outcome: 'in-part' });
  });

  it('compares no mass with a length', () => {
    expect(coverNeed(mass(), stretch('1 mm', '2 mm'))).toEqual({ outcome: 'not', because: ['unit'] });
    expect(coverNeed(mass(), stretch('2 g', '3 g', '1 mm'))).toEqual({ outcome: 'not', because: ['unit'] });
  });

  it('lets a fault of the program through', () => {
    expect(() => coverNeed(undefined as never, stretch('1 g', '2 g'))).toThrow(TypeError);
  });
});

describe('coverNeedTogether()', () => {
  const line = (from: string, to: string, u: string): Capability => ({
    range: { from: q(from), to: q(to) },
    smallestExpandedUncertainty: q(u),
  });
  const short = line('0.5 mm', '100 mm', '0.2 um');
  const long = line('100 mm', '500 mm', '0.6 um');

  it('covers with lines that take up where the one before ends, and states the largest uncertainty', () => {
    expect(coverNeedTogether([long, short], stretch('1 mm', '300 mm', '1 um'))).toEqual({
      used: [1, 0],
      best: '0.6 µm',
    });
    const more = [short, line('50 mm', '0.12 m', '0.1 um'), line('110 mm', '500 mm', '0.6 um')];
    expect(coverNeedTogether(more, stretch('1 mm', '300 mm', '1 um'))?.used).toEqual([0, 1, 2]);
  });

  it.each([
    ['a gap between them', [short, line('101 mm', '500 mm', '0.6 um')], stretch('1 mm', '300 mm', '1 um')],
    ['one that is not good enough there', [short, long], stretch('1 mm', '300 mm', '0.5 um')],
    ['an end that none reaches', [short, long], stretch('1 mm', '600 mm', '1 um')],
    ['a beginning that none reaches', [short, long], stretch('0.1 mm', '300 mm', '1 um')],
    ['another quantity', [short, line('100 g', '500 g', '1 mg')], stretch('1 mm', '300 mm', '1 um')],
    ['a need without ends', [short, long], stretch('1 mm', undefined, '1 um')],
  ])('does not cover with %s', (_, lines, need) => {
    expect(coverNeedTogether(lines, need)).toBeUndefined();
  });
});

describe('coverTestingNeed()', () => {
  const line = { range: { from: q('0.02 mg/kg'), to: q('5 mg/kg') }, limitOfQuantification: q('0.05 mg/kg') };
  it('covers a stretch that it quantifies from end to end', () => {
    expect(coverTestingNeed(line, stretch('0.05 mg/kg', '1 mg/kg'))).toEqual({
      ...{ outcome: 'covered', because: [], best: '0.05 mg/kg' },
    });
    expect(coverTestingNeed({}, stretch())).toEqual({ outcome: 'covered', because: [] });
    expect(coverTestingNeed({ limitOfQuantification: q('0.05 mg/kg') }, stretch())).toMatchObject({
      outcome: 'covered',
    });
  });

  it('covers in part where it is blind below, or ends too soon', () => {
    expect(coverTestingNeed(line, stretch('0.03 mg/kg', '1 mg/kg'))).toMatchObject({
      ...{ outcome: 'in-part', because: ['limit-of-quantification'] },
    });
    expect(coverTestingNeed(line, stretch('0.1 mg/kg', '10 mg/kg'))).toMatchObject({
      ...{ outcome: 'in-part', because: ['range'] },
    });
  });

  it('takes a line that states no value for no promise of any', () => {
    const silent = { outcome: 'in-part', because: ['range-not-stated'] };
    expect(coverTestingNeed({}, stretch('1 V', '5 V'))).toEqual(silent);
    expect(coverTestingNeed({ range: {} }, stretch(undefined, '5 mg/kg'))).toEqual(silent);
    expect(coverTestingNeed({ range: { from: q('1 mg/kg') } }, stretch('1 mg/kg'))).toMatchObject({
      outcome: 'covered',
    });
  });

  it('does not cover what lies below what it quantifies, beyond its range, or in another unit', () => {
    expect(coverTestingNeed(line, stretch('0.03 mg/kg', '0.04 mg/kg'))).toMatchObject({
      ...{ outcome: 'not', because: ['limit-of-quantification'] },
    });
    expect(coverTestingNeed(line, stretch('6 mg/kg', '7 mg/kg'))).toMatchObject({ because: ['range'] });
    expect(coverTestingNeed(line, stretch('6 mm', '7 mm'))).toMatchObject({ because: ['unit'] });
  });
});
