// SPDX-License-Identifier: Apache-2.0
import { issueStatement } from '@touchstone/credentials/issue';
import { nodeSuite } from '@touchstone/credentials/node';
import { describe, expect, it } from 'vitest';
import { createReader } from '../../gather/read-document.ts';
import { createMemorySource } from '../../memory-source.ts';
import { runCheck } from '../../run-check.ts';
import { draft, keyDraft, LAW, WHO } from '../../testing/drafts.ts';
import { type Draft, didDocument, type Made, party, sign } from '../../testing/parties.ts';
import { rules } from '../../testing/rules.ts';
import {
  CUT,
  cellOf,
  claimOf,
  found,
  makeWorld,
  QUESTION,
  shortly,
  verdictOn,
  type WorldChanges,
  withSubject,
} from '../../testing/world.ts';

const LOG = 'LOG_NOT_EVALUATED';

function statusChange(of: Made, more: Record<string, unknown>, who: keyof typeof WHO = 'laboratory'): Draft {
  return draft(
    who,
    'StatusChange',
    `change ${JSON.stringify(more)}`,
    {
      id: 'urn:test:change',
      changes: of.reference,
      status: 'revoked',
      from: '2026-11-18T00:00:00Z',
      reason: 'a test',
      ...more,
    },
    '2026-11-18T08:00:00Z',
  );
}

function defect(of: Made, who: keyof typeof WHO, kind: 'false' | 'inaccurate', place = 'MO'): Draft {
  return draft(who, 'ReportDefect', `defect ${kind}`, {
    id: 'urn:test:defect',
    report: of.reference,
    kind,
    place,
    legalBasis: LAW,
    decidedOn: '2026-11-20T00:00:00Z',
    reason: 'nobody tested anything',
  });
}

const edited = (from: string, to: string): WorldChanges => ({
  texts: (texts) => texts.map((text) => (text.includes('"TestReport"') ? text.replace(from, to) : text)),
});
const withProof = (change: (proof: Record<string, unknown>) => unknown): WorldChanges => ({
  texts: (texts) =>
    texts.map((text) => {
      if (!text.includes('"TestReport"')) return text;
      const body = JSON.parse(text);
      return JSON.stringify({ ...body, proof: change(body.proof) });
    }),
});

/** The report with its issuer exchanged for another laboratory, whose key is as well known as its own. */
const otherIssuer: WorldChanges = {
  texts: (texts) =>
    texts.map((text) =>
      text.includes('"TestReport"') ? JSON.stringify({ ...JSON.parse(text), issuer: WHO.second.did }) : text,
    ),
};

