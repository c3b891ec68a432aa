// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { canonicalize, type JsonValue } from '@touchstone/credentials/formats';
import { digestFromSha256 } from '@touchstone/identifiers';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { MEANINGS } from '../src/registers/readings/rules.ts';
import {
  newDeviceKey,
  postBatch,
  readingAt,
  registerDevice,
  registrationOf,
  type SentReading,
  signedBatch,
  type TestDevice,
} from './devices-in-use.ts';
import { expectRebuildEquals } from './expect-rebuild-equals.ts';
import { takeInInstrument } from './metrology-in-use.ts';
import { draftReport, testWork } from './registers-in-use.ts';
import { type Answer, openTestNode, type TestNode } from './test-node.ts';

let node: TestNode;
let balance: string;
beforeAll(async () => {
  node = await openTestNode();
  balance = await takeInInstrument(node, 'balance B7');
});
afterAll(() => node.end());

interface Kept {
  readonly sequence: number;
  readonly value: string;
  readonly receivedAt: string;
  readonly missingBefore: number;
  readonly isBehind: boolean;
  readonly isDistrusted: boolean;
}
const keptOf = async ({ stream }: TestDevice, query = '') =>
  (
    await node.get<{ items: Kept[]; next?: string }>(
      'tester',
      `/api/instruments/${balance}/readings?device=${stream}${query}`,
    )
  ).items;
interface Shown {
  readonly readings: number;
  readonly missing: readonly object[];
  readonly behind: number;
}
const shown = ({ stream }: TestDevice) => node.get<Shown>('tester', `/api/instrument-devices/${stream}`);
const codesOf = ({ status, body }: Answer) => [
  status,
  ...(body.errors as { code: string; detail: string }[]).map(({ code }) => code),
];

describe('registering a device', () => {
  const attempt = (more: object, key = newDeviceKey().key) =>
    node.send('tester', { method: 'POST', url: '/api/instrument-devices', body: registrationOf(balance, key, more) });

  it('takes an Ed25519 key of an own instrument, by a person who proves who they are', async () => {
    const device = await registerDevice(node, balance);
    expect(await shown(device)).toMatchObject({ instrumentName: 'balance B7', unit: 'g', readings: 0, first: null });
    const { items } = await node.get<{ items: { stream: string }[] }>(
      'tester',
      `/api/instrument-devices?instrument=${balance}`,
    );
    expect(items.map(({ stream }) => stream)).toContain(device.stream);
  });

  it('refuses another kind of key, an unknown unit, an instrument that is not there, and another meaning', async () => {
    const p256 = 'zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169';
    expect((await attempt({}, p256)).text).toContain('Ed25519');
    expect((await attempt({}, 'no key')).status).toBe(400);
    expect((await attempt({ unit: 'parsecs' })).text).toContain('no unit known here');
    expect(codesOf(await attempt({ instrument: '01930000-0000-7000-8000-00000000dead' }))).toEqual([409, 'NOT_THERE']);
    const otherwise = { reauthentication: { method: 'password', password: 'wrong', meaning: MEANINGS.register } };
    expect((await attempt(otherwise)).status).toBe(403);
  });

  it('refuses an instrument that is withdrawn', async () => {
    const old = await takeInInstrument(node, 'balance B0');
    await node.act('tester', `/api/instruments/${old}/events`, {
      event: 'withdrawn',
      on: '2026-11-20',
      reason: 'worn',
    });
    expect(codesOf(await attempt({ instrument: old }))).toEqual([409, 'WITHDRAWN']);
  });
});

