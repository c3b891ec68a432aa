// SPDX-License-Identifier: Apache-2.0
import { parseInstant, parsePlace } from '@touchstone/identifiers';
import { mapKeysOf, partyKey } from '@touchstone/statements';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { describe, expect, it } from 'vitest';
import { draft, LAW, WHO } from '../../testing/drafts.ts';
import type { LeafDisclosure } from '../../completeness/completeness-file.ts';
import type { Draft, Made } from '../../testing/parties.ts';
import { sign } from '../../testing/parties.ts';
import { fileAbout, logOf, logOptions, ORIGIN, WITNESSED } from '../../testing/test-log.ts';
import { cellOf, shortly, verdictOn, type WorldChanges, type WorldLogs, withPart } from '../../testing/world.ts';

const PRODUCER = { name: WHO.producer.name, did: WHO.producer.did };
const LABORATORY = { name: WHO.laboratory.name, did: WHO.laboratory.did };
const BAN = { measure: 'ban', from: '2026-10-01', to: '2026-12-31', of: 'leaf' };
const AUTHORITY = { id: WHO.authority.did, name: 'authority' };

function penalty(more: Record<string, unknown> = {}, who: keyof typeof WHO = 'authority'): Draft {
  return draft(who, 'Penalty', 'penalty', {
    ...{ id: 'urn:test:penalty', authority: AUTHORITY, place: 'MO', decisionNumber: 'D-1', party: PRODUCER },
    ...{ ground: 'g', legalBasis: LAW, measures: [BAN], decidedOn: '2026-10-01', publishedUntil: '2029-10-01' },
    ...more,
  });
}
function entry(more: Record<string, unknown> = {}): Draft {
  return draft('authority', 'ListEntry', 'entry', {
    ...{ id: 'urn:test:entry', party: PRODUCER, list: 'Test list', effects: ['may-not-supply'] },
    ...{ places: ['MO'], legalBasis: LAW, from: '2026-10-01' },
    ...more,
  });
}
async function removal(more: Record<string, unknown> = {}, who: keyof typeof WHO = 'authority'): Promise<Draft> {
  return draft(who, 'ListRemoval', 'removal', {
    ...{ id: 'urn:test:removal', entry: (await sign(entry())).reference, party: PRODUCER, list: 'Test list' },
    ...{ places: ['MO'], reason: 'term-ended', legalBasis: LAW, from: '2026-11-01' },
    ...more,
  });
}
async function repair(of: Draft, more: Record<string, unknown> = {}): Promise<Draft> {
  return draft('authority', 'Repair', 'repair', {
    ...{ id: 'urn:test:repair', authority: AUTHORITY, party: PRODUCER, repairs: (await sign(of)).reference },
    ...{ decision: 'accepted', corrected: 'c', effects: ['lift-measures'], legalBasis: LAW, from: '2026-11-01' },
    ...more,
  });
}
function recall(more: Record<string, unknown> = {}, who: keyof typeof WHO = 'authority'): Draft {
  return draft(who, 'Recall', 'recall', {
    ...{ id: 'urn:test:recall', recallNumber: 'RC-1', producer: PRODUCER },
    initiative: { kind: 'ordered', authority: AUTHORITY, legalBasis: LAW },
    ...{ lots: [{ food: 'leaf', lotNumber: 'L-1' }], places: ['MO'], measures: ['stop-sale'] },
    ...{ hazard: { description: 'lead', risk: 'high' }, unitsPlaced: 'not-provided', from: '2026-11-15' },
    ...more,
  });
}
async function progress(of: Draft, stage: string, asOf: string, who: keyof typeof WHO = 'authority'): Promise<Draft> {
  return draft(who, 'RecallProgress', `progress ${stage} ${asOf}`, {
    ...{ id: `urn:test:progress:${stage}`, recall: (await sign(of)).reference, asOf, stage },
    ...{ unitsRecovered: 'not-provided', unitsDisposed: 'not-provided' },
  });
}