describe('checkDocument() of a signature', () => {
  it('calls a document under the name of another forged, and does not say that anything is missing', async () => {
    const { documents } = await verdictOn(otherIssuer);
    expect(documents[1]?.standing).toBe('contradicted');
    expect(documents[1]?.reasons.map(({ code }) => code)).toEqual(['ISSUER_NOT_CONTROLLER']);
  });

  it.each<[string, string, WorldChanges]>([
    ['a changed digit', 'failed: BAD_SIGNATURE', edited('"0.1"', '"0.0"')],
    [
      'a proof that names the key of somebody else, whose document is not at hand',
      'failed: ISSUER_NOT_CONTROLLER',
      withProof((proof) => ({ ...proof, verificationMethod: WHO.second.keyId })),
    ],
    [
      'a proof that names the key of somebody else, where the issuer’s document is not at hand either',
      'undetermined: DID_NOT_RESOLVED',
      {
        ...withProof((proof) => ({ ...proof, verificationMethod: WHO.second.keyId })),
        dids: { [WHO.laboratory.did]: undefined },
      },
    ],
    ['an issuer changed to another whose document is at hand', 'failed: ISSUER_NOT_CONTROLLER', otherIssuer],
    ['no proof', 'failed: NO_PROOF', withProof(() => undefined)],
    ['an unknown suite', 'failed: UNKNOWN_SUITE', withProof((proof) => ({ ...proof, cryptosuite: 'none-2020' }))],
    ['a DID that does not resolve', 'undetermined: DID_NOT_RESOLVED', { dids: { [WHO.laboratory.did]: undefined } }],
    [
      'a DID document that is malformed',
      'undetermined: DID_NOT_RESOLVED',
      { dids: { [WHO.laboratory.did]: { id: 'did:web:other.example' } } },
    ],
  ])('tells of %s', async (_, expected, changes) => {
    expect(await found('document', changes)).toBe(`unknown; ${expected}`);
  });

  it('does not know what a sound credential of another kind says', async () => {
    const body = {
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential', 'Diploma'],
      issuer: WHO.laboratory.did,
      credentialSubject: { id: 'urn:x' },
    };
    const { embedded } = await issueStatement(body, WHO.laboratory.signer, {
      created: '2026-11-13T08:00:00Z' as never,
      suite: nodeSuite,
    });
    const { documents } = await verdictOn({ texts: (texts) => [...texts, embedded] });
    expect(documents[2]).toMatchObject({ standing: 'unsound', reasons: [{ code: 'BAD_SHAPE' }] });
  });

  it('takes the token of a statement as it takes the embedded form', async () => {
    const world = await makeWorld();
    const texts = (all: readonly string[]) => [...all.slice(0, 1), world.sound.report.jwt];
    expect(await found('document', { texts })).toBe(`proved; passed: ${LOG}`);
  });

  it('counts a tampered document as contradicted, and the others with it as sound', async () => {
    const { documents, summary } = await verdictOn(edited('"0.1"', '"0.0"'));
    expect(documents.map(({ standing }) => standing)).toEqual(['sound', 'contradicted']);
    expect(summary.contradictedDocuments).toBe(1);
  });

  it('calls a forgery contradicted where no place has a policy, too', async () => {
    const { documents } = await verdictOn({ ...edited('"0.1"', '"0.0"'), question: { roots: [] } });
    expect(documents.map(({ standing }) => standing)).toEqual(['unread', 'contradicted']);
  });
});