describe('a batch of readings', () => {
  it('is kept as it was signed, and once, however often it is sent', async () => {
    const device = await registerDevice(node, balance);
    const sent = [readingAt(1, 0, '100.0010'), readingAt(2, 1, '100.0020', { specimen: 'check weight' })];
    const first = await postBatch(node, device, sent);
    expect([first.status, (first.body.entries as unknown[]).length]).toEqual([201, 1]);
    const again = await postBatch(node, device, sent);
    expect([again.status, again.body.entries]).toEqual([201, []]);
    const received = (await keptOf(device)).map(({ receivedAt }) => receivedAt);
    node.testClock.advance(60);
    const overlapping = await postBatch(node, device, [...sent, readingAt(3, 2, '100.0030')]);
    expect([overlapping.status, (overlapping.body.entries as unknown[]).length]).toEqual([201, 1]);
    expect((await keptOf(device)).slice(0, 2).map(({ receivedAt }) => receivedAt)).toEqual(received);
    expect((await keptOf(device)).map(({ value }) => value)).toEqual(['100.0010', '100.0020', '100.0030']);
    expect(await keptOf(device, '&specimen=check%20weight')).toHaveLength(1);
    expect(await keptOf(device, '&from=2026-11-20T00:01:00Z&to=2026-11-20T00:01:30Z')).toHaveLength(1);
  });

  it('shows missing numbers and times that go back, within a thousand and from one to the next', async () => {
    const device = await registerDevice(node, balance);
    await postBatch(node, device, [readingAt(10, 0, '1'), readingAt(12, 5, '2'), readingAt(13, 4, '3')]);
    await postBatch(node, device, [readingAt(1002, 3, '4'), readingAt(1003, 6, '5')]);
    const odd = (await keptOf(device)).filter(({ missingBefore, isBehind }) => missingBefore > 0 || isBehind);
    expect(odd).toMatchObject([
      { sequence: 1002, missingBefore: 988, isBehind: true },
      { sequence: 13, missingBefore: 0, isBehind: true },
      { sequence: 12, missingBefore: 1, isBehind: false },
    ]);
    const runs = [
      { from: 11, to: 11 },
      { from: 14, to: 1001 },
    ];
    expect(await shown(device)).toMatchObject({ readings: 5, first: 10, last: 1003, missing: runs, behind: 2 });
    await postBatch(node, device, [readingAt(11, 1, '1.5')]);
    expect(await shown(device)).toMatchObject({ readings: 6, missing: [{ from: 14, to: 1001 }] });
  });

  it('pages through many that came in few statements', async () => {
    const device = await registerDevice(node, balance);
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => readingAt(from + index, from + index, `${index}.50`));
    const sent = vi.spyOn(pg.Client.prototype, 'query');
    const countOf = async (readings: readonly SentReading[]) => {
      sent.mockClear();
      expect((await postBatch(node, device, readings)).status).toBe(201);
      // What others do in the background meanwhile is not counted.
      const texts = sent.mock.calls.map(([query]) => (query as { readonly text?: string }).text ?? String(query));
      return texts.filter((text) => text.includes('fold_readings')).length;
    };
    const few = await countOf(many(0, 2));
    const hundreds = await countOf(many(2, 700));
    sent.mockRestore();
    expect(few).toBeGreaterThan(0);
    // One more: the summary of the thousand that was there before is closed.
    expect(hundreds).toBeLessThanOrEqual(few + 1);
    const url = `/api/instruments/${balance}/readings?device=${device.stream}&limit=200`;
    let page = await node.get<{ items: Kept[]; next?: string }>('tester', url);
    const all = [...page.items];
    while (page.next !== undefined) {
      page = await node.get('tester', `${url}&cursor=${encodeURIComponent(page.next)}`);
      all.push(...page.items);
    }
    expect(all.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 702 }, (_, index) => index));
  });

  it('is refused whole, with where and what, and nothing of it is kept', async () => {
    const device = await registerDevice(node, balance);
    await postBatch(node, device, [readingAt(1, 0, '1')]);
    const good = readingAt(2, 1, '2');
    const cases: readonly (readonly [SentReading, string])[] = [
      [readingAt(3, 2, '3', { unit: 'kg' }), 'WRONG_UNIT'],
      [readingAt(3, 60 * 24 * 30, '3'), 'IN_THE_FUTURE'],
      [readingAt(3, -60 * 24 * 30, '3'), 'BEFORE_THE_KEY'],
      [readingAt(2, 2, '3'), 'TWICE'],
      [readingAt(1000, 2, '3'), 'OTHER_THOUSAND'],
      [readingAt(1, 0, '9'), 'SEQUENCE_TAKEN'],
    ];
    for (const [bad, code] of cases) {
      const answer = await postBatch(node, device, [good, bad]);
      expect(codesOf(answer), code).toEqual([409, code]);
      expect(answer.text).toContain(`readings[1], sequence ${bad.sequence}`);
    }
    const malformed = await postBatch(node, device, [good, readingAt(3, 2, '1,5')]);
    expect([malformed.status, malformed.text]).toEqual([400, expect.stringContaining('/readings/1/value')]);
    expect((await postBatch(node, device, [{ ...good, takenAt: 'noon' }])).status).toBe(400);
    expect(await shown(device)).toMatchObject({ readings: 1 });
  });

  it('is refused where the key did not sign these readings of this device', async () => {
    const [one, other] = [await registerDevice(node, balance), await registerDevice(node, balance)];
    const url = `/api/instrument-devices/${one.stream}/readings`;
    const post = (body: object) => node.send('tester', { method: 'POST', url, body });
    const readings = [readingAt(1, 0, '1')];
    expect(codesOf(await post(signedBatch(other, readings)))).toEqual([409, 'BAD_SIGNATURE']);
    expect(codesOf(await post(signedBatch({ ...other, stream: one.stream }, readings)))).toEqual([
      409,
      'BAD_SIGNATURE',
    ]);
    const altered = { ...signedBatch(one, readings), readings: [readingAt(1, 0, '1.0')] };
    expect(codesOf(await post(altered))).toEqual([409, 'BAD_SIGNATURE']);
    expect(codesOf(await post({ readings, signature: 'z0' }))).toEqual([409, 'BAD_SIGNATURE']);
    expect((await postBatch(node, { ...one, stream: '01930000-0000-7000-8000-00000000dead' }, readings)).status).toBe(
      404,
    );
    expect(await shown(one)).toMatchObject({ readings: 0 });
  });

  it('is refused once the key is revoked; what was taken since the day it is distrusted from is shown so', async () => {
    const device = await registerDevice(node, balance);
    await postBatch(node, device, [readingAt(1, -60 * 24, '1'), readingAt(2, 0, '2')]);
    const url = `/api/instrument-devices/${device.stream}/revocations`;
    const revoke = (distrustedFrom: string) =>
      node.send('tester', {
        ...{ method: 'POST', url },
        body: {
          ...{ distrustedFrom, reason: 'the terminal was opened' },
          reauthentication: { method: 'password', password: 'correct horse battery staple', meaning: MEANINGS.revoke },
        },
      });
    expect(codesOf(await revoke('2027-01-01'))).toEqual([409, 'IN_THE_FUTURE']);
    expect((await revoke('2026-11-20')).status).toBe(201);
    expect(codesOf(await revoke('2026-11-20'))).toEqual([409, 'KEY_REVOKED']);
    expect(codesOf(await postBatch(node, device, [readingAt(3, 1, '3')]))).toEqual([409, 'KEY_REVOKED']);
    expect((await keptOf(device)).map(({ isDistrusted }) => isDistrusted)).toEqual([false, true]);
  });

  it('can be read as it was known before more came in', async () => {
    const device = await registerDevice(node, balance);
    await postBatch(node, device, [readingAt(1, 0, '1'), readingAt(3, 2, '3')]);
    await node.recordKeeping.settle();
    const { knownAt } = await node.get<{ knownAt: string }>(undefined, '/api/cuts');
    await postBatch(node, device, [readingAt(2, 1, '2')]);
    expect((await keptOf(device)).map(({ missingBefore }) => missingBefore)).toEqual([0, 0, 0]);
    expect((await keptOf(device, `&knownAt=${knownAt}`)).map(({ missingBefore }) => missingBefore)).toEqual([0, 1]);
  });
});

