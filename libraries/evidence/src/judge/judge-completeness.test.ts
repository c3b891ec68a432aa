// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '@touchstone/credentials/node';
import { type Digest, digestFromSha256, parseCalendarDay, parseInstant, parsePlace } from '@touchstone/identifiers';
import { commitmentOf } from '@touchstone/statements';
import { nodeLogSuite } from '@touchstone/transparency-log/node';
import { describe, expect, it } from 'vitest';
import type { LeafDisclosure } from '../completeness/completeness-file.ts';
import { formatCompletenessFile } from '../completeness/format-completeness-file.ts';
import { parseCompletenessFile } from '../completeness/parse-completeness-file.ts';
import { gather } from '../gather/gather.ts';
import { completenessOf } from '../logs/completeness-of-bench.ts';
import type { LogOptions } from '../logs/log-evidence.ts';
import { type CompletenessQuestion, runCompleteness, runCompletenessFiles } from '../run-completeness.ts';
import { draft, LAW, WHO } from '../testing/drafts.ts';
import { type Draft, type Made, party, sign } from '../testing/parties.ts';
import { LoggedStatements } from '../testing/logged.ts';
import { rules } from '../testing/rules.ts';
import { fileAbout, logOf, logOptions } from '../testing/test-log.ts';
import { CUT, claimOf, makeWorld, QUESTION, READ, withPart, type WorldChanges } from '../testing/world.ts';
import { judgeCompleteness } from './judge-completeness.ts';

const entry = () =>
  sign(
    draft('authority', 'ListEntry', 'entry', {
      ...{ id: 'urn:test:entry', party: { name: 'P', did: WHO.producer.did }, list: 'L', effects: ['notice-only'] },
      ...{ places: ['MO'], legalBasis: LAW, from: '2026-10-01' },
    }),
  );

interface Asked {
  readonly names?: readonly string[];
  readonly changes?: WorldChanges;
  readonly question?: Partial<CompletenessQuestion>;
  readonly options?: (own: LogOptions) => LogOptions | undefined;
  readonly text?: string;
  readonly witnesses?: [];
  readonly thing?: string;
}

async function chain({ names = [WHO.stranger.did], changes, question, options = (own) => own, ...more }: Asked = {}) {
  const { source } = await makeWorld(changes);
  const log = logOf([await entry()]);
  const text = more.text ?? (await fileAbout(names, log, more));
  const logs = options(logOptions([log]));
  return runCompleteness(
    { file: 'c.json', text },
    { ...QUESTION, ...question },
    {
      ...{ source, requirements: rules(), suite: nodeSuite, read: READ, cut: CUT },
      ...(logs === undefined ? {} : { logs }),
    },
  );
}

