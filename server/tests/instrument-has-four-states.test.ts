// SPDX-License-Identifier: Apache-2.0
import { composeBody } from '@touchstone/statements';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { action, type Produced } from '../src/record-keeping/define-register.ts';
import type { JsonObject } from '../src/record-keeping/fact.ts';
import { rulingOf } from '../src/record-keeping/ruling.ts';
import { tenantOf } from '../src/record-keeping/tenant.ts';
import {
  accreditCalibration,
  attestMetrology,
  calibrationOf,
  changeMetrology,
  designateVerifier,
  issueCertificate,
  takeInInstrument,
  verificationOf,
} from './metrology-in-use.ts';
import { decide, type Reference } from './registers-in-use.ts';
import { openTestNode, PARTIES, type TestNode } from './test-node.ts';

const LAW = { instrument: "a demonstration's; nobody's law", certainty: 'read', demonstration: true };
const MAKER = { name: 'Demonstration Maker', did: 'did:web:maker.demonstration.example', demonstration: true };

interface States {
  readonly use: string | null;
  readonly routes: readonly {
    readonly route: string;
    readonly state: string;
    readonly papers: readonly { number: string; status: string; link: string }[];
  }[];
}

let node: TestNode;
let balance: string;
let calibration: { stream: string; reference: Reference };
let approval: string;

/** What another node's log would bring: no route here records it for this issuer. */
async function plant(
  kind: 'ConformityCertificate' | 'VerificationCertificate',
  given: (id: string) => object,
): Promise<Reference> {
  const planting = action({
    name: 'plant',
    input: z.strictObject({ stream: z.string(), produces: z.custom<readonly Produced[]>() }),
    stream: ({ stream }) => stream,
    facts: async () => undefined,
    rules: ({ produces }) => rulingOf([], produces),
  });
  const [uuid, now] = [node.recordKeeping.newId(), node.testClock.now()];
  const subject = given(`urn:uuid:${uuid}`) as never;
  const body = composeBody(kind, { uuid, issuer: PARTIES.otherAuthority, validFrom: now, subject }) as JsonObject;
  const actor = { party: PARTIES.otherAuthority, person: 'log', jurisdiction: 'MO', roles: ['seed'] };
  const produces = [{ source: 'statement', kind, body, visibility: 'public' } as const];
  const tenant = tenantOf(actor);
  const outcome = await node.recordKeeping.read({ register: 'foreign', tenant, asOf: {} }, (reads) =>
    node.recordKeeping
      .actIn('foreign', { actor, tenant, now, asOf: {}, reads })
      .act(planting, { stream: uuid, produces }),
  );
  if (outcome.outcome !== 'recorded') throw new Error(JSON.stringify(outcome));
  return (outcome as unknown as { entries: { statement: Reference }[] }).entries[0]?.statement as Reference;
}

const plantCertificate = (number: string, description: string) =>
  plant('ConformityCertificate', (id) => ({
    ...{ id, certificateNumber: number, holder: MAKER, objects: [{ description }] },
    ...{ scheme: { name: 'demonstration scheme', type: '5' }, requirements: ['demonstration requirement'] },
    ...{ from: '2026-02-01', to: '2028-01-31' },
  }));

beforeAll(async () => {
  node = await openTestNode();
  await accreditCalibration(node);
  balance = await takeInInstrument(node, 'balance S1', { manufacturer: 'Maker', model: 'M1' });
});
afterAll(() => node.end());

const statesOf = (query = '', stream = balance) =>
  node.get<States>('tester', `/api/instruments/${stream}/states${query}`);
const shortly = ({ routes }: States) => Object.fromEntries(routes.map(({ route, state }) => [route, state]));
const name = async (reference: Reference, on: string, dueOn: string) =>
  node.act('tester', `/api/instruments/${balance}/events`, { event: 'calibrated', on, dueOn, certificate: reference });

describe('the last day of the calendar', () => {
  it('can be a day on which a balance is due, and one that is asked about', async () => {
    const other = await takeInInstrument(node, 'balance S9', { manufacturer: 'Maker', model: 'M1' });
    const event = { event: 'calibrated', on: '2026-02-01', dueOn: '9999-12-31' };
    await node.act('tester', `/api/instruments/${other}/events`, event);
    expect((await statesOf('?on=9999-12-31', other)).use).toBe('in-use');
  });
});