/** Verdict and restrictions of the cell, with more statements in the register. */
async function said(more: readonly Draft[], changes: WorldChanges = {}): Promise<string> {
  const cell = cellOf(await verdictOn({ ...changes, more: () => more }));
  const all = cell.checks.filter(({ group }) => group === 'restrictions');
  return [cell.verdict, ...all.map((check) => shortly({ checks: [check] }, 'restrictions'))].join('; ');
}
const FREE = 'proved; passed: NONE_AMONG_CONSULTED';

describe('checkIssuers()', () => {
  it.each([
    ['the laboratory as it tested', 'laboratory', '2026-11-11', '2026-11-11', 'unknown; failed: RESTRICTED'],
    ['the laboratory as it signed', 'laboratory', '2026-11-12', '2026-11-20', 'unknown; failed: RESTRICTED'],
    ['the laboratory before its test', 'laboratory', '2026-11-01', '2026-11-10', FREE],
    ['the laboratory after it signed, and no more', 'laboratory', '2026-11-14', '2026-11-20', FREE],
    ['the sampler as it sampled', 'sampler', '2026-11-09', '2026-11-09', 'unknown; failed: RESTRICTED'],
    ['the sampler afterwards, and no more', 'sampler', '2026-11-10', '2026-11-20', FREE],
  ] as const)('looks at a bar on %s', async (_, who, from, to, expected) => {
    const party = { name: 'x', did: WHO[who].did };
    const barred = entry({ party, effects: ['may-not-issue'], from, to });
    const cell = cellOf(await verdictOn({ more: () => [barred] }));
    expect(`${cell.verdict}; ${shortly(cell.trials[0], 'restrictions')}`).toBe(expected);
  });
});

describe('barsOn(), of whoever granted competence', () => {
  const barred = (from: string, to: string) =>
    entry({ party: { name: 'x', did: WHO.body.did }, effects: ['may-not-issue'], from, to });
  const competence = async (one: Draft) => {
    const cell = cellOf(await verdictOn({ more: () => [one] }));
    return `${cell.verdict}; ${shortly(cell.trials[0], 'competence')}`;
  };

  it('takes away what a barred accreditation body signed, and nothing that it signed before or afterwards', async () => {
    expect(await competence(barred('2024-12-31', '2025-01-01'))).toBe('unknown; failed: GRANTOR_BARRED');
    expect(await competence(barred('2025-01-02', '2026-12-31'))).toBe('proved; passed:');
  });
});

describe('checkRestrictions(), of whoever is listed by a number', () => {
  const number = (identifier = '91440300MA5DEMO01X', more: Record<string, unknown> = {}) =>
    entry({ party: { name: 'somebody else', identifier }, ...more });
  const named = { ...PRODUCER, identifier: '91440300MA5DEMO01X' };
  const sampled = (producer: unknown): WorldChanges => ({ change: { sampling: withPart('lot', { producer }) } });

  it.each<[string, string, readonly Draft[], WorldChanges]>([
    ['no paper gives the number', FREE, [number()], {}],
    ['a presented paper gives the number', 'unknown; failed: RESTRICTED', [number()], sampled(named)],
    [
      'the number is written otherwise',
      'unknown; failed: RESTRICTED',
      [number('9144 0300-ma5demo01x')],
      sampled({ ...named, identifier: '9144 0300-ma5demo01x' }),
    ],
    [
      'the claim gives the number in one spelling, the list in another',
      'unknown; failed: RESTRICTED',
      [number()],
      { claim: { actors: [{ role: 'producer', ...named, identifier: '9144 0300 ma5demo01x' }] } },
    ],
    [
      'an authority’s own list gives DID and number',
      'unknown; failed: RESTRICTED',
      [number(), { ...penalty({ party: named, measures: [{ measure: 'warning' }] }), label: 'tie' }],
      {},
    ],
    ['a stranger ties the two', FREE, [number(), { ...penalty({ party: named }, 'stranger'), label: 'tie' }], {}],
    ['a paper gives another number', FREE, [number()], sampled({ ...PRODUCER, identifier: 'ANOTHER' })],
  ])('%s: %s', async (_, expected, more, changes) => {
    expect(await said(more, changes)).toBe(expected);
  });

  it('finds a sampler that its own record ties to a number that is barred', async () => {
    const sampler = { sampler: { name: WHO.sampler.name, did: WHO.sampler.did, identifier: 'S-1' } };
    const change = { sampling: ({ subject }: Draft) => ({ subject: { ...subject, ...sampler } }) };
    const barred = number('S-1', { effects: ['may-not-issue'], from: '2026-11-09', to: '2026-11-09' });
    const cell = cellOf(await verdictOn({ more: () => [barred], change }));
    expect([cell.verdict, shortly(cell.trials[0], 'restrictions')]).toEqual(['unknown', 'failed: RESTRICTED']);
  });
});