describe('checkDocument() of time and status', () => {
  it.each<[string, string, WorldChanges]>([
    [
      'a report from the future',
      `unknown; failed: NOT_YET_VALID ${LOG}`,
      { change: { report: () => ({ validFrom: '2026-11-22T16:00:00Z', created: '2026-11-22T15:00:00Z' }) } },
    ],
    [
      'a report of the last second of the day in UTC+08:00',
      `proved; passed: ${LOG}`,
      { change: { report: () => ({ validFrom: '2026-11-22T15:59:59Z' }) } },
    ],
    [
      'a report that has expired',
      `unknown; failed: EXPIRED ${LOG}`,
      { change: { report: () => ({ validUntil: '2026-11-21T15:59:59Z' }) } },
    ],
    [
      'a report on the day on which it expires',
      `proved; passed: ${LOG}`,
      { change: { report: () => ({ validUntil: '2026-11-21T16:00:00Z' }) } },
    ],
    ['a revoked report', `unknown; failed: REVOKED ${LOG}`, { more: ({ report }) => [statusChange(report, {})] }],
    [
      'a report suspended',
      `unknown; failed: SUSPENDED ${LOG}`,
      { more: ({ report }) => [statusChange(report, { status: 'suspended' })] },
    ],
    [
      'a report suspended and restored',
      `proved; passed: ${LOG}`,
      {
        more: ({ report }) => [
          statusChange(report, { status: 'suspended' }),
          statusChange(report, { status: 'active', from: '2026-11-19T00:00:00Z' }),
        ],
      },
    ],
    [
      'a report revoked from the next day on',
      `proved; passed: ${LOG}`,
      { more: ({ report }) => [statusChange(report, { from: '2026-11-22T16:00:00Z' })] },
    ],
    [
      'a revocation that somebody else signed',
      `proved; passed: ${LOG}`,
      { more: ({ report }) => [statusChange(report, {}, 'stranger')] },
    ],
    [
      'a revocation of other bytes under the same identity',
      `proved; passed: ${LOG}`,
      {
        more: ({ report, sampling }) => [
          statusChange({ ...report, reference: { ...report.reference, digest: sampling.reference.digest } }, {}),
        ],
      },
    ],
    ['a revocation with a key whose authorisation had ended', `proved; passed: ${LOG}`, withEndedKey()],
  ])('tells of %s', async (_, expected, changes) => {
    expect(await found('document', changes)).toBe(expected);
  });

  it('proves nothing on a day by a paper that is of a later one, however much is known since, and says so', async () => {
    const asked = (on: string): WorldChanges => ({ question: { on: on as never } });
    const dated = { change: { report: withSubject({ issuedOn: '2026-11-14' }) } };
    expect(await found('document', { ...dated, ...asked('2026-11-13') })).toBe(
      `unknown; failed: ISSUED_AFTER_DAY ${LOG}`,
    );
    expect(await found('document', { ...dated, ...asked('2026-11-14') })).toBe(`proved; passed: ${LOG}`);
    const early = cellOf(await verdictOn(asked('2026-11-12')));
    expect(shortly(early.trials[0], 'document')).toContain('failed: NOT_YET_VALID ISSUED_AFTER_DAY');
    expect(early.toSettle.map(({ code }) => code)).toContain('SETTLE_DAY');
  });

  it('counts what became known after the day asked about and speaks of that day', async () => {
    const later = ({ report }: { report: Made }) => [statusChange(report, { from: '2026-11-13T00:00:00Z' })];
    const question = { on: '2026-11-15' } as never;
    expect(await found('document', { more: later, question })).toBe(`unknown; failed: REVOKED ${LOG}`);
  });

  it('cannot know which of two bodies under one identity is meant, and is not misled by a forged one', async () => {
    const again = ({ report }: { report: Made }, who: keyof typeof WHO): Draft => {
      const body = JSON.parse(report.text);
      return {
        ...draft(who, 'TestReport', 'report', { ...body.credentialSubject, reportNumber: 'R-2' }),
        validFrom: body.validFrom,
      };
    };
    expect(await found('document', { papers: (sound) => [again(sound, 'laboratory')] })).toBe(
      `unknown; undetermined: IDENTITY_USED_TWICE ${LOG}`,
    );
    const forged = (texts: readonly string[]) => [...texts, (texts[1] ?? '').replace('"0.1"', '"0.2"')];
    expect(await found('document', { texts: forged })).toBe(`proved; passed: ${LOG}`);
  });

  it('ends where documents rest on each other in a circle, which only a broken digest allows', async () => {
    const world = await makeWorld();
    const read = createReader({ sha256: () => new Uint8Array(32) });
    const digest = read(sameText(world)).digest;
    const change = (label: string, of: string): Draft =>
      ({
        ...statusChange(world.sound.report, {}),
        label,
        subject: {
          ...statusChange(world.sound.report, {}).subject,
          changes: { ...world.sound.report.reference, id: of, digest },
        },
      }) as Draft;
    const ids = await Promise.all(
      ['one', 'two'].map(async (label) => (await sign(change(label, world.sound.report.reference.id))).reference.id),
    );
    const [one, two] = await Promise.all([
      sign(change('one', ids[1] as string)),
      sign(change('two', ids[0] as string)),
    ]);
    const stored = [...world.stored, one, two].map(({ text }) => ({ text }));
    const dids = Object.fromEntries(Object.values(WHO).map((who) => [who.did, didDocument(who)]));
    const options = {
      source: createMemorySource(stored, dids, read),
      requirements: rules(),
      suite: nodeSuite,
      read,
      cut: CUT,
    };
    const documents = [...world.documents, { file: 'circle', text: one.text }];
    const verdict = await runCheck(claimOf(), { documents, transcribed: [] }, QUESTION, options);
    expect(verdict.documents[2]).toMatchObject({ standing: expect.stringMatching(/^(sound|unsound)$/) });
  });
});

function sameText(world: { readonly documents: readonly { readonly text: string }[] }): string {
  return world.documents[0]?.text ?? '';
}

