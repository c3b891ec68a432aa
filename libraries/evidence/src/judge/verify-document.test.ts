// SPDX-License-Identifier: Apache-2.0
import { nodeSuite } from '@touchstone/credentials/node';
import { describe, expect, it } from 'vitest';
import { createEvidenceSet } from '../evidence-set.ts';
import type { LogOptions } from '../logs/log-evidence.ts';
import { createMemorySource } from '../memory-source.ts';
import { runVerify } from '../run-verify.ts';
import { accreditation, draft, keyDraft, LAW, leadResult, WHO } from '../testing/drafts.ts';
import { didDocument, sign } from '../testing/parties.ts';
import { rules } from '../testing/rules.ts';
import { logOf, logOptions, receiptFor } from '../testing/test-log.ts';
import { CUT, makeWorld, QUESTION, READ, type WorldChanges, withPart, withSubject } from '../testing/world.ts';
import { claimOfDocument, verifyDocument } from './verify-document.ts';

async function chainOf(
  pick: 'report' | 'sampling' | 'laboratory' | 'calibration' | 'text',
  changes: WorldChanges & { text?: string; receipt?: string; options?: LogOptions; without?: 'sampling' } = {},
) {
  const world = await makeWorld(changes);
  const { sound } = world;
  const text =
    changes.text ??
    (pick === 'report'
      ? sound.report.text
      : pick === 'sampling'
        ? sound.sampling.text
        : (sound.all.get(pick)?.text ?? ''));
  const stored = changes.without === 'sampling' ? world.stored : [...world.stored, { text: sound.sampling.text }];
  const dids = Object.fromEntries(Object.values(WHO).map((who) => [who.did, didDocument(who)]));
  return runVerify(
    { file: 'f.json', text, ...(changes.receipt === undefined ? {} : { receipt: changes.receipt }) },
    { ...QUESTION, ...changes.question },
    {
      source: createMemorySource(stored, dids, READ),
      requirements: rules(),
      suite: nodeSuite,
      read: READ,
      cut: CUT,
      ...(changes.options === undefined ? {} : { logs: changes.options }),
    },
  );
}

const shortly = (chain: Awaited<ReturnType<typeof chainOf>>): readonly string[] =>
  chain.places.flatMap(({ checks }) => checks.map(({ group, outcome }) => `${group} ${outcome}`));