describe('a name of an instrument', () => {
  it('is refused where it would not be read as it is written', async () => {
    const refused = takeInInstrument(node, 'balance \u202e2B');
    await expect(refused).rejects.toThrow(/HIDDEN_CHARACTER.*U\+202E/);
  });
});

describe('the states of an instrument', () => {
  it('are four, and none is known before there is a paper', async () => {
    const states = await statesOf();
    expect(states.routes.map(({ route, state }) => [route, state])).toEqual([
      ['type-approval', 'none-known'],
      ['verification', 'none-known'],
      ['calibration', 'none-known'],
      ['certification', 'none-known'],
    ]);
    expect(states.use).toBe('not-calibrated');
  });

  it('stand apart, each with its papers and its own days', async () => {
    const range = { from: { value: '1', unit: 'g' }, to: { value: '200', unit: 'g' } };
    approval = (
      await attestMetrology(node, {
        kind: 'TypeApproval',
        subject: {
          ...{ certificateNumber: 'TA-1', place: 'HK', legalBasis: LAW, applicant: MAKER, category: 'balance' },
          ...{ manufacturer: 'Maker', model: 'M1', specification: 'JJG 1036-2022' },
          ...{ characteristics: [{ quantity: 'mass', range }], from: '2026-01-01', to: '2028-12-31' },
        },
      })
    ).stream;
    await designateVerifier(node);
    const of = {
      certificateNumber: 'V-1',
      instrument: 'balance S1',
      verifiedOn: '2026-11-01',
      validUntil: '2026-11-21',
    };
    const verified = await issueCertificate(node, verificationOf(of));
    await name(verified.reference, '2026-11-01', '2026-11-21');
    calibration = await issueCertificate(node, calibrationOf({ certificateNumber: 'C-1', instrument: 'balance S1' }));
    await name(calibration.reference, '2026-11-20', '2027-11-19');
    await plantCertificate('PC-1', 'Maker M1');
    await plantCertificate('PC-2', 'Maker M2');
    expect(shortly(await statesOf())).toEqual({
      ...{ 'type-approval': 'in-force', verification: 'expired' },
      ...{ calibration: 'in-force', certification: 'in-force' },
    });
    expect(shortly(await statesOf('?on=2026-11-10'))).toMatchObject({
      verification: 'in-force',
      calibration: 'none-known',
    });
    const { use, routes } = await statesOf();
    expect(use).toBe('in-use');
    expect(routes.map(({ papers }) => papers.map(({ number, status, link }) => `${number} ${status} ${link}`))).toEqual(
      [['TA-1 in-force type'], ['V-1 expired named'], ['C-1 in-force named'], ['PC-1 in-force type']],
    );
  });

  it('take no verification for one by whom nobody had designated for it', async () => {
    const other = await takeInInstrument(node, 'balance S3');
    const institute = { id: PARTIES.otherAuthority, name: 'Other' };
    const { subject } = verificationOf({ certificateNumber: 'V-1', instrument: 'balance S3', institute }) as {
      readonly subject: object;
    };
    const certificate = await plant('VerificationCertificate', (id) => ({ ...subject, id }));
    const event = { event: 'calibrated', on: '2026-11-01', dueOn: '2027-11-01', certificate };
    await node.act('tester', `/api/instruments/${other}/events`, event);
    const states = await statesOf('', other);
    expect(shortly(states)).toMatchObject({ verification: 'not-designated' });
    expect(states.routes[1]?.papers).toMatchObject([{ number: 'V-1', status: 'not-designated', link: 'named' }]);
    await designateVerifier(node, institute);
    expect(shortly(await statesOf('', other))).toMatchObject({ verification: 'in-force' });
  });

  it('count no paper that only has the same name, and show it', async () => {
    const other = await takeInInstrument(node, 'balance S2');
    await issueCertificate(node, calibrationOf({ certificateNumber: 'C-9', instrument: 'balance S2' }));
    const { state, papers } = (await statesOf('', other)).routes[2] as States['routes'][number];
    expect([state, papers]).toMatchObject(['none-known', [{ number: 'C-9', status: 'in-force', link: 'name-alone' }]]);
  });

  it('follow what their issuers say afterwards, each route for itself', async () => {
    const { knownAt } = await node.get<{ knownAt: string }>(undefined, '/api/cuts');
    await changeMetrology(node, approval, { act: 'suspend', reason: 'a finding' });
    const url = `/api/calibration-cases/${calibration.stream}`;
    await node.act('tester', `${url}/proposals`, { reason: 'a wrong reference' });
    await decide(node, { login: 'signatory', url });
    expect(shortly(await statesOf())).toEqual({
      ...{ 'type-approval': 'suspended', verification: 'expired' },
      ...{ calibration: 'revoked', certification: 'in-force' },
    });
    expect(shortly(await statesOf(`?knownAt=${knownAt}`))).toMatchObject({
      ...{ 'type-approval': 'in-force', calibration: 'in-force' },
    });
    // What rested on the certificate rests on nothing from the day on which it was taken back.
    const { use } = await statesOf();
    expect([use, (await statesOf('?on=2026-11-21')).use]).toEqual(['not-calibrated', 'in-use']);
    expect((await statesOf(`?knownAt=${knownAt}`)).use).toBe('in-use');
    const event = { event: 'calibrated', on: '2026-11-20', dueOn: '2027-11-19', certificate: calibration.reference };
    const answer = await node.problem('tester', {
      ...({ method: 'POST', url: `/api/instruments/${balance}/events` } as const),
      body: event,
    });
    expect(answer.errors).toMatchObject([{ code: 'PAPER_NOT_IN_FORCE' }]);
  });

  it('are of nobody for who does not have the instrument', async () => {
    const url = `/api/instruments/${balance}/states`;
    expect(await node.problem('rivalLaboratory', { url })).toMatchObject({ status: 404 });
  });
});