function withEndedKey(): WorldChanges {
  return {
    more: ({ report }) => [statusChange(report, {})],
    change: { 'key of laboratory': withSubject({ to: '2026-11-17T00:00:00Z' }) },
  };
}

describe('checkDefects()', () => {
  it.each<[string, string, WorldChanges]>([
    [
      'a report that an authority found false',
      `unknown; failed: REPORT_FALSE ${LOG}`,
      { more: ({ report }) => [defect(report, 'authority', 'false')] },
    ],
    [
      'a report that an authority found inaccurate',
      `unknown; failed: REPORT_INACCURATE ${LOG}`,
      { more: ({ report }) => [defect(report, 'authority', 'inaccurate')] },
    ],
    [
      'a report that a competitor calls false',
      `proved; passed: ${LOG}`,
      { papers: ({ report }) => [defect(report, 'stranger', 'false')] },
    ],
    [
      'a report found false in another place',
      `proved; passed: ${LOG}`,
      { more: ({ report }) => [defect(report, 'authority', 'false', 'HK')] },
    ],
  ])('tells of %s', async (_, expected, changes) => {
    expect(await found('document', changes)).toBe(expected);
  });

  it('contradicts a report only where it is found false', async () => {
    const standing = async (kind: 'false' | 'inaccurate') =>
      (await verdictOn({ more: ({ report }) => [defect(report, 'authority', kind)] })).documents[1]?.standing;
    expect([await standing('false'), await standing('inaccurate')]).toEqual(['contradicted', 'unsound']);
  });
});