describe('againstName()', () => {
  const name = ` ${WHO.producer.name.toUpperCase()} `;
  const NOTED = 'proved; passed: NONE_AMONG_CONSULTED NAMESAKE_RESTRICTED';

  it.each<[string, string, Draft]>([
    ['a name alone', NOTED, entry({ party: { name } })],
    ['a name with a number that no paper of the firm gives', NOTED, entry({ party: { name, identifier: 'X9' } })],
    ['the name of a firm with another DID', FREE, entry({ party: { name, did: WHO.stranger.did } })],
    ['another name', FREE, entry({ party: { name: 'another firm' } })],
    ['a name, for a time that is over', FREE, entry({ party: { name }, to: '2026-11-01' })],
    ['a name, by a ban', NOTED, penalty({ party: { name } })],
    ['a name, by a fine', FREE, penalty({ party: { name }, measures: [{ measure: 'warning' }] })],
    ['a name, by a ban that may no longer be told', FREE, penalty({ party: { name }, publishedUntil: '2026-11-21' })],
    ['a name, decided later', FREE, penalty({ party: { name }, decidedOn: '2026-11-23' })],
  ])('holds nobody to %s', async (_, expected, against) => {
    expect(await said([against])).toBe(expected);
  });

  it('is a reservation of the cell, also of the laboratory', async () => {
    const cell = cellOf(await verdictOn({ more: () => [entry({ party: { name } })] }));
    expect(cell.caveats.map(({ code }) => code)).toEqual(['NAMESAKE_RESTRICTED']);
    const party = { name: WHO.laboratory.name };
    const barred = entry({ party, effects: ['may-not-issue'] });
    const noted = cellOf(await verdictOn({ more: () => [barred] }));
    expect([noted.verdict, ...noted.caveats.map(({ code }) => code)]).toEqual(['proved', 'NAMESAKE_RESTRICTED']);
  });

  it('ends a ban upon a name as upon a number', async () => {
    const ban = penalty({ party: { name } });
    expect(await said([ban, await repair(ban)])).toBe(FREE);
  });

  it('tells apart by a number where both have one', async () => {
    const claim = { actors: [{ role: 'producer', ...PRODUCER, identifier: 'A-1' }] };
    expect(await said([entry({ party: { name, identifier: 'A-2' } })], { claim })).toBe(FREE);
  });
});

