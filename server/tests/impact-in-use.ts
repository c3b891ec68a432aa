// SPDX-License-Identifier: Apache-2.0
// What the tests of impact state: a weight found off, and what laboratories of three places made with it.
import { createAccount } from '../src/access/accounts.ts';
import { calibrationOf, issueCertificate, takeInInstrument, workOn } from './metrology-in-use.ts';
import { attest, before, decide, draftReport, type Reference, signReport } from './registers-in-use.ts';
import { type Login, PARTIES, PASSWORD, type TestNode } from './test-node.ts';

const grams = (value: string) => ({ value, unit: 'g' });
/** 20 mg heavier than certified, at 100 g. */
export const AS_FOUND = [
  {
    ...{ quantity: 'mass', at: grams('100'), shift: { value: '20', unit: 'mg' }, coverageFactor: '2' },
    expandedUncertainty: { value: '2', unit: 'mg' },
  },
];
const DIRECT = { effect: 'absolute', coefficient: '1' };

/** Two further accounts of a party, so that two of its persons can sign. */
export async function staff(
  node: TestNode,
  party: string,
  jurisdiction: string,
): Promise<{ tester: Login; signatory: Login }> {
  const make = async (role: string) => {
    const login = `${role} of ${party.slice(8, 24)}`.replaceAll(' ', '-');
    const account = { login, person: `person-${login}`, displayName: login, password: PASSWORD };
    await createAccount(node.accounts, { ...account, party, jurisdiction, roles: [role] });
    return login as Login;
  };
  const two = { tester: await make('laboratory-tester'), signatory: await make('laboratory-signatory') };
  const manager = await make('laboratory-manager');
  for (const [login, may] of [
    [two.tester, 'test'],
    [two.signatory, 'sign'],
  ] as const) {
    const given = { person: `person-${login}`, may, ground: 'trained and examined', from: '2025-01-01' };
    await before(node, () => node.act(manager, '/api/laboratory-authorisations', given));
  }
  return two;
}

/** A certificate of a party other than the first laboratory, by two of its persons. */
export async function issueAs(
  node: TestNode,
  { party, tester, signatory }: { readonly party: string; readonly tester: Login; readonly signatory: Login },
  {
    visibility = 'private',
    reasons = {},
    ...subject
  }: { visibility?: string; reasons?: object; [member: string]: unknown },
): Promise<Reference> {
  const certificate = calibrationOf({ laboratory: { id: party, name: 'Demonstration' }, ...subject });
  const worked = workOn(certificate) as { readonly reasons?: object };
  const { stream } = await node.act(tester, '/api/calibration-cases', {
    certificate,
    visibility,
    ...worked,
    reasons: { ...worked.reasons, ...reasons },
  });
  const [reference] = await decide(node, { login: signatory, url: `/api/calibration-cases/${stream}` });
  return reference as Reference;
}

/** What the first laboratory has: a weight that was good and found off by 20 mg, a balance, a report that flips. */
export interface Doubted {
  readonly good: Reference;
  readonly found: Reference;
  readonly balance: Reference;
  readonly report: Reference;
}