describe('runCompleteness()', () => {
  it('says as of when nothing is known, and how old that is by the policy of the place', async () => {
    const { subjects, places } = await chain({
      changes: { change: { policy: withPart('logs', { maximumAgeDays: 7 }) } },
    });
    expect(subjects).toEqual([WHO.stranger.did]);
    expect(places).toMatchObject([
      { place: 'MO', policy: 'Test policy', known: { outcome: 'none-known' }, ageDays: 8, maximumAgeDays: 7 },
    ]);
  });

  it('names what is known', async () => {
    const { places } = await chain({ names: [WHO.producer.did] });
    expect(places[0]?.known).toMatchObject({ outcome: 'known', found: [{ statement: { kind: 'ListEntry' } }] });
    expect(places[0]).not.toHaveProperty('maximumAgeDays');
  });

  it('says that a file is about one thing only, and nothing of the party by it', async () => {
    const thing = `${WHO.stranger.did} urn:test:nothing`;
    const found = await chain({ thing });
    expect(found.thing).toBe(thing);
    expect(found.places[0]?.known).toMatchObject({ outcome: 'unknown', because: ['THING_ONLY'] });
    expect(await chain()).not.toHaveProperty('thing');
  });

  it('names the logs that its maker follows no more', async () => {
    const log = logOf([await entry()]);
    const ended = [{ log: 'other.test/log', until: QUESTION.knownAt }];
    const file = parseCompletenessFile(await fileAbout([WHO.stranger.did], log));
    expect((await chain({ text: formatCompletenessFile({ ...file, ended }) })).ended).toEqual(ended);
    expect((await chain()).ended).toEqual([]);
  });

  it('names the logs that the policy counts and the file does not show', async () => {
    const options = () => logOptions([logOf([]), logOf([], 'other.test/2026')]);
    const { places } = await chain({ options });
    expect(places[0]?.known).toMatchObject({
      ...{ outcome: 'unknown', because: ['LOGS_NOT_CONSULTED'], reasons: [{ values: { missing: 'other.test/2026' } }] },
    });
  });

  it('does not miss the log of a year that is to come in a chain that is shown', async () => {
    const next = (origin: string) => () => logOptions([logOf([]), new LoggedStatements(origin, 99)]);
    const ahead = await chain({ options: next('log.test.touchstone.example/2027') });
    expect(ahead.places[0]?.known).toMatchObject({ outcome: 'none-known' });
    for (const origin of ['log.test.touchstone.example/2025', 'strange.test.touchstone.example/2027']) {
      const { places } = await chain({ options: next(origin) });
      expect(places[0]?.known).toMatchObject({ outcome: 'unknown', because: ['LOGS_NOT_CONSULTED'] });
    }
  });

  it('misses the log of the next year as soon as the chain was witnessed in it, and answers for the year before', async () => {
    const question = { knownAt: parseInstant('2027-06-02T00:00:00Z'), on: parseCalendarDay('2027-06-02') };
    const text = await fileAbout([WHO.stranger.did], logOf([await entry()]), {
      time: Date.parse('2027-06-01T00:00:00Z') / 1_000,
    });
    const own = await chain({ text, question });
    expect(own.places[0]).toMatchObject({
      known: { outcome: 'none-known', asOf: '2027-01-01T00:00:00Z' },
      ageDays: 152,
    });
    const options = () => logOptions([logOf([]), new LoggedStatements('log.test.touchstone.example/2027', 99)]);
    const named = await chain({ text, question, options });
    expect(named.places[0]?.known).toMatchObject({ outcome: 'unknown', because: ['LOGS_NOT_CONSULTED'] });
  });

  it('says nothing of whom the file does not name', async () => {
    const question = { about: [WHO.stranger.did, WHO.producer.did] };
    const { places } = await chain({ question });
    expect(places[0]?.known).toMatchObject({
      ...{ outcome: 'unknown', because: ['SUBJECT_NOT_NAMED'], reasons: [{ values: { subjects: WHO.producer.did } }] },
    });
  });

  it('takes the list of an issuer from another file of the asker', async () => {
    const granted = await sign(
      draft('authority', 'Designation', 'designation', {
        ...{ id: WHO.laboratory.did, name: 'Lab', place: 'MO', tasks: ['t'], legalBasis: LAW, from: '2026-01-01' },
      }),
    );
    const log = logOf([granted]);
    const text = await fileAbout([WHO.laboratory.did], log);
    const other = { file: 'other.json', text: await fileAbout([WHO.authority.did], log) };
    const outcomes = [[], [other]].map(async (completeness) => {
      const { places } = await chain({ text, options: () => logOptions([log], { completeness }) });
      return places[0]?.known?.outcome;
    });
    expect(await Promise.all(outcomes)).toEqual(['unknown', 'none-known']);
  });

  describe('of a leaf that a tombstone covers', () => {
    const covering = async (place: string, more: (tombstone: Made) => readonly Draft[] = () => []) => {
      const log = logOf([await entry()]);
      const { statement, salt } = log.openings.get(0) as LeafDisclosure;
      const commitment = commitmentOf(
        (message) => nodeLogSuite.sha256(message),
        salt,
        READ(statement).digest as Digest,
      );
      const tombstone = await sign(
        draft('authority', 'ExpiryTombstone', 'tombstone', {
          ...{ id: 'urn:test:tombstone', authority: { id: WHO.authority.did, name: 'A' }, place, legalBasis: LAW },
          ...{ commitments: [digestFromSha256(commitment)], expiredOn: '2026-10-01' },
        }),
      );
      const names = [WHO.producer.did, WHO.authority.did];
      const text = await fileAbout(names, log, { hide: [0], tombstones: [tombstone] });
      const { places } = await chain({
        ...{ text, options: () => logOptions([log]), changes: { more: () => more(tombstone) } },
      });
      return places[0];
    };
    const change = (who: 'authority' | 'stranger', { reference }: Made): Draft =>
      draft(who, 'StatusChange', 'change', {
        ...{ id: 'urn:test:change', changes: reference, status: 'withdrawn' },
        ...{ from: '2026-11-14T00:00:00Z', reason: 'r' },
      });

    it('weighs the place that the term has run in', async () => {
      expect(await covering('MO')).toMatchObject({
        verdict: { outcome: 'complete' },
        known: { outcome: 'none-known' },
      });
      expect(await covering('HK')).toMatchObject({ verdict: { outcome: 'incomplete' }, known: { outcome: 'unknown' } });
    });

    it('counts no tombstone that its issuer has taken back, whatever the file shows of it', async () => {
      expect((await covering('MO', (of) => [change('authority', of)]))?.known).toMatchObject({ outcome: 'unknown' });
      expect((await covering('MO', (of) => [change('stranger', of)]))?.known).toMatchObject({ outcome: 'none-known' });
    });

    it('takes no tombstone for taken back by a change that its issuer has not signed', async () => {
      const forged = (of: Made): Draft => ({ ...change('authority', of), issuer: party('authority', 'key-2') });
      expect((await covering('MO', (of) => [forged(of)]))?.known).toMatchObject({ outcome: 'none-known' });
    });
  });

  it('judges several files, each with the lists of the others and by whom it is asked about in any of them', async () => {
    const granted = await sign(
      draft('authority', 'Designation', 'designation', {
        ...{ id: WHO.laboratory.did, name: 'Lab', place: 'MO', tasks: ['t'], legalBasis: LAW, from: '2026-01-01' },
      }),
    );
    const log = logOf([granted]);
    const files = [
      { file: 'unreadable.json', text: '{}' },
      { file: 'lab.json', text: await fileAbout([WHO.laboratory.did], log) },
      { file: 'authority.json', text: await fileAbout([WHO.authority.did], log) },
    ];
    const { source } = await makeWorld();
    const about = [WHO.laboratory.did, WHO.authority.did];
    const chains = await runCompletenessFiles(
      files,
      { ...QUESTION, about },
      { source, requirements: rules(), suite: nodeSuite, read: READ, cut: CUT, logs: logOptions([log]) },
    );
    expect(chains.map(({ file, fault, places }) => [file, fault?.code, places[0]?.known?.outcome])).toEqual([
      ['unreadable.json', 'COMPLETENESS_UNREADABLE', undefined],
      ['lab.json', undefined, 'none-known'],
      ['authority.json', undefined, 'none-known'],
    ]);
  });

  it('has no age where nobody has witnessed', async () => {
    const { places } = await chain({ witnesses: [] });
    expect(places[0]).toMatchObject({ verdict: { outcome: 'incomplete' }, known: { outcome: 'unknown' } });
    expect(places[0]).not.toHaveProperty('ageDays');
  });

  it.each<[string, Asked]>([
    ['no root', { question: { roots: [] } }],
    ['no policy about logs', { options: (own) => ({ ...own, policies: [] }) }],
    ['nothing to verify with', { options: () => undefined }],
  ])('knows nothing where there is %s', async (_, asked) => {
    expect((await chain(asked)).places).toEqual([{ place: 'MO', policy: null }]);
  });

  it('says that a file cannot be read', async () => {
    expect(await chain({ text: '{}' })).toMatchObject({ fault: { code: 'COMPLETENESS_UNREADABLE' }, places: [] });
  });

  it('does not take the policy about logs of another place', async () => {
    const question = { places: [parsePlace('MO')] };
    const { places } = await chain({
      question,
      options: (own) => ({ ...own, policies: own.policies.map((one) => ({ ...one, place: parsePlace('HK') })) }),
    });
    expect(places[0]?.policy).toBeNull();
  });
});

