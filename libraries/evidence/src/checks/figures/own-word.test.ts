// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { draft, leadResult, WHO } from '../../testing/drafts.ts';
import { LEAD_LIMIT, rules } from '../../testing/rules.ts';
import {
  cellOf,
  type SoundStatements,
  shortly,
  verdictOn,
  type WorldChanges,
  withPart,
  withSubject,
} from '../../testing/world.ts';

const RULE = { kind: 'simple-acceptance' };

function says(specification: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { specification, decisionRule: RULE, outcome: 'does-not-conform', ...more };
}
const upTo = (value: string, unit = 'mg/kg') => ({ upper: { value, unit, inclusive: true } });
const reported = (...conformity: readonly Record<string, unknown>[]): WorldChanges => ({
  change: { report: withSubject({ results: [leadResult({ conformity })] }) },
});

async function said(changes: WorldChanges): Promise<string> {
  const cell = cellOf(await verdictOn(changes));
  return `${cell.verdict}; ${shortly(cell, 'conflict')}; ${cell.caveats.map(({ code }) => code).join(' ')}`.trimEnd();
}

describe('ownWordOn()', () => {
  const SAME = 'unknown; undetermined: REPORT_SAYS_NOT_CONFORMING;';
  const OTHER = 'unknown; undetermined: REPORT_FAILS_OTHER_SPECIFICATION;';
  const STRICTER = 'proved; passed:; REPORT_FAILS_STRICTER_SPECIFICATION';

  it.each<[string, string, Record<string, unknown>]>([
    ['the same number', SAME, says('S', upTo('0.30'))],
    ['the same number in another unit', SAME, says('S', upTo('300', 'ug/kg'))],
    ['the same instrument, and no number', SAME, says(' TEST LAW ')],
    ['the same instrument, with another number', SAME, says('law-1', upTo('0.05'))],
    ['a laxer number', OTHER, says('S', upTo('0.5'))],
    ['a number that does not compare', OTHER, says('S', upTo('1', 'mg/L'))],
    ['a specification without a number', OTHER, says('the buyer’s')],
    ['a stricter number', STRICTER, says('the buyer’s', upTo('0.05'))],
    ['a least content', STRICTER, says('S', { lower: { value: '0.2', unit: 'mg/kg', inclusive: true } })],
    ['the same number, with which it conforms', 'proved; passed:;', says('S', { ...upTo('0.3'), outcome: 'conforms' })],
    ['the same number, undecided', 'proved; passed:;', says('S', { ...upTo('0.3'), outcome: 'inconclusive' })],
  ])('holds against the limit what the report denies: %s', async (_, expected, statement) => {
    expect(await said(reported(statement))).toBe(expected);
  });

  it('takes the worst of several statements, and says what settles it', async () => {
    const both = reported(says('S', upTo('0.05')), says('T', upTo('0.3')));
    expect(await said(both)).toBe('unknown; undetermined: REPORT_SAYS_NOT_CONFORMING;');
    expect(cellOf(await verdictOn(both)).toSettle.map(({ code }) => code)).toEqual(['SETTLE_OWN_WORD']);
  });

  it('leaves every denied specification open where nothing is permitted', async () => {
    const banned = { ...LEAD_LIMIT, limit: { kind: 'not-permitted' } } as unknown as typeof LEAD_LIMIT;
    const none = { outcome: 'not-detected', quantity: undefined, expandedUncertainty: undefined };
    const results = [
      leadResult({
        ...none,
        limitOfDetection: { value: '0.01', unit: 'mg/kg' },
        conformity: [says('S', upTo('0.05'))],
      }),
    ];
    const changes = { requirements: rules([banned]), change: { report: withSubject({ results }) } };
    const cell = cellOf(await verdictOn(changes));
    expect(cell.verdict).toBe('unknown');
    expect(shortly(cell, 'conflict')).not.toContain('STRICTER');
  });

  it('refutes as before what its number refutes', async () => {
    const results = [leadResult({ quantity: { value: '0.4', unit: 'mg/kg' }, conformity: [says('S', upTo('0.3'))] })];
    expect(await said({ change: { report: withSubject({ results }) } })).toBe('refuted; passed:;');
  });

  it('keeps another report from proving the lot, also one that does not count', async () => {
    const second = ({ sampling, calibration }: SoundStatements, more: Record<string, unknown> = {}) => {
      const instruments = [{ instrument: 'balance B1', calibration: calibration.reference }];
      return draft(
        'second',
        'TestReport',
        'second report',
        {
          ...{ id: 'urn:test:second', reportNumber: 'R-2', language: 'en', issuedOn: '2026-11-13' },
          laboratory: { id: WHO.second.did, name: WHO.second.name, place: 'MO' },
          sample: {
            ...{ sample: 'S-1', description: 'leaf', food: 'leaf', receivedAt: '2026-11-09T08:00:00Z', seal: 'seal-1' },
            samplingRecord: sampling.reference,
          },
          results: [leadResult({ instruments, conformity: [says('S', upTo('0.3'))], ...more })],
          signatory: { function: 'signatory', meaning: 'I release this report' },
        },
        '2026-11-13T08:00:00Z',
      );
    };
    const open = 'unknown; undetermined: REPORT_SAYS_NOT_CONFORMING;';
    expect(await said({ papers: (sound) => [second(sound)] })).toBe(open);
    expect(await said({ papers: (sound) => [second(sound, { underScope: false })] })).toBe(open);
    expect(await said({ papers: (sound) => [second(sound, { conformity: undefined })] })).toBe('proved; passed:;');
    const lapsed = (sound: SoundStatements) => [{ ...second(sound), validUntil: '2026-11-15T00:00:00Z' }];
    expect(await said({ papers: lapsed })).toBe(open);
  });
});

describe('a sample that came in', () => {
  const came = (more: Record<string, unknown>): WorldChanges => ({ change: { report: withPart('sample', more) } });

  it.each<[string, string, Record<string, unknown>]>([
    ['unfit', 'unknown; failed: SAMPLE_UNFIT; ', { suitability: 'unsuitable', condition: 'thawed' }],
    ['unfit, and not said why', 'unknown; failed: SAMPLE_UNFIT; ', { suitability: 'unsuitable' }],
    ['otherwise than it should', 'proved; passed: SAMPLE_DEVIATES; SAMPLE_DEVIATES', { suitability: 'deviating' }],
    ['in words', 'proved; passed: SAMPLE_CONDITION_STATED; SAMPLE_CONDITION_STATED', { condition: 'thawed' }],
    ['fit, with words', 'proved; passed:; ', { suitability: 'suitable', condition: 'frozen' }],
  ])('%s is read', async (_, expected, more) => {
    const cell = cellOf(await verdictOn(came(more)));
    const caveats = cell.caveats.map(({ code }) => code).join(' ');
    expect(`${cell.verdict}; ${shortly(cell.trials[0], 'object-link')}; ${caveats}`).toBe(expected);
  });

  it('unfit is to be taken anew', async () => {
    const cell = cellOf(await verdictOn(came({ suitability: 'unsuitable' })));
    expect(cell.toSettle.map(({ code }) => code)).toEqual(['SETTLE_SAMPLE']);
  });
});