describe('verifyDocument()', () => {
  it('follows a report line by line to its trust anchor', async () => {
    const two = withSubject({
      results: [leadResult(), leadResult({ result: 'r-2', method: { standard: 'GB 5009.12-2017' } })],
    });
    const chain = await chainOf('report', { change: { report: two } });
    expect(chain.document.standing).toBe('sound');
    expect(shortly(chain)).toEqual([
      'document passed',
      'object-link passed',
      'competence passed',
      'competence failed',
      'measurement passed',
      'measurement undetermined',
      'plausibility passed',
      'plausibility passed',
    ]);
    expect(chain.proof.every(({ outcome }) => outcome === 'passed')).toBe(true);
  });

  it('follows a grant, and a document of any other kind as far as its own soundness', async () => {
    expect(shortly(await chainOf('laboratory'))).toEqual(['document passed', 'competence passed']);
    expect(shortly(await chainOf('sampling'))).toEqual(['document passed', 'competence passed']);
    expect(shortly(await chainOf('calibration'))).toEqual(['document passed', 'competence passed']);
  });

  it('follows the certificate of a reference material to whoever accredited its producer', async () => {
    const { text } = await sign(
      draft('maker', 'ReferenceMaterialCertificate', 'material', {
        ...{ id: 'urn:test:material', certificateNumber: 'RM-1', material: 'leaf powder', batch: '7' },
        producer: { id: WHO.maker.did, name: 'maker' },
        values: [
          {
            substance: 'pb',
            ...{ quantity: { value: '0.3', unit: 'mg/kg' }, expandedUncertainty: { value: '0.01', unit: 'mg/kg' } },
            coverageFactor: '2',
          },
        ],
        ...{ certifiedOn: '2026-01-01', validUntil: '2027-12-31' },
      }),
    );
    const grant = accreditation('maker', {
      ...{ activity: 'reference-materials', line: 'M1', object: { description: 'leaves' }, from: '2025-01-01' },
      ...{ property: { substance: 'pb' }, method: { standard: 'ISO 33405:2024' } },
      range: { from: { value: '0.01', unit: 'mg/kg' }, to: { value: '10', unit: 'mg/kg' } },
    });
    expect(shortly(await chainOf('text', { text, more: () => [grant] }))).toEqual([
      'document passed',
      'competence passed',
    ]);
    expect(shortly(await chainOf('text', { text }))).toEqual(['document passed', 'competence undetermined']);
  });

  it.each(['policy', 'acceptance', 'arrangement', 'notice'] as const)(
    'takes the %s from whom the place trusts for it, and from nobody else',
    async (name) => {
      const { sound } = await makeWorld();
      const text = sound.all.get(name)?.text ?? '';
      const { type, credentialSubject } = JSON.parse(text);
      expect(shortly(await chainOf('text', { text }))).toEqual(['document passed', 'competence passed']);
      const own = await sign(draft('sampler', type[1], `own ${name}`, credentialSubject));
      expect(shortly(await chainOf('text', { text: own.text }))).toEqual(['document passed', 'competence failed']);
    },
  );

  it('takes a key, a revocation, an entry, a recall and a certificate from nobody but those who may state them', async () => {
    const { sound } = await makeWorld();
    const policy = sound.all.get('policy')?.text ?? '';
    const party = { name: 'P', did: WHO.producer.did };
    const subjects: readonly [keyof typeof WHO, Parameters<typeof draft>[1], Record<string, unknown>, string][] = [
      ['sampler', 'KeyAuthorisation', keyDraft('producer').subject, 'failed'],
      ['sampler', 'StatusChange', revocationOf(sound.report.reference), 'failed'],
      ['laboratory', 'StatusChange', revocationOf(sound.report.reference), 'passed'],
      ['sampler', 'ListEntry', entryOf(party), 'failed'],
      ['authority', 'ListEntry', entryOf(party), 'passed'],
      ['producer', 'SelfDeclaration', declarationOf(party), 'passed'],
      ['sampler', 'SelfDeclaration', declarationOf(party), 'failed'],
      ['stranger', 'ConformityCertificate', certificateOf(party), 'undetermined'],
      ['stranger', 'InspectionReport', inspectionOf(WHO.stranger.did), 'undetermined'],
      ['producer', 'Recall', recallOf(party, { kind: 'voluntary' }), 'passed'],
      ['stranger', 'Recall', recallOf(party, { kind: 'voluntary' }), 'failed'],
      ['authority', 'Recall', recallOf(party, ORDERED), 'passed'],
      ['producer', 'Recall', recallOf(party, ORDERED), 'failed'],
      ['authority', 'PlacePolicy', { ...JSON.parse(policy).credentialSubject, place: 'HK' }, 'undetermined'],
      ['authority', 'DataSetManifest', MANIFEST, 'undetermined'],
    ];
    for (const [who, kind, subject, outcome] of subjects) {
      const { text } = await sign(draft(who, kind, `by ${who}`, subject));
      const chain = await chainOf('text', { text });
      expect([who, kind, ...shortly(chain)]).toEqual([who, kind, 'document passed', `competence ${outcome}`]);
    }
  });

  it('knows no scope for a product that nothing classifies, and follows a designation', async () => {
    const unnamed = withPart('sample', { food: undefined, statedLot: undefined });
    const chain = await chainOf('report', { change: { report: unnamed } });
    const competence = chain.places[0]?.checks.find(({ group }) => group === 'competence');
    expect(competence?.reasons.map(({ code }) => code)).toContain('PRODUCT_OUTSIDE_SCOPE');
    const designation = await sign(
      draft('authority', 'Designation', 'd', {
        id: WHO.inspector.did,
        name: 'i',
        place: 'MO',
        tasks: ['t'],
        legalBasis: LAW,
        from: '2025-01-01',
      }),
    );
    expect(shortly(await chainOf('text', { text: designation.text }))).toEqual([
      'document passed',
      'competence passed',
    ]);
  });

  it('holds a report to the producer whom its sampling record names, else to the one whom it names itself', async () => {
    const linkOf = async (changes: Parameters<typeof chainOf>[1]) => {
      const { places } = await chainOf('report', changes);
      const link = places[0]?.checks.find(({ group }) => group === 'object-link');
      return `${link?.outcome}: ${link?.reasons.map(({ code }) => code).join(' ')}`.trimEnd();
    };
    const producer = { name: 'Q', did: WHO.stranger.did };
    const statedBy = (more: Record<string, unknown>) =>
      withPart('sample', { statedLot: { food: 'leaf', lotNumber: 'L-1', producer }, ...more });
    expect(await linkOf({})).toBe('passed:');
    expect(await linkOf({ change: { report: statedBy({}) } })).toBe('failed: OTHER_PRODUCER');
    const nameless = withPart('lot', { producer: undefined });
    expect(await linkOf({ change: { sampling: nameless, report: statedBy({}) } })).toBe(
      'passed: LOT_PRODUCER_NOT_STATED',
    );
    const bare = await linkOf({ change: { sampling: nameless } });
    expect(bare).toBe('passed: LOT_PRODUCER_NOT_STATED');
    const ordered = withSubject({ client: { name: 'Somebody' } });
    expect(await linkOf({ change: { sampling: nameless, report: ordered } })).toBe('passed: LOT_PRODUCER_NOT_STATED');
    expect(await linkOf({ change: { report: statedBy({ samplingRecord: undefined }) } })).toBe(
      'failed: SAMPLE_AS_RECEIVED',
    );
    expect(await linkOf({ without: 'sampling' })).toBe('undetermined: SAMPLING_RECORD_MISSING');
    const { sound } = await makeWorld();
    const wrong = withPart('sample', { samplingRecord: sound.calibration.reference });
    expect(await linkOf({ change: { report: wrong } })).toBe('failed: NOT_A_SAMPLING_RECORD');
  });

  it('knows whether a line in words that nobody reads covers a product that nothing classifies', async () => {
    const unnamed = withPart('sample', { food: undefined, statedLot: undefined });
    const words = withPart('scope', { object: { description: 'whatever grows' } });
    const chain = await chainOf('report', { change: { report: unnamed, laboratory: words } });
    const competence = chain.places[0]?.checks.find(({ group }) => group === 'competence');
    expect(competence?.reasons.map(({ code }) => code)).toContain('SCOPE_OBJECT_UNREAD');
    expect(competence?.outcome).toBe('undetermined');
  });

  it('follows the receipt beside a document by the log policy of the place', async () => {
    const { sound } = await makeWorld();
    const log = logOf([sound.report]);
    const chain = await chainOf('report', { receipt: await receiptFor(log, 0), options: logOptions([log]) });
    const document = chain.places[0]?.checks.find(({ group }) => group === 'document');
    expect(document?.reasons.map(({ code }) => code)).toEqual(['LOG_INCLUDED']);
  });

  it('stops at a broken signature, and names it', async () => {
    const { sound } = await makeWorld();
    const chain = await chainOf('text', { text: sound.report.text.replace('"0.1"', '"0.0"') });
    expect(chain.document.standing).toBe('contradicted');
    expect(shortly(chain)).toEqual(['document failed']);
    expect(chain.proof.find(({ outcome }) => outcome === 'failed')?.code).toBe('BAD_SIGNATURE');
  });

  it('reads what is no statement, and knows no place without a policy', async () => {
    expect((await chainOf('text', { text: 'nonsense' })).document.standing).toBe('unread');
    const nothing = await chainOf('text', { text: '{"a":1}' });
    expect(nothing.document).toMatchObject({ standing: 'unread', reasons: [{ code: 'NOT_A_CREDENTIAL' }] });
    const other = await chainOf('text', { text: '{"type":["VerifiableCredential","X"]}' });
    expect(other.document.standing).toBe('unsound');
    const chain = await chainOf('report', { question: { roots: [] } });
    expect(chain.places).toEqual([{ place: 'MO', policy: null, checks: [] }]);
  });

  it('takes the lot that the document names for its claim', async () => {
    const { sound } = await makeWorld({ change: { report: withPart('sample', { statedLot: undefined }) } });
    expect(claimOfDocument(READ(sound.report.text)).lot.lotNumber).toBe('not stated');
    expect(claimOfDocument(READ(sound.sampling.text)).lot.lotNumber).toBe('L-1');
  });

  it('needs a document', () => {
    const set = createEvidenceSet({
      claim: claimOfDocument(READ('{}')),
      question: QUESTION,
      cut: CUT,
      presented: [],
      transcribed: [],
      gathered: [],
      dids: new Map(),
      logs: { policies: [], receipts: new Map(), promises: new Map(), completeness: [] },
      roundTrips: 0,
      truncated: false,
    });
    expect(() => verifyDocument(set, rules(), nodeSuite)).toThrow(RangeError);
  });
});