/** Calibrates the weight, a balance with it, weighs, and calibrates the weight again. */
export async function doubtedWeight(node: TestNode): Promise<Doubted> {
  const line = {
    object: { description: 'weights' },
    method: { standard: 'CAL 1-2026' },
    from: '2026-01-01',
    to: '2028-12-31',
  };
  const cmc = {
    activity: 'calibration',
    line: 'C1',
    property: { quantity: 'mass' },
    range: { from: grams('1'), to: grams('200') },
  };
  const testing = {
    activity: 'testing',
    line: 'T1',
    property: { substance: 'mass' },
    method: { standard: 'CAL 9-2026' },
  };
  await attest(node, {
    premises: [{ place: 'HK' }, { place: 'CN-GD' }],
    scope: [
      { ...line, ...cmc, smallestExpandedUncertainty: { value: '0.1', unit: 'mg' } },
      { ...line, ...testing, object: { description: 'bars', foods: ['bars'] } },
    ],
  });
  const weight = { instrument: 'F1 weight', dueOn: '2027-11-30' };
  const good = await issueCertificate(
    node,
    calibrationOf({ ...weight, certificateNumber: 'C-GOOD', calibratedOn: '2026-10-01' }),
  );
  const references = [{ standard: 'F1 weight', calibration: good.reference, sensitivity: DIRECT }];
  const balance = await issueCertificate(
    node,
    calibrationOf({ certificateNumber: 'C-B1', calibratedOn: '2026-10-10', references }),
  );
  const result = {
    ...{ outcome: 'quantified', result: 'R1', substance: 'mass', quantity: grams('100.000'), basis: 'as sold' },
    ...{ method: { standard: 'CAL 9-2026' }, testedOn: '2026-11-20' },
    expandedUncertainty: { ...grams('0.004'), coverageFactor: '2' },
    instruments: [{ instrument: 'balance B1', calibration: balance.reference, sensitivity: DIRECT }],
    conformity: [
      {
        ...{ specification: 'at most 100.010 g', upper: { ...grams('100.010'), inclusive: true }, outcome: 'conforms' },
        decisionRule: { kind: 'simple-acceptance' },
      },
    ],
  };
  const kept = await takeInInstrument(node, 'balance B1');
  const calibrated = { event: 'calibrated', on: '2026-10-10', dueOn: '2027-11-19', certificate: balance.reference };
  await node.act('tester', `/api/instruments/${kept}/events`, calibrated);
  const report = await signReport(node, await draftReport(node, { reportNumber: 'R-FLIPS', results: [result] }));
  const found = await issueCertificate(
    node,
    calibrationOf({ ...weight, certificateNumber: 'C-FOUND', calibratedOn: '2026-11-21', asFound: AS_FOUND }),
  );
  return { good: good.reference, found: found.reference, balance: balance.reference, report };
}

/** A doubt about the weight as it is submitted. */
export function doubtOf({ good, found }: Pick<Doubted, 'good' | 'found'>, more: object = {}): object {
  const reason = 'The weight was found 20 mg heavier than certified.';
  return { standard: 'F1 weight', asFound: found, lastGood: good, reason, replyBy: '2026-12-22', ...more };
}

/** A weight that only the first laboratory knows, what it calibrated with it, and the doubt that it raised; gives the case. */
export async function raisedAbout(node: TestNode, standard: string): Promise<string> {
  const dueOn = '2027-09-30';
  // Nobody attested anything of it here: it works where it is at home.
  const laboratory = { id: PARTIES.laboratory, name: 'Demonstration Food Laboratory', place: 'CN-GD' };
  const weight = { instrument: standard, dueOn };
  const issue = async (more: object) =>
    (await issueCertificate(node, calibrationOf({ laboratory, ...more }), 'private')).reference;
  const good = await issue({ ...weight, certificateNumber: 'C-G', calibratedOn: '2026-10-01' });
  const references = [{ standard, calibration: good }];
  await issue({ certificateNumber: 'C-M', instrument: 'own scale', calibratedOn: '2026-10-10', dueOn, references });
  const found = await issue({ ...weight, certificateNumber: 'C-F', calibratedOn: '2026-11-21', asFound: AS_FOUND });
  const { stream } = await node.act('tester', '/api/impact-cases', { ...doubtOf({ good, found }), standard });
  await decide(node, { login: 'signatory', url: `/api/impact-cases/${stream}` });
  return stream;
}

/** One round of the clock, which does not hide what went wrong. */
export async function clockRound(node: TestNode, later?: string): Promise<void> {
  node.testClock.advance(1);
  for (const { outcome } of await node.recordKeeping.expireDue(later ?? node.testClock.now())) {
    if (outcome.outcome === 'failed') throw outcome.error;
  }
}

export const THIRD = { party: PARTIES.otherPublisher, jurisdiction: 'MO' };