describe('an inventory by origin', () => {
  const origins = (login: 'tester' | 'rivalLaboratory', query = '') =>
    node.get<{ own: number; imported: number; unknown: number; counts: object[] }>(
      login,
      `/api/instrument-origins${query}`,
    );
  const names = async (query: string) =>
    (await node.get<{ items: { name: string }[] }>('tester', `/api/instruments?${query}`)).items.map(
      ({ name }) => name,
    );

  it('counts what was made elsewhere, lists it, and knows what nobody has said', async () => {
    const before = await origins('tester');
    await takeInInstrument(node, 'made at home', { category: 'oven', madeIn: 'CN' });
    await takeInInstrument(node, 'made far away', { category: 'ICP-MS', madeIn: 'US' });
    await takeInInstrument(node, 'made somewhere', { category: 'oven', madeIn: undefined });
    const gone = await takeInInstrument(node, 'made and gone', { category: 'ICP-MS', madeIn: 'US' });
    const withdrawn = { event: 'withdrawn', on: '2026-06-01', reason: 'worn out' };
    await node.act('tester', `/api/instruments/${gone}/events`, withdrawn);
    const { own, imported, unknown, counts } = await origins('tester');
    expect([own - before.own, imported - before.imported, unknown - before.unknown]).toEqual([1, 1, 1]);
    expect(counts).toContainEqual({ madeIn: 'US', category: 'ICP-MS', origin: 'imported', count: 1 });
    expect(counts).toContainEqual({ madeIn: '', category: 'oven', origin: 'unknown', count: 1 });
    expect(await names('origin=own')).toEqual(['made at home']);
    expect(await names('origin=unknown')).toEqual(['made somewhere']);
    expect(await names('origin=imported')).toEqual(expect.arrayContaining(['made far away', 'balance S1']));
    expect(await names('origin=imported')).not.toContain('made at home');
    expect(await names('madeIn=US&state=not-calibrated')).toEqual(['made far away']);
    // Before anything was taken in there was nothing; another laboratory has none of these.
    expect(await origins('tester', '?on=2026-01-01')).toMatchObject({ own: 0, imported: 0, unknown: 0, counts: [] });
    expect(await origins('rivalLaboratory')).toMatchObject({ home: 'HK', counts: [] });
  });
});
