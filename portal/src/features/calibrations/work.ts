// SPDX-License-Identifier: Apache-2.0
// Work of calibrations that persons of the own laboratory wrote down, and writing it down.
import { ask } from '../../api/client.ts';
import { flag, list, maybe, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { record } from '../../api/record.ts';
import { NO_STEP, sheetStep, type TypedStep } from '../issue-gate/worksheet.ts';

const USE_STATES = ['proposed', 'signed', 'revoked'] as const;

/** A step of a record, as far as lists show it. */
export interface ShownStep {
  readonly what: string;
  readonly site: string;
  readonly from: string;
  readonly to: string;
}

/** A record of work. */
export interface CalibrationWork {
  readonly stream: string;
  readonly thing: string;
  readonly person: string;
  readonly isOwn: boolean;
  readonly isTakenBack: boolean;
  readonly recordedAt: string;
  readonly points: readonly string[];
  readonly steps: readonly ShownStep[];
  /** The certificates that name it. */
  readonly usedIn: readonly { readonly number: string; readonly state: (typeof USE_STATES)[number] }[];
}

/** A record as it is typed. */
export interface TypedWork {
  readonly thing: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  /** Parted by semicolons; empty, all points of the certificate. */
  readonly points: string;
  readonly steps: readonly TypedStep[];
}

export const NO_WORK: TypedWork = {
  ...{ thing: '', manufacturer: '', model: '', serial: '', points: '', steps: [NO_STEP] },
};

/** What the own laboratory wrote down last. */
export function requestWork(_: undefined, signal: AbortSignal): Promise<readonly CalibrationWork[]> {
  return requestWith({ limit: '50' }, signal);
}

/** What was written down of one thing and is in no signed certificate. */
export function requestOpenWork(thing: string, signal: AbortSignal): Promise<readonly CalibrationWork[]> {
  return requestWith({ thing, open: 'true', limit: '100' }, signal);
}

function requestWith(query: Readonly<Record<string, string>>, signal: AbortSignal) {
  return ask(`/api/calibration-work?${new URLSearchParams(query)}`, { signal }, (body) =>
    list(readWork)(members(body, '').items, '/items'),
  );
}

/** Writes down one's own steps. */
export function writeWork(typed: TypedWork, signal: AbortSignal): Promise<true> {
  return record('/api/calibration-work', workOf(typed), signal);
}

/** What is handed in. */
export function workOf({ thing, manufacturer, model, serial, points, steps }: TypedWork): object {
  const said = { manufacturer, model, serialNumber: serial };
  const item = Object.fromEntries(
    Object.entries(said).flatMap(([part, value]) => (value.trim() === '' ? [] : [[part, value.trim()]])),
  );
  const named = points.split(';').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
  return {
    thing: thing.trim(),
    ...(Object.keys(item).length === 0 ? {} : { item }),
    ...(named.length === 0 ? {} : { points: named }),
    steps: steps.map(sheetStep),
  };
}

/** Takes one's own record back. */
export function takeBackWork(
  { stream, reason }: { readonly stream: string; readonly reason: string },
  signal: AbortSignal,
): Promise<true> {
  return record(`/api/calibration-work/${encodeURIComponent(stream)}/taking-back`, { reason: reason.trim() }, signal);
}

const readStep: Read<ShownStep> = (value, path) => {
  const given = members(value, path);
  const read = (name: keyof ShownStep) => text(given[name], `${path}/${name}`);
  return { what: read('what'), site: read('site'), from: read('from'), to: read('to') };
};

const readUse: Read<CalibrationWork['usedIn'][number]> = (value, path) => {
  const given = members(value, path);
  return { number: text(given.number, `${path}/number`), state: oneOf(USE_STATES)(given.state, `${path}/state`) };
};

const readWork: Read<CalibrationWork> = (value, path) => {
  const given = members(value, path);
  const read = (name: string) => text(given[name], `${path}/${name}`);
  return {
    ...{ stream: read('stream'), thing: read('thing'), person: read('person'), recordedAt: read('recordedAt') },
    ...{ isOwn: flag(given.isOwn, `${path}/isOwn`), isTakenBack: flag(given.takenBack, `${path}/takenBack`) },
    points: maybe(list(text))(given.points, `${path}/points`) ?? [],
    steps: list(readStep)(given.steps, `${path}/steps`),
    usedIn: list(readUse)(given.usedIn, `${path}/usedIn`),
  };
};
