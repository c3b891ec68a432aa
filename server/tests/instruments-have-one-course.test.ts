// SPDX-License-Identifier: Apache-2.0
// What happened to an instrument is one course of days, in whatever order its keeper comes to write it down.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import { calibratedElsewhere, takeInInstrument } from './metrology-in-use.ts';
import { openTestNode, type TestNode } from './test-node.ts';

let node: TestNode;
beforeAll(async () => {
  node = await openTestNode();
});
afterAll(() => node.end());

const url = (stream: string) => `/api/instruments/${stream}/events`;
const happen = (stream: string, event: object) => node.act('tester', url(stream), event);
async function refused(stream: string, body: object): Promise<readonly string[]> {
  const { errors } = (await node.problem('tester', { method: 'POST', url: url(stream), body })) as {
    readonly errors: readonly { code: string }[];
  };
  return errors.map(({ code }) => code);
}
async function courseOf(stream: string): Promise<readonly string[]> {
  const { stretches } = await node.get<{ stretches: { state: string; from: string; until: string | null }[] }>(
    'tester',
    `/api/instruments/${stream}`,
  );
  return stretches.map(({ state, from, until }) => `${state} ${from}..${until ?? ''}`);
}
const certified = (instrument: string, on: string, dueOn: string) =>
  calibratedElsewhere(node, { instrument, on, dueOn });

describe('an instrument', () => {
  it('that comes with the certificate of its maker is in use from the day on which it is taken in', async () => {
    const stream = await takeInInstrument(node, 'new balance');
    await happen(stream, await certified('new balance', '2025-12-20', '2026-12-19'));
    expect(await courseOf(stream)).toEqual(['in-use 2026-01-10..2026-12-19', 'overdue 2026-12-20..']);
    const { certificate } = (await certified('new balance', '2025-12-20', '2026-12-19')) as { certificate: object };
    const graph = `/api/instruments/${stream}/traceability?on=2026-03-01`;
    expect(JSON.stringify(await node.get('tester', graph))).toContain('E-');
    expect(await refused(stream, { event: 'calibrated', on: '2025-12-19', dueOn: '2026-12-19', certificate })).toEqual([
      'LONGER_THAN_CERTIFIED',
    ]);
  });

  it('is back in use by what was calibrated while it was away, whenever the certificate comes', async () => {
    const stream = await takeInInstrument(node, 'far balance');
    await happen(stream, { event: 'sent-away', on: '2026-05-01', for: 'repair' });
    await happen(stream, { event: 'returned', on: '2026-05-14' });
    expect((await courseOf(stream)).at(-1)).toBe('not-calibrated 2026-05-14..');
    await happen(stream, await certified('far balance', '2026-05-10', '2027-05-09'));
    expect((await courseOf(stream)).slice(1)).toEqual([
      ...['away 2026-05-01..2026-05-13', 'in-use 2026-05-14..2027-05-09', 'overdue 2027-05-10..'],
    ]);
    const last = await certified('far balance', '2026-04-10', '2027-05-09');
    await happen(stream, last);
    const graph = `/api/instruments/${stream}/traceability?on=2026-06-01`;
    // By day, and not by when it was written down.
    expect(JSON.stringify(await node.get('tester', graph))).not.toContain(
      (last as { certificate: { id: string } }).certificate.id,
    );
  });

  it.each<[string, readonly string[]]>([
    ['calibrated, then back', ['calibrated', 'returned']],
    ['back, then calibrated', ['returned', 'calibrated']],
  ])('that comes back and is calibrated on one day is in use: %s', async (name, order) => {
    const stream = await takeInInstrument(node, name);
    await happen(stream, { event: 'sent-away', on: '2026-05-01', for: 'repair' });
    const events: Record<string, object> = {
      calibrated: await certified(name, '2026-05-14', '2027-05-13'),
      returned: { event: 'returned', on: '2026-05-14' },
    };
    for (const one of order) await happen(stream, events[one] as object);
    expect((await courseOf(stream))[2]).toBe('in-use 2026-05-14..2027-05-13');
  });

  it('may be away and back on one day, with its calibration before or after it in the list', async () => {
    const name = 'near balance';
    const stream = await takeInInstrument(node, name);
    const anew = await certified(name, '2026-05-14', '2027-05-13');
    await happen(stream, anew);
    await happen(stream, { event: 'sent-away', on: '2026-05-14', for: 'calibration' });
    await happen(stream, { event: 'returned', on: '2026-05-14' });
    expect((await courseOf(stream)).slice(1)).toEqual(['in-use 2026-05-14..2027-05-13', 'overdue 2027-05-14..']);
  });

  it('is not where it cannot have been, which is refused with what it contradicts', async () => {
    const stream = await takeInInstrument(node, 'lost balance');
    expect(await refused(stream, { event: 'returned', on: '2026-05-14' })).toEqual(['NOT_AWAY']);
    expect(await refused(stream, { event: 'sent-away', on: '2026-01-09', for: 'loan' })).toEqual(['OUT_OF_ORDER']);
    await happen(stream, { event: 'sent-away', on: '2026-05-14', for: 'loan' });
    expect(await refused(stream, { event: 'sent-away', on: '2026-05-14', for: 'loan' })).toEqual(['AWAY']);
    await happen(stream, { event: 'returned', on: '2026-05-20' });
    await happen(stream, { event: 'withdrawn', on: '2026-05-21', reason: 'worn' });
    expect(await refused(stream, await certified('lost balance', '2026-05-22', '2027-05-13'))).toEqual(['WITHDRAWN']);
    const answer = await node.send('tester', {
      method: 'POST',
      url: url(stream),
      body: { event: 'returned', on: '2026-05-21' },
    });
    expect(answer.text).toContain('it is not away; record first when it left');
  });

  it('comes out equal when it is built anew', () => expectRebuildEquals(node.recordKeeping, 'instruments'));
});