describe('checkRestrictions(), of penalties', () => {
  it.each<[string, string, Draft]>([
    ['a ban in force', 'unknown; failed: PENALISED', penalty()],
    ['a ban without an end', 'unknown; failed: PENALISED', penalty({ measures: [{ ...BAN, to: undefined }] })],
    ['a fine', 'proved; passed: NONE_AMONG_CONSULTED PENALTY_NOTED', penalty({ measures: [{ measure: 'warning' }] })],
    [
      'a ban that has ended',
      'proved; passed: NONE_AMONG_CONSULTED PENALTY_NOTED',
      penalty({ measures: [{ ...BAN, to: '2026-11-21' }] }),
    ],
    [
      'a lower grade',
      'proved; passed: NONE_AMONG_CONSULTED PENALTY_NOTED',
      penalty({ measures: [{ ...BAN, measure: 'downgrade' }] }),
    ],
    ['a ban of another place', FREE, penalty({ place: 'HK' })],
    ['a penalty decided after the day', FREE, penalty({ decidedOn: '2026-11-23' })],
    ['a penalty by nobody that the place trusts', FREE, penalty({}, 'stranger')],
    [
      'a fine that may no longer be shown',
      FREE,
      penalty({ measures: [{ measure: 'warning' }], publishedUntil: '2026-11-21' }),
    ],
    [
      'a ban that may no longer be told, and runs',
      'unknown; failed: MEASURE_IN_FORCE',
      penalty({ publishedUntil: '2026-11-21' }),
    ],
  ])('tells %s', async (_, expected, given) => {
    expect(await said([given])).toBe(expected);
  });

  it('decides as the policy of the place says', async () => {
    const informative = { policy: withPart('checks', { restrictions: 'informative' }) };
    expect(await said([penalty()], { change: informative })).toBe('proved; failed: PENALISED');
  });

  it('keeps a banned laboratory’s report from counting', async () => {
    const cell = cellOf(await verdictOn({ more: () => [penalty({ party: LABORATORY })] }));
    expect([cell.verdict, shortly(cell.trials[0], 'restrictions')]).toEqual(['unknown', 'failed: PENALISED']);
    const stop = penalty({ party: LABORATORY, measures: [{ ...BAN, measure: 'stop-production' }] });
    expect(cellOf(await verdictOn({ more: () => [stop] })).verdict).toBe('proved');
  });

  it('names once a party that has a DID and an identifier', async () => {
    const party = { ...PRODUCER, identifier: 'X1' };
    const claim = { actors: [{ role: 'producer', ...party }] };
    expect(await said([penalty({ party })], { claim })).toBe('unknown; failed: PENALISED');
  });

  it.each<[string, string, Record<string, unknown>]>([
    ['from its day', FREE, {}],
    ['not before its day', 'unknown; failed: PENALISED', { from: '2026-11-23' }],
    ['not when it was refused', 'unknown; failed: PENALISED', { decision: 'refused' }],
    ['not when it ends the display alone', 'unknown; failed: MEASURE_IN_FORCE', { effects: ['stop-display'] }],
  ])('is ended by a repair %s', async (_, expected, more) => {
    expect(await said([penalty(), await repair(penalty(), more)])).toBe(expected);
  });

  it('is not ended by the repair of another body under the same identity', async () => {
    const other = await repair(penalty({ ground: 'another' }));
    expect(await said([penalty(), other])).toBe('unknown; failed: PENALISED');
  });

  it('is found where a complaint’s outcome points to it, which itself says nothing', async () => {
    const made = await sign(penalty());
    const outcome = draft('authority', 'ComplaintOutcome', 'complaint', {
      ...{ id: 'urn:test:complaint', complaintNumber: 'K-1', kind: 'tip-off', authority: AUTHORITY, place: 'MO' },
      ...{ about: PRODUCER, receivedOn: '2026-09-01', outcome: 'penalised', decidedOn: '2026-10-01' },
      penalties: [made.reference],
    });
    expect(await said([outcome])).toBe(FREE);
    expect(await said([{ ...outcome, subject: { ...outcome.subject, penalties: undefined } }])).toBe(FREE);
    expect(await said([outcome, penalty()])).toBe('unknown; failed: PENALISED');
  });
});

describe('checkRestrictions(), of list entries', () => {
  it.each<[string, string, Record<string, unknown>, (keyof typeof WHO)?]>([
    ['from its day', FREE, {}],
    ['not before its day', 'unknown; failed: RESTRICTED', { from: '2026-11-23' }],
    ['not in another place', 'unknown; failed: RESTRICTED', { places: ['HK'] }],
    ['not by a stranger', 'unknown; failed: RESTRICTED', {}, 'stranger'],
  ])('are ended by a removal %s', async (_, expected, more, who) => {
    expect(await said([entry(), await removal(more, who)])).toBe(expected);
  });

  it('are ended by a repair that lifts them', async () => {
    expect(await said([entry()])).toBe('unknown; failed: RESTRICTED');
    expect(await said([entry(), await repair(entry())])).toBe(FREE);
  });
});

