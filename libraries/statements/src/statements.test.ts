// SPDX-License-Identifier: Apache-2.0
import { nameKey } from '@touchstone/identifiers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BodyParts, composeBody, isKind, parseStatement } from './body.ts';
import { claim } from './claim.ts';
import { coversEdition, lotKey, RELATIONS, standardKey, standardKeys, statementEdges, statementKey } from './edges.ts';
import { LIST_LIMIT } from './fields.ts';
import { isStatementKind, KINDS, type StatementKind } from './kind.ts';
import { StatementError, type StatementErrorCode } from './statement-error.ts';
import { ISSUER, OTHER, REFERENCE, REFERENCE_KEY, SUBJECTS, UUID } from './testing/subjects.ts';

const NAMES = Object.keys(KINDS) as StatementKind[];

function compose(kind: StatementKind, subject: unknown = SUBJECTS[kind], more: Partial<BodyParts<StatementKind>> = {}) {
  return composeBody(kind, {
    uuid: UUID,
    issuer: ISSUER,
    validFrom: '2026-11-13T08:00:00Z',
    ...more,
    subject,
  } as never);
}

function refusal(body: unknown): StatementError {
  try {
    parseStatement(body);
  } catch (error) {
    if (error instanceof StatementError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
const refused = (body: unknown): StatementErrorCode => refusal(body).code;

describe('composeBody() and parseStatement()', () => {
  it.each(NAMES)('give back what they were given: %s', (kind) => {
    const body = compose(kind, SUBJECTS[kind], { validUntil: '2027-11-13T08:00:00Z', evidence: [{ type: 'x' }] });
    const statement = parseStatement(JSON.parse(JSON.stringify(body)));
    expect(statement).toMatchObject({
      kind,
      uuid: UUID,
      id: `urn:uuid:${UUID}`,
      issuer: ISSUER,
      validUntil: '2027-11-13T08:00:00Z',
    });
    expect(isKind(statement, kind)).toBe(true);
    expect(isKind(statement, NAMES[(NAMES.indexOf(kind) + 1) % NAMES.length] as StatementKind)).toBe(false);
    expect(JSON.parse(JSON.stringify(parseStatement(compose(kind, statement.subject)).subject))).toEqual(
      JSON.parse(JSON.stringify(statement.subject)),
    );
  });

  it('keep the digits of a measured value, and read an instant of any offset', () => {
    expect(parseStatement(compose('TestReport')).subject).toMatchObject({
      results: [{ quantity: { value: '0.10' } }, {}, {}],
    });
    expect(parseStatement(compose('SamplingRecord')).subject).toMatchObject({ takenAt: '2026-11-09T02:00:00Z' });
  });

  it.each(NAMES.flatMap((kind) => Object.keys(SUBJECTS[kind]).map((member) => [kind, member] as const)))(
    'refuse a %s whose %s is of no kind that it can be',
    (kind, member) => {
      const body = { ...compose(kind), credentialSubject: { ...SUBJECTS[kind], [member]: { no: 'such' } } };
      const error = refusal(body);
      expect(error.code).toBe('BAD_SHAPE');
      expect(error.faults.some((fault) => fault.startsWith(`credentialSubject.${member}`))).toBe(true);
    },
  );

  it.each(NAMES)('refuse a %s with a member that nobody knows', (kind) => {
    expect(refused({ ...compose(kind), credentialSubject: { ...SUBJECTS[kind], unknown: 1 } })).toBe('BAD_SHAPE');
  });

  const body = compose('StandardNotice');
  it.each<[StatementErrorCode, string, unknown]>([
    ['NOT_AN_OBJECT', 'a text', 'x'],
    ['NOT_AN_OBJECT', 'nothing', null],
    ['NOT_AN_OBJECT', 'a list', [body]],
    ['BAD_SHAPE', 'other contexts', { ...body, '@context': ['https://www.w3.org/ns/credentials/v2'] }],
    ['BAD_SHAPE', 'three types', { ...body, type: ['VerifiableCredential', 'StandardNotice', 'x'] }],
    ['BAD_SHAPE', 'an issuer that is no DID', { ...body, issuer: 'https://example.org' }],
    ['BAD_SHAPE', 'an issuer that is an address of a machine', { ...body, issuer: 'did:web:127.0.0.1' }],
    ['BAD_SHAPE', 'an issuer that is this machine', { ...body, issuer: 'did:web:localhost%3A8080' }],
    ['BAD_SHAPE', 'a day for an instant', { ...body, validFrom: '2026-11-13' }],
    ['BAD_SHAPE', 'no subject', { ...body, credentialSubject: undefined }],
    ['BAD_SHAPE', 'two subjects', { ...body, credentialSubject: [SUBJECTS.StandardNotice] }],
    [
      'BAD_SHAPE',
      'a day that does not exist',
      { ...body, credentialSubject: { ...SUBJECTS.StandardNotice, from: '2026-02-30' } },
    ],
    ['BAD_SHAPE', 'an unknown member', { ...body, more: 1 }],
    [
      'BAD_SHAPE',
      'a member that would be a prototype',
      JSON.parse(JSON.stringify(body).replace('"credentialSubject":{', '"credentialSubject":{"__proto__":{"x":1},')),
    ],
    ['UNKNOWN_KIND', 'another kind', { ...body, type: ['VerifiableCredential', 'Diploma'] }],
    ['UNKNOWN_KIND', 'the name of a prototype', { ...body, type: ['VerifiableCredential', 'constructor'] }],
    ['BAD_IDENTITY', 'no URN', { ...body, id: UUID }],
    ['BAD_IDENTITY', 'a UUID of version 4', { ...body, id: `urn:uuid:${UUID.replace('-7000', '-4000')}` }],
    [
      'BAD_IDENTITY',
      'capital letters, which would be a second name',
      { ...body, id: `urn:uuid:${UUID.replace('019', 'A19')}` },
    ],
  ])('refuse with %s a body with %s', (code, _, bad) => {
    expect(refused(bad)).toBe(code);
  });

  it('name every fault, and repeat no more of a hostile body than a reader needs', () => {
    expect(refusal({ ...body, credentialSubject: {} }).faults.length).toBeGreaterThan(2);
    const long = { ...body, type: ['VerifiableCredential', 'x'.repeat(100_000)] };
    expect(refusal(long).message.length).toBeLessThan(1_200);
    const many = {
      ...body,
      credentialSubject: Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`m${index}`, 1])),
    };
    expect(refusal(many).message.length).toBeLessThan(20_000);
  });

  it('hold every list and text to a limit', () => {
    const results = Array.from({ length: LIST_LIMIT + 1 }, () => (SUBJECTS.TestReport.results as unknown[])[0]);
    expect(refused({ ...compose('TestReport'), credentialSubject: { ...SUBJECTS.TestReport, results } })).toBe(
      'BAD_SHAPE',
    );
    const title = 'x'.repeat(4_001);
    expect(refused({ ...body, credentialSubject: { ...SUBJECTS.StandardNotice, title } })).toBe('BAD_SHAPE');
    expect(refused({ ...body, issuer: `did:web:${'x'.repeat(5_000)}` })).toBe('BAD_SHAPE');
  });

  it('refuse to compose what could not be parsed', () => {
    expect(() => compose('StandardNotice', {})).toThrow(StatementError);
  });

  it('never throw anything but StatementError', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(...NAMES), (value, kind) => {
        expect(refused(value)).toBeDefined();
        expect(refused({ ...compose(kind), credentialSubject: value })).toBe('BAD_SHAPE');
      }),
    );
  });
});

