// SPDX-License-Identifier: Apache-2.0
import { issueStatement } from '@touchstone/credentials/issue';
import { nodeSuite } from '@touchstone/credentials/node';
import { parseInstant } from '@touchstone/identifiers';
import { CHECK_GROUPS } from '@touchstone/statements';
import { describe, expect, it } from 'vitest';
import { WHO } from '../testing/drafts.ts';
import type { TestParty } from '../testing/parties.ts';
import { LEAD_LIMIT, rules } from '../testing/rules.ts';
import { entry, type ListDraft } from '../testing/status-lists.ts';
import { cellOf, READ, shortly, verdictOn, type WorldChanges, withSubject } from '../testing/world.ts';

interface Written {
  readonly issuer?: TestParty;
  readonly value?: number;
  readonly metric?: string;
  readonly conditions?: readonly string[];
  readonly product?: Record<string, unknown>;
  readonly body?: Record<string, unknown>;
  readonly more?: readonly object[];
}

/** A signed conformity credential of UNTP 0.7.0 about lead in the lot of the claim. */
async function untp(written: Written = {}): Promise<string> {
  const { issuer = WHO.laboratory, value = 0.1, metric = 'Lead' } = written;
  const assessment = {
    type: ['ConformityAssessment'],
    id: 'https://example.org/a',
    name: 'Lead in leaf',
    assessmentDate: '2026-11-11',
    assessmentCriteria: [{ id: 'https://example.org/c', name: 'Lead below the limit' }],
    specifiedCondition: written.conditions ?? ['test method: GB 5009.12-2023', 'basis: edible part'],
    assessedProduct: [
      {
        product: { id: 'https://example.org/p', name: 'Leaf', batchNumber: 'L-1', ...written.product },
        idVerifiedByCAB: true,
      },
    ],
    assessedPerformance: [
      {
        metric: { id: 'https://example.org/m', name: metric },
        measure: { value, unit: 'NA', upperTolerance: 0.02, lowerTolerance: 0.02 },
      },
    ],
  };
  const body = {
    '@context': ['https://www.w3.org/ns/credentials/v2', 'https://vocabulary.uncefact.org/untp/0.7.0/context/'],
    id: 'urn:uuid:01900000-0000-7000-8000-00000000000a',
    type: ['DigitalConformityCredential', 'VerifiableCredential'],
    issuer: { type: ['CredentialIssuer'], id: issuer.did, name: issuer.name },
    validFrom: '2026-11-13T08:00:00Z',
    name: 'A UNTP credential',
    credentialSubject: {
      type: ['ConformityAttestation'],
      id: 'https://example.org/t',
      name: 'Report',
      assessorLevel: '3rdParty',
      assessmentLevel: 'authority-benchmark',
      attestationType: 'testing',
      conformityAssessment: [assessment, ...(written.more ?? [])],
    },
    ...written.body,
  };
  const created = parseInstant('2026-11-13T08:00:00Z');
  const made = await issueStatement(JSON.parse(JSON.stringify(body)), issuer.signer, { created, suite: nodeSuite });
  return made.embedded;
}

/** The world in which the credential is the only paper, or one beside those of the lot. */
const only = async (written?: Written, changes: WorldChanges = {}): Promise<WorldChanges> => {
  const text = await untp(written);
  return { ...changes, texts: () => [text], change: { report: 'without', sampling: 'without', ...changes.change } };
};
const beside = async (written?: Written): Promise<WorldChanges> => {
  const text = await untp(written);
  return { texts: (texts) => [...texts, text] };
};
const tried = async (changes: WorldChanges) => cellOf(await verdictOn(changes)).trials.at(-1);
const gapsOf = async (changes: WorldChanges, group: (typeof CHECK_GROUPS)[number]): Promise<string> => {
  const check = (await tried(changes))?.checks.find((one) => one.group === group);
  const gaps = check?.reasons.map(({ code, values }) => (code === 'UNTP_GAP' ? values?.gap : code));
  return `${check?.outcome}: ${gaps?.join(' ')}`.trimEnd();
};