describe('checkRecalls()', () => {
  const OPEN = 'unknown; passed: NONE_AMONG_CONSULTED; failed: RECALLED';
  const voluntary = { initiative: { kind: 'voluntary' } };

  it.each<[string, string, readonly Draft[]]>([
    ['an ordered recall', OPEN, [recall()]],
    ['the producer’s own recall', OPEN, [recall(voluntary, 'producer')]],
    ['a recall of the lot as a wider food', OPEN, [recall({ lots: [{ food: 'food', lotNumber: 'L-1' }] })]],
    ['a recall of the lot as a narrower food', OPEN, [recall({ lots: [{ food: 'cress', lotNumber: 'L-1' }] })]],
    ['a recall of another lot', FREE, [recall({ lots: [{ food: 'leaf', lotNumber: 'L-2' }] })]],
    ['a recall of another food', FREE, [recall({ lots: [{ food: 'fish', lotNumber: 'L-1' }] })]],
    ['a food that nobody knows', FREE, [recall({ lots: [{ food: 'moon', lotNumber: 'L-1' }] })]],
    ['a recall in another place', FREE, [recall({ places: ['HK'] })]],
    ['a recall from a later day', FREE, [recall({ from: '2026-11-23' })]],
    ['a stranger’s recall', FREE, [recall(voluntary, 'stranger')]],
    ['an order that the producer signed himself', FREE, [recall({}, 'producer')]],
  ])('weighs %s', async (_, expected, more) => {
    expect(await said(more)).toBe(expected);
  });

  it('ends with the last word of whoever recalls, or of an authority', async () => {
    const own = recall(voluntary, 'producer');
    const done = await progress(own, 'completed', '2026-11-20', 'producer');
    expect(await said([own, done])).toBe(FREE);
    expect(await said([own, done, await progress(own, 'ineffective', '2026-11-21')])).toBe(OPEN);
    expect(await said([own, await progress(own, 'completed', '2026-11-20', 'stranger')])).toBe(OPEN);
    expect(await said([own, await progress(own, 'completed', '2026-11-23', 'producer')])).toBe(OPEN);
    expect(await said([own, await progress(own, 'under-way', '2026-11-20', 'producer')])).toBe(OPEN);
    expect(await said([recall(), await progress(recall({ recallNumber: 'RC-2' }), 'completed', '2026-11-20')])).toBe(
      OPEN,
    );
  });

  it('blocks whatever the policy says of restrictions', async () => {
    const change = { policy: withPart('checks', { restrictions: 'informative' }) };
    expect(await said([recall()], { change })).toBe(OPEN);
  });
});