describe('supervision and proficiency', () => {
  const { Penalty, Recall, ProficiencyScore, RecallProgress } = SUBJECTS;
  const changed = (subject: Record<string, unknown>, more: Record<string, unknown>) =>
    JSON.parse(JSON.stringify({ ...subject, ...more }));
  it.each<[string, StatementKind, Record<string, unknown>, string]>([
    ['a penalty without a legal basis', 'Penalty', { legalBasis: undefined }, 'legalBasis'],
    ['a penalty that is published for ever', 'Penalty', { publishedUntil: undefined }, 'publishedUntil'],
    ['a penalty without a measure', 'Penalty', { measures: [] }, 'measures'],
    ['a fine without its amount', 'Penalty', { measures: [{ measure: 'fine' }] }, 'measures.0.amount'],
    [
      'a fine in no currency',
      'Penalty',
      { measures: [{ measure: 'fine', amount: { value: '1', currency: 'yuan' } }] },
      'measures.0.amount.currency',
    ],
    [
      'a thing of which too little is said',
      'CalibrationCertificate',
      { item: { manufacturer: 'M', model: 'B' } },
      'item',
    ],
    ['a thing by a bare number', 'CalibrationCertificate', { item: { identifier: 'B1' } }, 'item.identifier'],
    ['a ban without its days', 'Penalty', { measures: [{ measure: 'ban', of: 'x' }] }, 'measures.0.from'],
    ['a removal without its reason', 'ListRemoval', { reason: undefined }, 'reason'],
    ['a removal without a legal basis', 'ListRemoval', { legalBasis: undefined }, 'legalBasis'],
    ['a repair without a legal basis', 'Repair', { legalBasis: undefined }, 'legalBasis'],
    [
      'an ordered recall without a legal basis',
      'Recall',
      { initiative: { kind: 'ordered', authority: { id: OTHER, name: 'A' } } },
      'initiative.legalBasis',
    ],
    ['a recall of no lot', 'Recall', { lots: [] }, 'lots'],
    ['a recall that is silent about its number', 'Recall', { unitsPlaced: undefined }, 'unitsPlaced'],
    ['fewer than no units', 'RecallProgress', { unitsRecovered: -1 }, 'unitsRecovered'],
    ['a score by a number', 'ProficiencyScore', { score: { kind: 'z', value: 1 } }, 'score.value'],
    ['a release without the digest of its rows', 'StatisticsRelease', { rows: { count: 1 } }, 'rows.digest'],
    ['a revision without its reason', 'StatisticsRelease', { revises: { release: REFERENCE } }, 'revises.reason'],
    ['a tombstone that covers nothing', 'ExpiryTombstone', { commitments: [] }, 'commitments'],
    ['a tombstone without its legal basis', 'ExpiryTombstone', { legalBasis: undefined }, 'legalBasis'],
  ])('refuse %s', (_, kind, more, where) => {
    const body = { ...compose(kind), credentialSubject: changed(SUBJECTS[kind], more) };
    expect(refusal(body).faults.map((fault) => fault.split(':')[0])).toEqual([`credentialSubject.${where}`]);
  });

  it('state what a source leaves out, and a recall by the producer’s own will', () => {
    expect(
      parseStatement(compose('RecallProgress', changed(RecallProgress, { unitsRecovered: 'not-provided' }))).kind,
    ).toBe('RecallProgress');
    expect(parseStatement(compose('Recall', changed(Recall, { initiative: { kind: 'voluntary' } }))).kind).toBe(
      'Recall',
    );
    const unscored = changed(ProficiencyScore, { reported: undefined, score: undefined, verdict: 'not-scored' });
    expect(parseStatement(compose('ProficiencyScore', unscored)).kind).toBe('ProficiencyScore');
    expect(parseStatement(compose('Penalty', changed(Penalty, { reports: undefined }))).kind).toBe('Penalty');
  });
});