describe('checkKeyInForce()', () => {
  const key = (more: Record<string, unknown>): WorldChanges => ({ change: { 'key of laboratory': withSubject(more) } });
  const compromised = keyDraft('laboratory', { compromisedSince: '2026-11-01T00:00:00Z' }, 'stolen');
  it.each<[string, string, WorldChanges]>([
    ['no authorisation', 'failed: NO_KEY_AUTHORISATION', { change: { 'key of laboratory': 'without' } }],
    [
      'an authorisation that the issuer gave itself',
      'failed: NO_KEY_AUTHORISATION',
      { change: { 'key of laboratory': () => ({ issuer: WHO.laboratory }) } },
    ],
    ['an authorisation for another DID', 'failed: NO_KEY_AUTHORISATION', key({ id: WHO.second.did })],
    [
      'an authorisation of another public key',
      'failed: NO_KEY_AUTHORISATION',
      key({ publicKeyMultibase: WHO.second.publicKeyMultibase }),
    ],
    ['a key for other purposes', 'failed: KEY_NOT_FOR_PURPOSE', key({ purposes: ['authentication'] })],
    ['a key authorised too late', 'failed: KEY_NOT_YET_AUTHORISED', key({ from: '2026-11-13T08:00:01Z' })],
    ['a key whose authorisation had ended', 'failed: KEY_AUTHORISATION_ENDED', key({ to: '2026-11-13T07:59:59Z' })],
    ['a key compromised before', 'failed: KEY_COMPROMISED', key({ compromisedSince: '2026-11-13T08:00:00Z' })],
    [
      'a key compromised later, without a log',
      'failed: TIME_NOT_PROVED',
      key({ compromisedSince: '2026-11-14T00:00:00Z' }),
    ],
    [
      'a key that a later word calls stolen while an older one is still at hand',
      'failed: KEY_COMPROMISED',
      { more: () => [compromised] },
    ],
    [
      'a signature of the day after all that is known',
      'failed: SIGNED_IN_FUTURE',
      { change: { report: () => ({ created: '2026-11-22T16:00:00Z' }) } },
    ],
  ])('tells of %s', async (_, expected, changes) => {
    expect(await found('document', changes)).toBe(`unknown; ${expected} ${LOG}`);
  });

  it.each<[string, WorldChanges]>([
    ['on the instant on which it begins', key({ from: '2026-11-13T08:00:00Z' })],
    ['on the instant on which it ends', key({ to: '2026-11-13T08:00:00Z' })],
    [
      'by one of two authorisations',
      { ...key({ to: '2025-06-01T00:00:00Z' }), more: () => [keyDraft('laboratory', {}, 'again')] },
    ],
  ])('takes a key %s', async (_, changes) => {
    expect(await found('document', changes)).toBe(`proved; passed: ${LOG}`);
  });

  it('judges by the time of recording where there is one', async () => {
    const changes = key({ compromisedSince: '2026-11-14T00:00:00Z' });
    const { sound } = await makeWorld(changes);
    const recorded = (at: string): WorldChanges => ({
      ...changes,
      papers: () => [],
      more: () => [],
      recordedAt: (text) => (text === sound.report.text ? at : undefined),
    });
    const judgeRecorded = async (at: string) => {
      const world = await makeWorld(recorded(at));
      const stored = [...world.stored, { text: sound.report.text, recordedAt: at as never }];
      const dids = Object.fromEntries(Object.values(WHO).map((who) => [who.did, didDocument(who)]));
      const read = createReader(nodeSuite);
      const options = {
        source: createMemorySource(stored, dids, read),
        requirements: rules(),
        suite: nodeSuite,
        read,
        cut: CUT,
      };
      const verdict = await runCheck(claimOf(), { documents: world.documents, transcribed: [] }, QUESTION, options);
      return `${cellOf(verdict).verdict}; ${shortly(cellOf(verdict).trials[0], 'document')}`;
    };
    expect(await judgeRecorded('2026-11-13T09:00:00Z')).toBe(`proved; passed: ${LOG}`);
    expect(await judgeRecorded('2026-11-14T00:00:00Z')).toBe(`unknown; failed: KEY_COMPROMISED ${LOG}`);
  });

  it('does not know when a token without its time was signed', async () => {
    const { sound } = await makeWorld();
    const signer = WHO.laboratory.signer;
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const body = JSON.parse(sound.report.text);
    const { proof: _, ...unsigned } = body;
    const head = { alg: 'EdDSA', typ: 'vc+jwt', cty: 'vc', kid: WHO.laboratory.keyId, iss: WHO.laboratory.did };
    const input = `${encode(head)}.${encode(unsigned)}`;
    const signature = await signer.sign(new TextEncoder().encode(input));
    const token = `${input}.${Buffer.from(signature).toString('base64url')}`;
    const texts = (all: readonly string[]) => [...all.slice(0, 1), token];
    expect(await found('document', { texts })).toBe(`unknown; undetermined: NO_SIGNING_TIME ${LOG}`);
  });

  it('lets a registrar say of a trust anchor that its key is stolen, and takes it by configuration otherwise', async () => {
    const anchors = (draftOf: Draft) => ({
      subject: {
        ...draftOf.subject,
        trustAnchors: [
          ...(draftOf.subject.trustAnchors as object[]),
          { id: WHO.body.did, name: 'body', role: 'accreditation-body' },
        ],
      },
    });
    const withAnchor = (change: 'without' | ((draftOf: Draft) => Partial<Draft>)): WorldChanges => ({
      change: { policy: anchors, arrangement: 'without', 'key of body': change },
    });
    expect(await found('competence', withAnchor('without'))).toBe('proved; passed:');
    expect(await found('competence', withAnchor(withSubject({ to: '2024-06-01T00:00:00Z' })))).toBe('proved; passed:');
    expect(await found('competence', withAnchor(withSubject({ compromisedSince: '2024-06-01T00:00:00Z' })))).toBe(
      'unknown; failed: SUPPORT_UNSOUND',
    );
  });

  it('takes a second key of the same issuer only when that key is authorised', async () => {
    const other = { ...party('laboratory', 'key-2'), name: WHO.laboratory.name };
    const changes: WorldChanges = {
      change: { report: () => ({ issuer: other }) },
      dids: { [WHO.laboratory.did]: didDocument(WHO.laboratory, other) },
    };
    expect(await found('document', changes)).toBe(`unknown; failed: NO_KEY_AUTHORISATION ${LOG}`);
  });
});