describe('what readings are for', () => {
  let device: TestDevice;
  // Twelve in control, then a shift: moving ranges of 1 in the base, whatever the order.
  const base = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? '100.0' : '101.0'));
  const values = [...base, '104.0', '104.5'];
  beforeAll(async () => {
    device = await registerDevice(node, balance, { name: 'charted' });
    const readings = values.map((value, index) => readingAt(index, 60 * index, value));
    await postBatch(node, device, readings);
  });
  const chart = (query: string) =>
    node.send('tester', { url: `/api/instrument-devices/${device.stream}/control-chart?${query}` });

  it('is a chart with limits from the base alone, and its signals by the rules asked for', async () => {
    const span = 'from=2026-11-20T00:00:00Z&to=2026-11-20T23:00:00Z&baseTo=2026-11-20T11:30:00Z';
    const { status, body } = await chart(span);
    expect(status).toBe(200);
    // R̄ = 1, d₂(2) = 2/√π: σ = √π/2; centre 100.5.
    const sigma = Math.sqrt(Math.PI) / 2;
    expect(body.sigma).toBeCloseTo(sigma, 12);
    const { centre, upper, lower } = body.individuals as { centre: number; upper: number; lower: number };
    expect(centre).toBeCloseTo(100.5, 12);
    expect([upper, lower].map((limit) => Math.abs(limit - centre))).toEqual([
      expect.closeTo(3 * sigma, 12),
      expect.closeTo(3 * sigma, 12),
    ]);
    expect(body.base).toMatchObject({ readings: 12 });
    const points = body.points as { sequence: number; beyond: boolean; movingRange: number | null }[];
    expect(points.filter(({ beyond }) => beyond).map(({ sequence }) => sequence)).toEqual([12, 13]);
    expect(points.map(({ movingRange }) => movingRange).slice(0, 3)).toEqual([null, 1, 1]);
    const signals = body.signals as { rule: string; at: number }[];
    expect(signals).toContainEqual({ rule: 'western-electric-1', from: 12, at: 12 });
    expect(signals).toContainEqual({ rule: 'western-electric-2', from: 11, at: 13 });
    const nelson = (await chart(`${span}&rules=nelson`)).body.signals as { rule: string }[];
    expect(nelson.every(({ rule }) => rule.startsWith('nelson-'))).toBe(true);
  });

  it('says what would be right where a chart cannot be made', async () => {
    const short = await chart('from=2026-11-20T00:00:00Z&to=2026-11-20T23:00:00Z&baseTo=2026-11-20T00:30:00Z');
    expect([short.status, short.text]).toEqual([400, expect.stringContaining('2 or more')]);
    const empty = await chart('from=2026-10-20T00:00:00Z&to=2026-10-20T23:00:00Z&baseTo=2026-10-20T00:30:00Z');
    expect([empty.status, empty.text]).toEqual([400, expect.stringContaining('no reading')]);
    const late = await chart('from=2026-11-20T00:00:00Z&to=2026-11-20T01:00:00Z&baseTo=2026-11-20T02:00:00Z');
    expect([late.status, late.text]).toEqual([400, expect.stringContaining('baseTo')]);
  });

  it('is raw data that the gate of a report takes, by a digest that anybody can make again of the readings', async () => {
    const url = `/api/instrument-devices/${device.stream}/raw-data?from=2026-11-20T00:00:00Z&to=2026-11-20T01:00:00Z`;
    const named = await node.get<{ readings: number; rawFile: { name: string; digest: string } }>('tester', url);
    const plain = values.slice(0, 2).map((value, index) => ({ ...readingAt(index, 60 * index, value) }));
    const rows = plain.map((each) => ({ ...each, takenAt: each.takenAt.replace('.000Z', 'Z') }));
    const hash = createHash('sha256')
      .update(canonicalize(rows as unknown as JsonValue))
      .digest();
    expect(named).toMatchObject({ readings: 2, rawFile: { digest: digestFromSha256(new Uint8Array(hash)) } });
    const report = await draftReport(node);
    const marksWith = async (rawFiles: readonly object[]) => {
      await node.act('tester', `/api/report-cases/${report}/work`, { ...testWork(), rawFiles });
      const url = `/api/report-cases/${report}/gate`;
      const gate = await node.get<{ lines: { rule: string; marks: { code: string }[] }[] }>('tester', url);
      return gate.lines.filter(({ rule }) => rule === 'raw-data').flatMap(({ marks }) => marks.map(({ code }) => code));
    };
    expect(await marksWith([])).toContain('RAW_DATA_MISSING');
    expect(await marksWith([named.rawFile])).not.toContain('RAW_DATA_MISSING');
  });

  it('is the same after a rebuild', async () => {
    await expectRebuildEquals(node.recordKeeping, 'readings');
  });
});