describe('isStatementKind()', () => {
  it('knows the kinds and no inherited name', () => {
    expect(NAMES.every(isStatementKind)).toBe(true);
    expect(['toString', '__proto__', ''].some(isStatementKind)).toBe(false);
  });
});

describe('statementEdges()', () => {
  const rests = `rests-on ${REFERENCE_KEY}`;
  const lot = 'about-lot leaf L-1';
  const party = `about-party ${OTHER}`;
  it.each<[StatementKind, readonly string[]]>([
    ['Accreditation', [party]],
    ['StatutoryQualification', [party, 'about-place CN']],
    ['Designation', [party, 'about-place MO']],
    ['RecognitionArrangement', [party, 'about-place MO', 'about-place HK', rests]],
    ['AcceptanceInstrument', ['about-place MO']],
    ['KeyAuthorisation', [party, `about-key ${OTHER}#k`]],
    ['StatusChange', [`about-statement ${REFERENCE_KEY}`, rests]],
    ['ListEntry', [party, 'about-party A-1', `about-name ${nameKey('Party')}`, 'about-place MO']],
    ['ReportDefect', [`about-statement ${REFERENCE_KEY}`, 'about-place MO']],
    ['DataSetManifest', []],
    ['RequirementSet', ['about-place MO']],
    ['CoverageManifest', ['about-place MO']],
    ['PlacePolicy', ['about-place MO']],
    ['SamplingRecord', [lot, party, 'about-party A-1', 'about-sample S-1', 'about-sample S-2']],
    [
      'TestReport',
      [
        party,
        'about-sample S-1',
        rests,
        lot,
        'about-standard GB 5009.12-2023',
        'about-instrument b1',
        'about-instrument b2',
        'about-standard own method',
      ],
    ],
    ['InspectionReport', [party, lot]],
    [
      'CalibrationCertificate',
      [
        ...[party, 'about-instrument b1', 'about-instrument item made ["m","b-200","007"]'],
        ...['about-instrument item named urn:example:b1', 'about-instrument s1', rests, 'about-instrument s2'],
      ],
    ],
    ['ReferenceMaterialCertificate', [party, 'about-instrument m 1', 'about-instrument s3', rests]],
    ['ConformityCertificate', [party, 'about-party A-1', lot, rests]],
    ['SelfDeclaration', [party, 'about-party A-1', lot]],
    ['StandardNotice', ['about-standard GB 5009.12-2023']],
    ['ProficiencyRound', [party]],
    ['ProficiencyScore', [`about-statement ${REFERENCE_KEY}`, party]],
    ['Penalty', [party, 'about-party A-1', `about-name ${nameKey('Party')}`, 'about-place MO', rests]],
    ['ListRemoval', [`about-statement ${REFERENCE_KEY}`, party, 'about-party A-1', 'about-place MO', rests]],
    ['Repair', [`about-statement ${REFERENCE_KEY}`, party, 'about-party A-1']],
    ['Recall', [party, 'about-party A-1', lot, 'about-place MO', rests]],
    ['RecallProgress', [`about-statement ${REFERENCE_KEY}`]],
    ['ComplaintOutcome', [party, 'about-party A-1', 'about-place MO', rests]],
    ['StatisticsRelease', ['about-place MO', `about-statement ${REFERENCE_KEY}`]],
    ['ExpiryTombstone', ['about-place MO']],
    ['MeasurementStandard', [party, 'about-instrument s1', 'about-place CN']],
    ['TechnicalSpecification', ['about-standard JJG 1036-2022', 'about-place CN', 'about-standard p']],
    ['TypeApproval', [party, 'about-party A-1', 'about-place CN', 'about-standard JJF 1847-2020']],
    [
      'VerificationCertificate',
      [
        ...[party, 'about-instrument b1', 'about-place CN-GD', 'about-standard JJG 1036-2022'],
        ...['about-instrument s1', rests],
      ],
    ],
  ])('leads out of a %s', (kind, expected) => {
    const edges = statementEdges(parseStatement(compose(kind)));
    expect(edges.map(({ relation, key }) => `${relation} ${key}`)).toEqual([`issued-by ${ISSUER}`, ...expected]);
    expect(edges.every(({ relation }) => RELATIONS.includes(relation))).toBe(true);
  });

  it.each<[StatementKind, Record<string, unknown>, number]>([
    ['TechnicalSpecification', { equivalents: undefined }, 3],
    ['VerificationCertificate', { references: undefined }, 5],
    [
      'TestReport',
      {
        sample: { sample: 'S', description: 'd', receivedAt: '2026-11-09T08:00:00Z' },
        results: [(SUBJECTS.TestReport.results as unknown[])[2]],
      },
      4,
    ],
    ['TechnicalSpecification', { equivalents: undefined }, 3],
    ['CalibrationCertificate', { references: undefined }, 5],
    ['CalibrationCertificate', { references: undefined, item: undefined }, 3],
    ['ConformityCertificate', { reports: undefined }, 4],
    ['SelfDeclaration', { lot: undefined, declarant: { name: 'x' } }, 1],
    ['RecognitionArrangement', { successor: undefined }, 4],
    ['Penalty', { reports: undefined }, 5],
    ['ListRemoval', { repair: undefined }, 5],
    ['Recall', { reports: undefined }, 5],
    ['ComplaintOutcome', { reports: undefined, penalties: undefined }, 4],
    ['StatisticsRelease', { revises: undefined }, 2],
  ])('leads out of a %s that leaves out what it may', (kind, more, count) => {
    const subject = JSON.parse(JSON.stringify({ ...SUBJECTS[kind], ...more }));
    expect(statementEdges(parseStatement(compose(kind, subject)))).toHaveLength(count);
  });
});