describe('knownComplete()', () => {
  const REQUIRED = { change: { policy: withPart('logs', { required: true }) } };
  const TOO_OLD = { change: { policy: withPart('logs', { maximumAgeDays: 7 }) } };
  const NAMES = [WHO.producer.did];
  const none = () => sign(entry({ party: { name: 'X', did: WHO.stranger.did } }));

  /** A log of these statements, and the file about the producer that a test makes of it. */
  const filed = (
    statements: () => Promise<readonly Made[]>,
    more: Parameters<typeof fileAbout>[2] = {},
    names = NAMES,
  ): Pick<WorldChanges, 'logs'> => ({
    logs: async (): Promise<WorldLogs> => {
      const log = logOf(await statements());
      return {
        completeness: [{ file: 'c.json', text: await fileAbout(names, log, more) }],
        options: logOptions([log]),
      };
    },
  });
  const clear = filed(async () => [await none()]);
  const reasonsOf = async (changes: WorldChanges) => {
    const verdict = await verdictOn(changes);
    const checks = cellOf(verdict).checks.filter(({ group }) => group === 'restrictions');
    return { verdict, cell: cellOf(verdict), reasons: checks.flatMap(({ reasons }) => reasons) };
  };

  it('says as of when nothing is known, and in which logs', async () => {
    const { verdict, cell, reasons } = await reasonsOf(clear);
    expect([cell.verdict, reasons.map(({ code }) => code)]).toEqual(['proved', ['NONE_KNOWN_AS_OF']]);
    expect(reasons[0]?.values).toMatchObject({ asOf: '2026-11-14T00:00:00Z', logs: ORIGIN, days: '8' });
    expect(verdict.knownAt.logs).toEqual([{ log: ORIGIN, size: 2 }]);
  });

  it('counts what the file opens like any statement gathered', async () => {
    const changes = filed(async () => [await sign(penalty())]);
    expect(await said([], changes)).toBe('unknown; failed: PENALISED ALL_KNOWN_AS_OF');
    const fine = filed(async () => [await sign(penalty({ measures: [{ measure: 'warning' }] }))]);
    expect(await said([], fine)).toBe('proved; passed: ALL_KNOWN_AS_OF PENALTY_NOTED');
  });

  it('is unknown with a leaf that is not opened', async () => {
    const hidden = filed(async () => [await sign(penalty())], { hide: [0] });
    expect(await said([], hidden)).toBe('proved; passed: NONE_AMONG_CONSULTED COMPLETENESS_UNKNOWN');
    expect(await said([], { ...hidden, ...REQUIRED })).toContain('undetermined: COMPLETENESS_UNKNOWN');
  });

  it('is unknown when nobody has dated the tree, and when a log that counts was not asked', async () => {
    const undated: Pick<WorldChanges, 'logs'> = {
      logs: async () => {
        const log = logOf([await none()]);
        const { policies, suite } = logOptions([log]);
        const text = (policies[0]?.text ?? '').replace('quorum both', 'quorum none');
        return {
          completeness: [{ file: 'c.json', text: await fileAbout(NAMES, log, { witnesses: [] }) }],
          options: { suite, policies: [{ place: parsePlace('MO'), text }] },
        };
      },
    };
    const { reasons } = await reasonsOf(undated);
    expect(reasons.find(({ code }) => code === 'COMPLETENESS_UNKNOWN')?.values?.codes).toBe('UNDATED');
    const partial: Pick<WorldChanges, 'logs'> = {
      logs: async () => {
        const [log, other] = [logOf([await none()]), logOf([], 'other.test/2026')];
        return {
          completeness: [{ file: 'c.json', text: await fileAbout(NAMES, log) }],
          options: logOptions([log, other]),
        };
      },
    };
    expect(await said([], partial)).toBe('proved; passed: LOGS_NOT_CONSULTED NONE_KNOWN_AS_OF');
    expect(await said([], { ...partial, ...REQUIRED })).toContain('undetermined: LOGS_NOT_CONSULTED');
  });

  it('is unknown without the list of whoever issued what is opened, and takes it from another file', async () => {
    const granted = () =>
      sign(
        draft('authority', 'Designation', 'designation', {
          ...{ id: WHO.producer.did, name: 'P', place: 'MO', tasks: ['t'], legalBasis: LAW, from: '2026-01-01' },
        }),
      );
    const alone = filed(async () => [await granted()]);
    expect(await said([], { ...alone, ...REQUIRED })).toContain('undetermined: COMPLETENESS_UNKNOWN');
    const { reasons } = await reasonsOf(alone);
    expect(reasons.find(({ code }) => code === 'COMPLETENESS_UNKNOWN')?.values?.codes).toBe('ISSUERS_NOT_COVERED');
    const both: Pick<WorldChanges, 'logs'> = {
      logs: async () => {
        const log = logOf([await granted()]);
        const files = NAMES.concat(WHO.authority.did).map(async (name, at) => ({
          ...{ file: `${at}.json`, text: await fileAbout([name], log) },
        }));
        return { completeness: await Promise.all(files), options: logOptions([log]) };
      },
    };
    expect(await said([], both)).toBe('proved; passed: NONE_KNOWN_AS_OF');
  });

  it('takes a file no older than the place does', async () => {
    expect(await said([], { ...clear, ...TOO_OLD })).toBe('proved; passed: NONE_AMONG_CONSULTED COMPLETENESS_TOO_OLD');
    const young = filed(async () => [await none()], { time: WITNESSED + 2 * 86_400 });
    expect(await said([], { ...young, ...TOO_OLD })).toBe('proved; passed: NONE_KNOWN_AS_OF');
    const later = filed(async () => [await none()], { time: WITNESSED + 20 * 86_400 });
    const afterwards = { question: { knownAt: parseInstant('2026-12-31T00:00:00Z') } };
    expect((await reasonsOf({ ...later, ...afterwards })).reasons[0]?.values?.days).toBe('0');
  });

  it('believes no witness a time that is yet to come: such a file would stay young for ever', async () => {
    for (const ahead of [20 * 86_400, 2_205_385_600]) {
      const file = filed(async () => [await none()], { time: WITNESSED + ahead });
      expect(await said([], { ...file, ...TOO_OLD })).toBe('proved; passed: NONE_AMONG_CONSULTED COMPLETENESS_UNKNOWN');
      const { reasons } = await reasonsOf(file);
      expect(reasons.find(({ code }) => code === 'COMPLETENESS_UNKNOWN')?.values?.codes).toBe('UNDATED');
    }
  });

  it('leaves the check open everywhere when the log has left out a leaf that it shows', async () => {
    const lying: Pick<WorldChanges, 'logs'> = {
      logs: async () => {
        const { lyingLog, text } = await omittingLog();
        return { completeness: [{ file: 'c.json', text }], options: logOptions([lyingLog]) };
      },
    };
    expect(await said([], lying)).toContain('undetermined: COMPLETENESS_CONTRADICTED');
  });

  it('asks for a file about each party where the place requires logs', async () => {
    const about = filed(async () => [await none()], {}, [WHO.stranger.did]);
    expect(await said([], about)).toBe('proved; passed: NONE_AMONG_CONSULTED COMPLETENESS_NOT_AT_HAND');
    expect(await said([], { ...about, ...REQUIRED })).toContain('undetermined: COMPLETENESS_NOT_AT_HAND');
    expect(await said([], REQUIRED)).toContain('undetermined: COMPLETENESS_NOT_AT_HAND');
  });

  it('asks nothing about parties that nothing identifies', async () => {
    const nameless = { actors: [{ role: 'producer', name: WHO.producer.name }] };
    const check = cellOf(await verdictOn({ ...REQUIRED, claim: nameless })).checks.find(
      ({ group }) => group === 'restrictions',
    );
    expect([check?.outcome, check?.reasons.map(({ code }) => code)]).toEqual(['passed', ['NONE_AMONG_CONSULTED']]);
    expect(await said([], { ...clear, ...REQUIRED, claim: nameless })).toContain('passed: NONE_AMONG_CONSULTED');
  });

  it('opens no leaf with what was signed by another, nor with what is no statement', async () => {
    const opened = (change: (text: string) => string): Pick<WorldChanges, 'logs'> => ({
      logs: async () => {
        const log = logOf([await sign(penalty())]);
        const { statement, salt } = log.openings.get(0) as LeafDisclosure;
        log.openings.set(0, { statement: change(statement), salt });
        return {
          completeness: [{ file: 'c.json', text: await fileAbout(NAMES, log) }],
          options: logOptions([log]),
        };
      },
    });
    for (const change of [(text: string) => text.replace('"D-1"', '"D-2"'), () => 'nonsense']) {
      const { reasons } = await reasonsOf(opened(change));
      expect(reasons.find(({ code }) => code === 'COMPLETENESS_UNKNOWN')?.values?.codes).toBe('STATEMENT_NOT_ACCEPTED');
    }
  });

  it('says of a file that cannot be read that it cannot', async () => {
    const broken: WorldChanges = { logs: async () => ({ completeness: [{ file: 'c.json', text: '{' }] }) };
    expect(await said([], broken)).toBe('proved; passed: NONE_AMONG_CONSULTED COMPLETENESS_UNREADABLE');
  });
});

