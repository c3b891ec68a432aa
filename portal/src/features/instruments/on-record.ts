// SPDX-License-Identifier: Apache-2.0
import { ask } from '../../api/client.ts';
import { count, list, maybe, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { record } from '../../api/record.ts';
import type { StatementName } from '../statement/statement.ts';
import { type Certificate, referenceTo } from './certificates.ts';

/** Where an instrument comes from, seen from where its owner is; of many nobody has said it. */
export const ORIGINS = ['own', 'imported', 'unknown'] as const;
export type Origin = (typeof ORIGINS)[number];

const USE_STATES = ['in-use', 'not-calibrated', 'overdue', 'away', 'withdrawn'] as const;

/** An instrument of the own organisation in its state of today. */
export interface OwnInstrument {
  readonly stream: string;
  readonly name: string;
  readonly category: string;
  /** ISO 3166-1; empty where nobody said it. */
  readonly madeIn: string;
  readonly state: (typeof USE_STATES)[number];
  readonly until: string | undefined;
  /** In use, and no certificate is named by which. */
  readonly byKeeperAlone: boolean;
  /** By which it is in use; undefined where it is not. */
  readonly paper: InstrumentPaper | undefined;
}

const CERTIFICATE_STATUSES = [
  ...(['active', 'suspended', 'withdrawn', 'revoked', 'replaced', 'not-on-record'] as const),
  ...(['decided-false', 'decided-inaccurate'] as const),
] as const;

/** The certificate that is named for an instrument, as it stands, or what its keeper wrote of one. */
export interface InstrumentPaper {
  readonly number: string | undefined;
  readonly laboratory: string | undefined;
  readonly certificate: StatementName | undefined;
  readonly status: (typeof CERTIFICATE_STATUSES)[number] | undefined;
}

/** How many there are of each origin, and the first of those asked for. */
export interface OnRecord {
  readonly home: string;
  readonly counts: Readonly<Record<Origin, number>>;
  readonly items: readonly OwnInstrument[];
  readonly hasMore: boolean;
}

const readInstrument: Read<OwnInstrument> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'stream' | 'name' | 'category' | 'madeIn') => text(given[name], `${path}/${name}`);
  return {
    ...{ stream: read('stream'), name: read('name'), category: read('category'), madeIn: read('madeIn') },
    state: oneOf(USE_STATES)(given.state, `${path}/state`),
    until: maybe(text)(given.until, `${path}/until`),
    byKeeperAlone: given.byKeeperAlone === true,
    paper: given.paper === null ? undefined : readPaper(given.paper, `${path}/paper`),
  };
};

const orNull =
  <T>(read: Read<T>): Read<T | undefined> =>
  (value, path) =>
    value === null ? undefined : read(value, path);

const readName: Read<StatementName> = (value, path) => {
  const given = members(value, path);
  return { issuer: text(given.issuer, `${path}/issuer`), id: text(given.id, `${path}/id`) };
};

const readPaper: Read<InstrumentPaper> = (value, path) => {
  const given = members(value, path);
  return {
    number: orNull(text)(given.number, `${path}/number`),
    laboratory: orNull(text)(given.laboratory, `${path}/laboratory`),
    certificate: orNull(readName)(given.certificate, `${path}/certificate`),
    status: orNull(oneOf(CERTIFICATE_STATUSES))(given.status, `${path}/status`),
  };
};

const PAGE = 100;

/** Counts of all, and the instruments of one origin or of all. */
export async function requestOnRecord(origin: Origin | undefined, signal: AbortSignal): Promise<OnRecord> {
  const query = new URLSearchParams({ limit: String(PAGE), ...(origin === undefined ? {} : { origin }) });
  const [counted, listed] = await Promise.all([
    ask('/api/instrument-origins', { signal }, (body) => {
      const given = members(body, '');
      const of = (name: Origin) => count(given[name], `/${name}`);
      return {
        home: text(given.home, '/home'),
        counts: { own: of('own'), imported: of('imported'), unknown: of('unknown') },
      };
    }),
    ask(`/api/instruments?${query}`, { signal }, (body) => {
      const given = members(body, '');
      return { items: list(readInstrument)(given.items, '/items'), hasMore: given.next !== undefined };
    }),
  ]);
  return { ...counted, ...listed };
}

/** An instrument to be taken in, as it is typed; what is empty is left out. */
export interface TakingIn {
  readonly on: string;
  readonly name: string;
  readonly category: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly serialNumber: string;
  readonly madeIn: string;
  readonly place: string;
}

/** Takes an instrument in. */
export function takeInInstrument({ on, ...typed }: TakingIn, signal: AbortSignal): Promise<true> {
  const said = Object.entries(typed).map(([key, value]) => [key, value.trim()] as const);
  const description = Object.fromEntries(said.filter(([, value]) => value !== ''));
  return record('/api/instruments', { on, description }, signal);
}

export const EVENTS = ['calibrated', 'sent-away', 'returned', 'withdrawn'] as const;
export const AWAY_FOR = ['repair', 'calibration', 'loan'] as const;

/** Something that happened to an instrument, as it is typed. */
export interface Happening {
  readonly stream: string;
  readonly event: (typeof EVENTS)[number];
  readonly on: string;
  /** Of a calibration: until when, and by which certificate on record, or else by which paper of whom. */
  readonly dueOn: string;
  readonly certificate: Certificate | undefined;
  readonly number: string;
  readonly laboratory: string;
  readonly awayFor: (typeof AWAY_FOR)[number];
  /** Why it was withdrawn, or what to say of its return. */
  readonly words: string;
}

/** Records what happened to an instrument. */
export function recordHappening(given: Happening, signal: AbortSignal): Promise<true> {
  return record(`/api/instruments/${encodeURIComponent(given.stream)}/events`, eventOf(given), signal);
}

function eventOf({ event, on, dueOn, certificate, number, laboratory, awayFor, words }: Happening): object {
  const known = (parts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(parts).filter(([, value]) => value.trim() !== ''));
  switch (event) {
    case 'calibrated':
      if (certificate === undefined) return { event, on, ...known({ dueOn, number, laboratory }) };
      return { event, on, ...known({ dueOn }), certificate: referenceTo(certificate) };
    case 'sent-away':
      return { event, on, for: awayFor };
    case 'returned':
      return { event, on, ...known({ note: words }) };
    case 'withdrawn':
      return { event, on, reason: words };
  }
}
