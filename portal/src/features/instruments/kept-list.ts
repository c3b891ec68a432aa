// SPDX-License-Identifier: Apache-2.0
import { ask } from '../../api/client.ts';
import { list, maybe, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { readPlan } from './instrument-plan.ts';

/** The list that an organisation keeps, answered as of today. */
export type KeptList = ReturnType<typeof readKept>;
export type Reminder = ReturnType<typeof readReminder>;

/** What is shown of it: the plan and the inbox. */
export interface Upkeep {
  readonly list: KeptList;
  readonly reminders: readonly Reminder[];
}

/** A list to be kept in place of the one before. */
export interface ListKept {
  readonly file: File;
  readonly ratio: string;
  readonly language: string;
}

/** The kept list with what to do with each instrument, and what was reminded of. */
export async function requestUpkeep(language: string, signal: AbortSignal): Promise<Upkeep> {
  const [kept, reminders] = await Promise.all([
    ask(`/api/instrument-list?${new URLSearchParams({ language })}`, { signal }, (body) => readKept(body, '')),
    ask('/api/instrument-reminders?limit=200', { signal }, (body) =>
      list(readReminder)(members(body, '').items, '/items'),
    ),
  ]);
  return { list: kept, reminders };
}

/** Hands the list in and answers what is then kept; with a fault in any cell nothing of it is. */
export async function keepList({ file, ratio, language }: ListKept, signal: AbortSignal): Promise<Upkeep> {
  const workbook = base64Of(new Uint8Array(await file.arrayBuffer()));
  const headers = { 'content-type': 'application/json', 'idempotency-key': newKey() };
  const body = JSON.stringify({ file: file.name, workbook, ratio });
  await ask('/api/instrument-list', { method: 'POST', body, headers, signal }, () => undefined);
  return requestUpkeep(language, signal);
}

/** A name for one act; randomUUID is there on secure pages only. */
function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

const PIECE = 0x8000;

function base64Of(bytes: Uint8Array): string {
  let binary = '';
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += PIECE) binary += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(binary);
}

/** Reads the answer; throws ShapeError naming the place where it differs. */
export function readKept(value: unknown, path: string) {
  const given = members(value, path);
  return {
    keptOn: maybe(text)(given.keptOn, `${path}/keptOn`),
    ...{ on: text(given.on, `${path}/on`), ratio: text(given.ratio, `${path}/ratio`) },
    plans: list(readPlan)(given.plans, `${path}/plans`),
    calendar: text(given.calendar, `${path}/calendar`),
  };
}

const readReminder = ((value, path) => {
  const given = members(value, path);
  const read = (name: string) => text(given[name], `${path}/${name}`);
  return {
    ...{ instrument: read('instrument'), action: read('action'), dueOn: read('dueOn'), since: read('since') },
    level: oneOf(['due-soon', 'overdue'])(given.level, `${path}/level`),
  };
}) satisfies Read<unknown>;