describe('keys of edges', () => {
  it('join the parts of a name', () => {
    expect(statementKey(REFERENCE as never)).toBe(REFERENCE_KEY);
    expect(lotKey({ food: 'leaf', lotNumber: 'L-1' })).toBe('leaf L-1');
  });

  it('spell a standard in one way, and leave a name as it is', () => {
    expect(new Set(['GB/T 5009.12-2023', 'GB/T5009.12—2023', 'ＧＢ／Ｔ 5009.12－2023'].map(standardKey)).size).toBe(1);
    expect(standardKey('own method 1')).toBe('own method 1');
    expect(standardKey('GB 5009.12-2023（第一法）')).toBe('GB 5009.12-2023');
  });

  it('find what is said of a standard as amended, and of it', () => {
    expect(standardKeys('GB 5009.12-2023 第一法')).toEqual(['GB 5009.12-2023']);
    expect(standardKeys('GB 5009.12-2023 (XG1)')).toEqual(['GB 5009.12-2023/XG1', 'GB 5009.12-2023']);
    expect(standardKeys('ISO 6579-1:2017+Amd 1:2020')).toEqual(['ISO 6579-1:2017+Amd 1:2020', 'ISO 6579-1:2017']);
    expect(standardKeys('own method 1')).toEqual(['own method 1']);
    expect(coversEdition('GB 5009.12-2023', 'GB 5009.12-2023 (XG1) 第一法')).toBe(true);
    expect(coversEdition('GB 5009.12-2023 第二法', 'GB 5009.12-2023 第一法')).toBe(false);
    expect(coversEdition('own method', 'own method')).toBe(true);
    expect(coversEdition('GB 5009.12-2023', 'own method')).toBe(false);
  });
});

describe('claim', () => {
  const sound = { product: { name: 'leaf' }, lot: { lotNumber: 'L' }, actors: [], route: [] };
  it('takes a product and a lot, and nothing that it does not know', () => {
    expect(claim.safeParse(sound).success).toBe(true);
    for (const bad of [
      {},
      { ...sound, lot: {} },
      { ...sound, more: 1 },
      { ...sound, route: [{ place: 'Atlantis' }] },
      { ...sound, scope: { kinds: ['magic'] } },
    ]) {
      expect(claim.safeParse(bad).success).toBe(false);
    }
  });
});
