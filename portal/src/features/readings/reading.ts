// SPDX-License-Identifier: Apache-2.0
import { ask } from '../../api/client.ts';
import { count, flag, list, maybe, members, type Read, text } from '../../api/narrow.ts';

/** A device of an own instrument, with the key that signs its readings. */
export type Device = ReturnType<typeof readDevice>;
/** One reading as it was signed, with everything that is odd about it. */
export type Reading = ReturnType<typeof readReading>;

/** The readings of one device in a span of days; `isWhole` is false where there are more than are fetched. */
export interface Series {
  readonly readings: readonly Reading[];
  readonly isWhole: boolean;
}

/** What is asked for; an empty day is open. Days are those of UTC+08:00. */
export interface SeriesAsked {
  readonly device: Pick<Device, 'stream' | 'instrument'>;
  readonly from: string;
  readonly to: string;
}

/** Most readings that one drawing shows. */
export const READINGS_MAX = 1_000;
const PAGE = 200;

/** The devices of the own instruments, the first two hundred. */
export function requestDevices(_: undefined, signal: AbortSignal): Promise<readonly Device[]> {
  return ask(`/api/instrument-devices?limit=${PAGE}`, { signal }, (body) =>
    list(readDevice)(members(body, '').items, '/items'),
  );
}

/** The readings of a device, page by page in the order of their times. */
export async function requestSeries({ device, from, to }: SeriesAsked, signal: AbortSignal): Promise<Series> {
  const query = new URLSearchParams({
    ...{ device: device.stream, limit: String(PAGE) },
    ...(from === '' ? {} : { from: `${from}T00:00:00+08:00` }),
    ...(to === '' ? {} : { to: `${to}T23:59:59.999+08:00` }),
  });
  const readings: Reading[] = [];
  let next: string | undefined;
  do {
    if (next !== undefined) query.set('cursor', next);
    const path = `/api/instruments/${encodeURIComponent(device.instrument)}/readings?${query}`;
    const page = await ask(path, { signal }, readPage);
    readings.push(...page.items);
    next = page.next;
  } while (next !== undefined && readings.length < READINGS_MAX);
  return { readings, isWhole: next === undefined };
}

/** Why a reading is marked: the first is what is drawn, and each is said. */
export type Oddity = 'distrusted' | 'behind' | 'gap';

/** Everything that is odd about a reading, the gravest first. */
export function odditiesOf({ isDistrusted, isBehind, missingBefore }: Reading): readonly Oddity[] {
  return [
    ...(isDistrusted ? (['distrusted'] as const) : []),
    ...(isBehind ? (['behind'] as const) : []),
    ...(missingBefore > 0 ? (['gap'] as const) : []),
  ];
}

function readPage(body: unknown) {
  const given = members(body, '');
  return { items: list(readReading)(given.items, '/items'), next: maybe(text)(given.next, '/next') };
}

const readDevice = ((value, path) => {
  const given = members(value, path);
  const read = (name: string) => text(given[name], `${path}/${name}`);
  return {
    ...{ stream: read('stream'), instrument: read('instrument'), instrumentName: read('instrumentName') },
    ...{ name: read('name'), quantity: read('quantity'), unit: read('unit'), key: read('key'), from: read('from') },
    revokedOn: maybe(text)(given.revokedOn, `${path}/revokedOn`),
    distrustedFrom: maybe(text)(given.distrustedFrom, `${path}/distrustedFrom`),
    reason: maybe(text)(given.reason, `${path}/reason`),
  };
}) satisfies Read<unknown>;

/** Reads one reading; throws ShapeError naming the place where it differs. */
export const readReading = ((value, path) => {
  const given = members(value, path);
  const read = (name: string) => text(given[name], `${path}/${name}`);
  return {
    sequence: count(given.sequence, `${path}/sequence`),
    ...{ takenAt: read('takenAt'), value: read('value'), unit: read('unit'), receivedAt: read('receivedAt') },
    specimen: maybe(text)(given.specimen, `${path}/specimen`),
    missingBefore: count(given.missingBefore, `${path}/missingBefore`),
    isBehind: flag(given.isBehind, `${path}/isBehind`),
    isDistrusted: flag(given.isDistrusted, `${path}/isDistrusted`),
  };
}) satisfies Read<unknown>;