describe('checkNoChangeKnown()', () => {
  const about = (hide: readonly number[]): Pick<WorldChanges, 'logs'> => ({
    logs: async ({ report }) => {
      const log = logOf([report, await sign(penalty({ party: LABORATORY, measures: [{ measure: 'warning' }] }))]);
      const text = await fileAbout([WHO.laboratory.did], log, { hide });
      return { completeness: [{ file: 'c.json', text }], options: logOptions([log]) };
    },
  });
  const document = async (changes: WorldChanges) => shortly(cellOf(await verdictOn(changes)).trials[0], 'document');

  it('says as of when no change of the status of a logged document is known', async () => {
    expect(await document(about([]))).toBe('passed: NO_CHANGE_KNOWN_AS_OF LOG_NOT_EVALUATED');
  });

  it('takes the list of the issuer of a change from a second file', async () => {
    const beside: Pick<WorldChanges, 'logs'> = {
      logs: async ({ report }) => {
        const log = logOf([report]);
        const files = [WHO.laboratory.did, WHO.stranger.did].map(async (name, at) => ({
          ...{ file: `${at}.json`, text: await fileAbout([name], log) },
        }));
        return { completeness: await Promise.all(files), options: logOptions([log]) };
      },
    };
    expect(await document(beside)).toBe('passed: NO_CHANGE_KNOWN_AS_OF LOG_NOT_EVALUATED');
  });

  it('says nothing of a document that the log does not have', async () => {
    expect(await document(about([0]))).toBe('passed: LOG_NOT_EVALUATED');
  });

  it('is unknown while another leaf is not opened', async () => {
    expect(await document(about([1]))).toBe('passed: STATUS_NOT_KNOWN_WHOLLY LOG_NOT_EVALUATED');
    const required = { change: { policy: withPart('logs', { required: true }) } };
    expect(await document({ ...about([1]), ...required })).toBe(
      'undetermined: STATUS_NOT_KNOWN_WHOLLY LOG_NOT_EVALUATED',
    );
  });

  it('leaves to the status check what the file lists', async () => {
    const revoked: WorldChanges = {
      logs: async ({ report }) => {
        const change = draft('laboratory', 'StatusChange', 'revocation', {
          ...{ id: 'urn:test:revocation', changes: report.reference, status: 'revoked' },
          ...{ from: '2026-11-14T00:00:00Z', reason: 'mixed up' },
        });
        const log = logOf([report, await sign(change)]);
        const text = await fileAbout([WHO.laboratory.did], log);
        return { completeness: [{ file: 'c.json', text }], options: logOptions([log]) };
      },
    };
    expect(await document(revoked)).toMatch(/^failed: REVOKED/);
  });
});

