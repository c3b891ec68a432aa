// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '@touchstone/credentials/node';
import { parsePlace } from '@touchstone/identifiers';
import { describe, expect, it } from 'vitest';
import type { EvidenceSource, StatementRequest } from '../evidence-source.ts';
import { judge } from '../judge/judge.ts';
import { reportsOnLot } from '../judge/reports-on-lot.ts';
import { createMemorySource } from '../memory-source.ts';
import { accreditation, draft, WHO } from '../testing/drafts.ts';
import { type Draft, didDocument, type Made, sign } from '../testing/parties.ts';
import { rules } from '../testing/rules.ts';
import {
  CUT,
  cellOf,
  claimOf,
  makeWorld,
  QUESTION,
  READ,
  shortly,
  type WorldChanges,
  withSubject,
} from '../testing/world.ts';
import { withJurisdiction } from './expand.ts';
import { gather, STATEMENT_ROUND_TRIPS_MAX } from './gather.ts';

/** A source that counts its round trips. */
function counted(source: EvidenceSource): {
  readonly source: EvidenceSource;
  readonly trips: () => number;
  readonly asked: StatementRequest[];
} {
  let trips = 0;
  const asked: StatementRequest[] = [];
  return {
    trips: () => trips,
    asked,
    source: {
      find: (requests, knownAt) => {
        trips += 1;
        asked.push(...requests);
        return source.find(requests, knownAt);
      },
      resolve: (dids) => {
        trips += 1;
        return source.resolve(dids);
      },
    },
  };
}

async function gathered(changes: WorldChanges = {}, copies = 1) {
  const world = await makeWorld(changes);
  const { source, trips, asked } = counted(world.source);
  const documents = Array.from({ length: copies }, () => world.documents).flat();
  const set = await gather(
    claimOf(),
    { documents, transcribed: [] },
    { ...QUESTION, ...changes.question },
    { source, read: READ, cut: CUT, food: 'leaf' },
  );
  return { set, trips: trips(), asked };
}

/** A chain of calibrations, each resting on the next. */
async function calibrations(depth: number): Promise<readonly [Draft[], Made]> {
  const drafts: Draft[] = [];
  let next: Made | undefined;
  for (let index = depth; index > 0; index -= 1) {
    const references = next === undefined ? undefined : [{ standard: `S${index}`, calibration: next.reference }];
    const one = draft('calibrator', 'CalibrationCertificate', `calibration ${index}`, {
      id: `urn:test:c${index}`,
      certificateNumber: `C-${index}`,
      laboratory: { id: WHO.calibrator.did, name: 'calibrator' },
      instrument: `S${index - 1}`,
      calibratedOn: '2026-01-01',
      method: { standard: 'x' },
      results: [
        {
          quantity: 'mass',
          at: { value: '1', unit: 'g' },
          expandedUncertainty: { value: '1', unit: 'g' },
          coverageFactor: '2',
        },
      ],
      ...(references === undefined ? {} : { references }),
    });
    drafts.push(one);
    next = await sign(one);
  }
  return [drafts, next as Made];
}