describe('judgeCompleteness()', () => {
  it('needs a file', async () => {
    const { source } = await makeWorld();
    const none = { documents: [], transcribed: [] };
    const set = await gather(claimOf(), none, QUESTION, { source, read: READ, cut: CUT, food: undefined });
    expect(() => judgeCompleteness(set, { requirements: rules(), suite: nodeSuite })).toThrow(RangeError);
  });
});

describe('completenessOf()', () => {
  it('opens no leaf with a statement for which the evidence set has no room left', async () => {
    const log = logOf([await entry()]);
    const completeness = [{ file: 'c.json', text: await fileAbout([WHO.producer.did], log) }];
    const { source } = await makeWorld();
    const options = { source, read: READ, cut: CUT, food: undefined, logs: logOptions([log]) };
    const set = await gather(claimOf(), { documents: [], transcribed: [], completeness }, QUESTION, options);
    const bench = {
      ...{ set: { ...set, all: [] }, suite: nodeSuite, place: parsePlace('MO'), policy: { trustAnchors: [] } as never },
      remember: <T>(_: object, __: string, make: () => T) => make(),
    };
    const [file] = completenessOf(bench);
    expect(file?.verdict.missing).toMatchObject([{ reason: { code: 'STATEMENT_NOT_ACCEPTED' } }]);
    expect(file?.verdict.outcome).toBe('incomplete');
  });
});