const revocationOf = (changes: unknown) => ({
  ...{ id: 'urn:x', changes, status: 'revoked', from: '2026-11-14T00:00:00Z', reason: 'x' },
});
const entryOf = (party: unknown) => ({
  ...{
    id: 'urn:y',
    party,
    list: 'x',
    effects: ['may-not-supply'],
    places: ['MO'],
    legalBasis: LAW,
    from: '2025-01-01',
  },
});
const declarationOf = (declarant: unknown) => ({
  ...{ id: 'urn:z', declarant, declares: [{ requirement: 'x', text: 'x' }], declaredOn: '2026-01-01' },
});
const certificateOf = (holder: unknown) => ({
  ...{ id: 'urn:c', certificateNumber: 'C', holder, scheme: { name: 'S', type: '5' }, from: '2025-01-01' },
  ...{ objects: [{ description: 'x' }], requirements: ['x'] },
});
const inspectionOf = (body: string) => ({
  ...{ id: 'urn:i', reportNumber: 'I', body: { id: body, name: 'i' }, lot: { food: 'leaf', lotNumber: 'L-1' } },
  ...{ inspectedOn: '2026-11-12', findings: [{ requirement: 'x', fulfilled: true }], issuedOn: '2026-11-13' },
});
const ORDERED = { kind: 'ordered', authority: { id: WHO.authority.did, name: 'a' }, legalBasis: LAW };
const recallOf = (producer: unknown, initiative: unknown) => ({
  ...{ id: 'urn:r', recallNumber: 'R', producer, initiative, lots: [{ food: 'leaf', lotNumber: 'L-9' }] },
  ...{ places: ['MO'], measures: ['stop-sale'], hazard: { description: 'x', risk: 'high' } },
  ...{ unitsPlaced: 'not-provided', from: '2026-11-15' },
});
const MANIFEST = {
  ...{ id: 'urn:m', title: 't', source: 's', licence: 'l', readOn: '2026-11-01', mapper: 'm' },
  files: [{ name: 'f', digest: 'uEiDjsMRCmPwcFJr79MiZb7kkJ65B5GSbk0yklZkbeFK4VQ' }],
};