describe('tryUntp()', () => {
  it('compares what a credential says, and is proved by it never', async () => {
    const verdict = await verdictOn(await only());
    expect(verdict.documents).toMatchObject([{ standing: 'sound', link: { kind: 'DigitalConformityCredential' } }]);
    const cell = cellOf(verdict);
    expect([cell.verdict, cell.outcome, cell.evidence]).toEqual(['unknown', 'inconclusive', 'not-accepted']);
    expect(cell.trials).toMatchObject([{ outcome: 'meets', standing: 'not-accepted' }]);
    expect(cell.toSettle.length).toBeGreaterThan(0);
    const groups = new Set([...cell.checks, ...(cell.trials[0]?.checks ?? [])].map(({ group }) => group));
    expect([...groups].sort()).toEqual([...CHECK_GROUPS].sort());
  });

  it.each([
    ['admissibility', 'undetermined: LANGUAGE_NOT_STATED MISSING_MEMBER'],
    ['object-link', 'undetermined: NO_SAMPLING_RECORD NO_SCHEME_TYPE'],
    ['competence', 'undetermined: NO_SIGNATORY ISSUER_PLACE_UNSTATED'],
    ['acceptance', 'not-evaluated: PREMISE_FAILED'],
    ['method', 'undetermined: NO_DETECTION_LIMITS'],
    ['measurement', 'undetermined: NO_INSTRUMENTS'],
    ['plausibility', 'undetermined: ASSESSED_TAKEN_AS_TESTED'],
    ['restrictions', 'passed: NONE_AMONG_CONSULTED'],
  ] as const)('names what it leaves open: %s', async (group, expected) => {
    expect(await gapsOf(await only(), group)).toBe(expected);
  });

  it.each<[string, Written, (typeof CHECK_GROUPS)[number], string]>([
    ['no method', { conditions: ['basis: edible part'] }, 'method', 'undetermined: NO_METHOD NO_DETECTION_LIMITS'],
    [
      'another lot',
      { product: { batchNumber: 'L-9' } },
      'object-link',
      'failed: OTHER_LOT NO_SAMPLING_RECORD NO_SCHEME_TYPE',
    ],
    [
      'a broken signature’s word',
      { body: { validFrom: '2026-11-23T00:00:00Z' } },
      'document',
      'failed: NOT_YET_VALID LOG_NOT_EVALUATED',
    ],
    [
      'an end that has passed',
      { body: { validUntil: '2026-11-20T00:00:00Z' } },
      'document',
      'failed: EXPIRED LOG_NOT_EVALUATED',
    ],
    ['no beginning', { body: { validFrom: undefined } }, 'document', 'passed: LOG_NOT_EVALUATED'],
    ['no beginning', { body: { validFrom: undefined } }, 'admissibility', 'undetermined: MISSING_MEMBER'],
  ])('tells of a credential with %s', async (_, written, group, expected) => {
    expect(await gapsOf(await only(written), group)).toBe(expected);
  });

  it('takes no word of a status list that is older than the credential', async () => {
    const written = { body: { credentialStatus: entry(7) } };
    const list = (takenAt: string, until?: string) => ({ keeper: WHO.laboratory, takenAt, ...{ until } }) as ListDraft;
    const since = await only(written, { lists: [list('2026-11-22T04:00:00Z')] });
    expect(await gapsOf(since, 'document')).toBe('passed: STATUS_AS_OF_SNAPSHOT LOG_NOT_EVALUATED');
    const older = await only(written, { lists: [list('2026-11-12T04:00:00Z', '2026-12-10T00:00:00Z')] });
    expect(await gapsOf(older, 'document')).toBe('undetermined: OUTSIDE_SNAPSHOT LOG_NOT_EVALUATED');
  });

  it('says nothing of the product, where the product carries a number that the credential’s does not', async () => {
    const gtin = '09520123456788';
    const of = (id: string) => ({ product: { id, batchNumber: undefined } });
    const claim = { product: { name: 'leaf', food: 'leaf', gtin } };
    const link = async (id: string) =>
      (await gapsOf(await only(of(id), { claim }), 'object-link')).split(' ').slice(0, 2).join(' ');
    expect(await link('https://id.gs1.org/01/09520123456771')).toBe('failed: OTHER_GTIN');
    expect(await link(`https://id.gs1.org/01/${gtin}`)).not.toContain('OTHER_GTIN');
  });

  it('leaves out what is of another substance, of a substance nobody knows, and what is no number', async () => {
    const trials = async (written: Written) => cellOf(await verdictOn(await only(written))).trials;
    expect(await trials({ metric: 'Mercury' })).toEqual([]);
    expect(await trials({ metric: 'heavy metals' })).toEqual([]);
    const screened = {
      requirements: rules([
        { ...LEAD_LIMIT, screenedBy: { substanceId: 'hg', provision: 'p', certainty: 'read' } } as never,
      ]),
    };
    expect(cellOf(await verdictOn(await only({ metric: 'Mercury' }, screened))).trials).toHaveLength(1);
    const [one] = await trials({ conditions: [] });
    expect([one?.outcome, shortly(one, 'decision').split(' ')[0]]).toEqual(['inconclusive', 'undetermined:']);
  });

  it('names the gaps of its own assessment, and not those of another in the credential', async () => {
    const other = {
      id: 'https://example.org/b',
      name: 'Other',
      assessedPerformance: [{ score: 'A' }],
      conformance: true,
    };
    const text = READ(await untp({ more: [other] }));
    expect(text.untp?.gaps.some(({ at }) => at.startsWith('/credentialSubject/conformityAssessment/1'))).toBe(true);
    const alone = (await tried(await only()))?.checks.map(({ reasons }) => reasons);
    expect((await tried(await only({ more: [other] })))?.checks.map(({ reasons }) => reasons)).toEqual(alone);
  });

  it('counts for nothing where it is forged or by nobody known, and is gathered like the others', async () => {
    const forged = (await untp()).replace('"value":0.1', '"value":0.2');
    const verdict = await verdictOn({ ...(await only()), texts: () => [forged] });
    expect(verdict.documents[0]?.standing).toBe('contradicted');
    expect(cellOf(verdict).trials[0]).toMatchObject({ standing: 'contradicted', outcome: 'inconclusive' });
    const unknown = await only({}, { change: { 'key of laboratory': 'without' } });
    expect(shortly(await tried(unknown), 'document')).toContain('NO_KEY_AUTHORISATION');
  });

  it('says why each check is open, also of a credential with more gaps than are named', async () => {
    const empty = {
      ...{ id: 'https://example.org/b', name: 'Other' },
      assessedPerformance: Array(600).fill({ measure: {} }),
    };
    const text = JSON.parse(await untp());
    const [assessment] = text.credentialSubject.conformityAssessment;
    const many = await only({
      body: { credentialSubject: { ...text.credentialSubject, conformityAssessment: [empty, assessment] } },
    });
    const cell = cellOf(await verdictOn(many));
    expect(shortly(cell.trials[0], 'measurement')).toBe('undetermined: UNTP_SAYS_NOTHING');
    expect(cell.toSettle.every(({ detail }) => detail.length > 0)).toBe(true);
    const objectless = { ...assessment, assessedProduct: [] };
    const nothing = await only({
      body: { credentialSubject: { ...text.credentialSubject, conformityAssessment: [objectless] } },
    });
    expect(await gapsOf(nothing, 'object-link')).toMatch(/^undetermined: .*NO_OBJECT/);
    const timeless = { ...assessment, assessmentDate: undefined };
    const undated = await only({
      body: { credentialSubject: { ...text.credentialSubject, conformityAssessment: [timeless] } },
    });
    expect(await gapsOf(undated, 'plausibility')).toBe('undetermined: UNTP_SAYS_NOTHING');
    expect(await gapsOf(undated, 'decision')).toMatch(/^undetermined: OUTCOME_UNSTATED SUBSTANCE_BY_NAME/);
  });

  it('is not read where it says two kinds, or has no subject', async () => {
    const readings = async (body: Record<string, unknown>) => READ(await untp({ body })).untp?.kind;
    expect(await readings({})).toBe('DigitalConformityCredential');
    expect(READ(JSON.stringify({ ...JSON.parse(await untp()), credentialSubject: 'none' })).untp).toBeUndefined();
    const passport = { type: ['DigitalProductPassport', 'VerifiableCredential'] };
    expect(await readings(passport)).toBe('DigitalProductPassport');
    expect(cellOf(await verdictOn(await only({ body: passport }))).trials).toEqual([]);
  });

  it('is never accepted, also where the place asks for nothing', async () => {
    const informative = Object.fromEntries(CHECK_GROUPS.map((group) => [group, 'informative']));
    const policy = withSubject({ checks: informative, traceability: 'assured-by-accreditation' });
    expect(cellOf(await verdictOn(await only({}, { change: { policy } }))).verdict).toBe('unknown');
  });

  it('takes nothing from sound papers, but proves nothing over what the presenter himself brought against it', async () => {
    const verdict = async (written?: Written) => {
      const cell = cellOf(await verdictOn(await beside(written)));
      return [cell.verdict, shortly(cell, 'conflict')];
    };
    expect(await verdict()).toEqual(['proved', 'passed:']);
    expect(await verdict({ value: 0.4 })).toEqual(['unknown', 'undetermined: FAILING_RESULT_UNRESOLVED']);
    expect(await verdict({ value: 0.4, product: { batchNumber: 'L-9' } })).toEqual(['proved', 'passed:']);
    expect(await verdict({ value: 0.4, body: { validUntil: '2026-11-20T00:00:00Z' } })).toEqual(['proved', 'passed:']);
  });
});