/** A log whose map files a penalty under the laboratory only, and shows it all the same under the producer's name. */
async function omittingLog() {
  const party = { ...PRODUCER, identifier: 'X1' };
  const both = await sign(penalty({ party, measures: [{ measure: 'warning' }] }));
  const lyingLog = logOf([
    both,
    await sign(entry({ party: { name: 'P', identifier: 'X1' }, effects: ['notice-only'] })),
  ]);
  lyingLog.entries.pop();
  const [first] = lyingLog.entries;
  const own = partyKey((message) => nodeLogSuite.sha256(message), WHO.producer.did).join();
  const map = lyingLog.map((bytes) =>
    mapKeysOf(bytes).filter((key) => bytes !== first || key.subarray(0, 32).join() !== own),
  );
  lyingLog.close(map);
  return { lyingLog, text: await fileAbout([WHO.producer.did, 'X1'], lyingLog, { map }) };
}

describe('a claim that gives only the name of its producer', () => {
  const byName = { actors: [{ role: 'producer', name: WHO.producer.name }] };
  const sampled = { sampling: withPart('lot', { producer: PRODUCER }) };
  it.each<[string, Draft]>([
    ['may not supply', entry()],
    ['recalls the lot as a wider food', recall({ lots: [{ food: 'food', lotNumber: 'L-1' }] })],
  ])('is held to what is known of the producer whom the papers name: he %s', async (_, against) => {
    const changes = { claim: byName, change: sampled };
    expect(cellOf(await verdictOn(changes)).verdict).toBe('proved');
    const verdict = await verdictOn({ ...changes, more: () => [against] });
    expect(cellOf(verdict).verdict).toBe('unknown');
    expect(
      cellOf(verdict).checks.filter(({ group, outcome }) => group === 'restrictions' && outcome === 'failed'),
    ).toHaveLength(1);
  });
});