describe('gather()', () => {
  it.each([1, 50, 250])('fetches for %i pairs of papers in at most 8 round trips', async (copies) => {
    const { set, trips } = await gathered({}, copies);
    expect(set.presented).toHaveLength(copies * 2);
    expect(trips).toBeLessThanOrEqual(8);
    expect(set.roundTrips).toBe(trips);
    expect(set.truncated).toBe(false);
  });

  it('asks nothing twice', async () => {
    const { asked } = await gathered({}, 20);
    const names = asked.map((request) => JSON.stringify(request));
    expect(new Set(names).size).toBe(names.length);
  });

  it('stops after 8 round trips in a chain of any depth, and the verdict says that evidence may be missing', async () => {
    const [drafts, first] = await calibrations(12);
    const changes: WorldChanges = {
      more: () => drafts,
      change: {
        calibration: (one) => withSubject({ references: [{ standard: 'S0', calibration: first.reference }] })(one),
      },
    };
    const { set, trips } = await gathered(changes);
    expect([trips, set.truncated]).toEqual([STATEMENT_ROUND_TRIPS_MAX + 1, true]);
    const cell = cellOf(judge(set, rules(), nodeSuite));
    expect(cell.verdict).toBe('unknown');
    expect(cell.checks.flatMap(({ reasons }) => reasons).map(({ code }) => code)).toContain('EVIDENCE_TRUNCATED');
    expect(shortly(cell.trials[0], 'decision')).toBe('passed: COMPARED WITHIN_LIMITS');
  });

  it('blocks by missing evidence also where the place makes the claim informative', async () => {
    const [drafts, first] = await calibrations(12);
    const { set } = await gathered({
      more: () => drafts,
      change: {
        calibration: withSubject({ references: [{ standard: 'S0', calibration: first.reference }] }),
        policy: ({ subject }) => ({
          subject: { ...subject, checks: { ...(subject.checks as object), claim: 'informative' } },
        }),
      },
    });
    expect(cellOf(judge(set, rules(), nodeSuite)).verdict).toBe('unknown');
  });

  it('ends in a circle of references', async () => {
    const [drafts, first] = await calibrations(2);
    const back = {
      ...(drafts[0] as Draft),
      subject: { ...(drafts[0] as Draft).subject, references: [{ standard: 'S', calibration: first.reference }] },
    };
    const { set, trips } = await gathered({
      more: () => [back, ...drafts.slice(1)],
      change: { calibration: withSubject({ references: [{ standard: 'S0', calibration: first.reference }] }) },
    });
    expect(trips).toBeLessThanOrEqual(8);
    expect(set.truncated).toBe(false);
  });

  it('never uses what was recorded after the cut', async () => {
    const withTime = async (at: string) => {
      const { set } = await gathered({
        recordedAt: (text) => (text.includes('"AcceptanceInstrument"') ? at : undefined),
      });
      return set.all.some(({ statement }) => statement?.kind === 'AcceptanceInstrument');
    };
    expect(await withTime('2026-11-22T12:00:00Z')).toBe(true);
    expect(await withTime('2026-11-22T12:00:01Z')).toBe(false);
  });

  it('keeps what cannot be read, and the token beside a statement', async () => {
    const world = await makeWorld();
    const source: EvidenceSource = {
      find: async (requests) =>
        requests.map((_, index) => (index === 0 ? [{ text: 'nonsense' }, { text: '{}', jwt: 'a.b.c' }] : [])),
      resolve: async () => new Map(),
    };
    const set = await gather(
      claimOf({ presenter: { name: 'x', did: WHO.stranger.did } }),
      { documents: world.documents, transcribed: [] },
      QUESTION,
      { source, read: READ, cut: CUT, food: undefined },
    );
    expect(set.all.map(({ text }) => text)).toEqual(expect.arrayContaining(['nonsense', '{}']));
    expect(set.all.find(({ text }) => text === '{}')?.jwt).toBe('a.b.c');
    expect(set.sameIdentity(set.all.find(({ text }) => text === '{}') as never)).toEqual([]);
  });

  it('knows no second body of a document that it does not hold', async () => {
    const { set } = await gathered();
    const other = await sign(
      draft('stranger', 'SelfDeclaration', 'o', {
        id: 'urn:o',
        declarant: { name: 'S' },
        declares: [{ requirement: 'r', text: 't' }],
        declaredOn: '2026-01-01',
      }),
    );
    expect(set.sameIdentity(READ(other.text))).toEqual([]);
  });

  it('asks whom every kind of statement leads to', async () => {
    const other = await sign(
      accreditation('laboratory', {
        activity: 'inspection',
        line: 'I',
        object: { description: 'x' },
        method: { standard: 'x' },
        from: '2025-01-01',
      }),
    );
    const papers = (): Draft[] => [
      draft('inspector', 'ConformityCertificate', 'c', {
        id: 'urn:t',
        certificateNumber: 'C',
        holder: { name: 'H' },
        scheme: { name: 'S', type: '5' },
        objects: [{ description: 'x' }],
        requirements: ['r'],
        reports: [other.reference],
        from: '2025-01-01',
      }),
      draft('inspector', 'ConformityCertificate', 'd', {
        id: 'urn:t',
        certificateNumber: 'D',
        holder: { name: 'H' },
        scheme: { name: 'S', type: '5' },
        objects: [{ description: 'x' }],
        requirements: ['r'],
        from: '2025-01-01',
      }),
      draft('inspector', 'InspectionReport', 'i', {
        id: 'urn:t',
        reportNumber: 'I',
        body: { id: WHO.inspector.did, name: 'x' },
        lot: { food: 'leaf', lotNumber: 'L-1' },
        inspectedOn: '2026-01-01',
        findings: [{ requirement: 'r', fulfilled: true }],
        issuedOn: '2026-01-01',
      }),
      draft('producer', 'SelfDeclaration', 's', {
        id: 'urn:t',
        declarant: { name: 'P' },
        declares: [{ requirement: 'r', text: 't' }],
        declaredOn: '2026-01-01',
      }),
      draft('owner', 'StatusChange', 'r', {
        id: 'urn:t',
        changes: other.reference,
        status: 'replaced',
        from: '2026-01-01T00:00:00Z',
        reason: 'r',
        replacedBy: other.reference,
      }),
      draft('authority', 'Designation', 'z', {
        id: WHO.inspector.did,
        name: 'x',
        place: 'CN-GD',
        tasks: ['t'],
        legalBasis: { instrument: 'l', certainty: 'read' },
        from: '2025-01-01',
      }),
    ];
    const { asked } = await gathered({ papers });
    const keys = asked.map(
      (request) =>
        `${request.by === 'edge' ? request.relation : request.by} ${'key' in request ? request.key : request.address}`,
    );
    expect(keys).toEqual(
      expect.arrayContaining([
        `about-party ${WHO.inspector.did}`,
        `about-party ${WHO.producer.did}`,
        `identity ${other.reference.issuer} ${other.reference.id}`,
      ]),
    );
  });
});

describe('withJurisdiction()', () => {
  it('adds the jurisdiction above a province', () => {
    expect(withJurisdiction('CN-GD')).toEqual(['CN-GD', 'CN']);
    expect(withJurisdiction('MO')).toEqual(['MO']);
  });
});

describe('createMemorySource()', () => {
  it('answers what it holds, by identity and by edge, and leaves out what it cannot read', async () => {
    const { stored, sound } = await makeWorld();
    const dids = { [WHO.body.did]: didDocument(WHO.body) };
    const source = createMemorySource([...stored, { text: 'nonsense' }], dids, READ);
    const { id, issuer } = sound.calibration.reference;
    const answers = await source.find(
      [
        { by: 'identity', key: `${issuer} ${id}` },
        { by: 'edge', relation: 'about-party', key: WHO.laboratory.did },
        { by: 'edge', relation: 'about-party', key: 'nobody' },
        { by: 'identity', key: '__proto__' },
        { by: 'edge', relation: 'about-party', key: WHO.laboratory.did, kinds: ['Accreditation'] },
      ],
      CUT.knownAt,
    );
    expect(answers.map((each) => each.length)).toEqual([1, 2, 0, 0, 1]);
    expect(await source.resolve(['__proto__', 'constructor', WHO.body.did])).toEqual(
      new Map([[WHO.body.did, didDocument(WHO.body)]]),
    );
  });
});

describe('reportsOnLot()', () => {
  it('knows the presented reports only, where the product is not classified', async () => {
    const { set } = await gathered();
    expect(reportsOnLot({ set, requirements: rules(), food: undefined })).toHaveLength(1);
    expect(reportsOnLot({ set, requirements: rules(), food: 'leaf' })).toHaveLength(1);
  });
});

describe('createReader()', () => {
  it.each<[string, string, string]>([
    ['bytes that are no JSON', 'nonsense', 'NOT_JSON'],
    ['a list', '[]', 'NOT_AN_OBJECT'],
    ['an object of another kind', '{"type":["VerifiableCredential","Diploma"]}', 'BAD_SHAPE'],
    ['a name written twice', '{"a":1,"a":2}', 'DUPLICATE_KEY'],
    ['three words with dots', 'a.b.c', 'BAD_COMPACT_JWS'],
  ])('keeps %s with its fault', (_, text, code) => {
    expect(READ(text)).toMatchObject({ text, fault: { code } });
  });

  it('titles a document by its own number, and no longer than can be shown', () => {
    const title = (more: object) =>
      READ(JSON.stringify({ type: ['VerifiableCredential', 'Diploma'], ...more })).link.title;
    expect(title({ credentialSubject: { reportNumber: '7' } })).toBe('Diploma 7');
    expect(title({ name: 'A name' })).toBe('A name');
    expect(title({ credentialSubject: [] })).toBe('Diploma');
    expect(title({ name: 'x'.repeat(300) })).toHaveLength(201);
    expect(READ('{"type":"x"}').link.kind).toBe('unread');
    expect(READ('{"type":["VerifiableCredential"],"issuer":"did:x:y","id":"urn:z"}').link).toMatchObject({
      issuer: 'did:x:y',
      id: 'urn:z',
    });
  });

  it('asks nobody about a place that has no authority', async () => {
    const { set } = await gathered({ question: { places: [parsePlace('CN-GD')] } });
    expect(judge(set, rules(), nodeSuite).columns[0]?.policy).toBeNull();
  });
});
