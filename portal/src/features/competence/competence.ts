// SPDX-License-Identifier: Apache-2.0
import { ask } from '../../api/client.ts';
import { list, maybe, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { record } from '../../api/record.ts';

const STATES = ['shown', 'missing', 'lapsed', 'not-met'] as const;
export type State = (typeof STATES)[number];

/** How a person stands to one thing that is asked. */
interface DemandStanding {
  readonly demand: string;
  readonly state: State;
  readonly on: string | undefined;
  readonly until: string | undefined;
}

/** The file of one person. */
export interface CompetenceFile {
  readonly stream: string;
  readonly person: string;
  readonly name: string | undefined;
  readonly standings: readonly {
    readonly function: string;
    readonly state: State;
    readonly demands: readonly DemandStanding[];
  }[];
}

/** What lapses soon, or has. */
interface Reminder {
  readonly person: string;
  readonly function: string;
  readonly demand: string;
  readonly dueOn: string;
  readonly level: 'due-soon' | 'overdue';
}

/** A stay at another institute. */
export interface Exchange {
  readonly stream: string;
  readonly person: string;
  readonly name: string | undefined;
  readonly host: string;
  readonly place: string;
  readonly from: string;
  readonly to: string;
  readonly purpose: string;
  readonly state: 'planned' | 'took-place' | 'did-not-take-place';
}

/** Everything that the page shows. */
export interface Competence {
  readonly files: readonly CompetenceFile[];
  readonly reminders: readonly Reminder[];
  readonly exchanges: readonly Exchange[];
}

const readDemand: Read<DemandStanding> = (value, path) => {
  const given = members(value, path);
  return {
    ...{ demand: text(given.demand, `${path}/demand`), state: oneOf(STATES)(given.state, `${path}/state`) },
    ...{ on: maybe(text)(given.on, `${path}/on`), until: maybe(text)(given.until, `${path}/until`) },
  };
};

/** One file, as the server answers it. */
const readFile: Read<CompetenceFile> = (value, path) => {
  const given = members(value, path);
  return {
    ...{ stream: text(given.stream, `${path}/stream`), person: text(given.person, `${path}/person`) },
    name: maybe(text)(given.name, `${path}/name`),
    standings: list<CompetenceFile['standings'][number]>((each, at) => {
      const standing = members(each, at);
      return {
        function: text(standing.function, `${at}/function`),
        state: oneOf(STATES)(standing.state, `${at}/state`),
        demands: list(readDemand)(standing.demands, `${at}/demands`),
      };
    })(given.standings, `${path}/standings`),
  };
};

const readReminder: Read<Reminder> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'person' | 'function' | 'demand' | 'dueOn') => text(given[name], `${path}/${name}`);
  return {
    ...{ person: read('person'), function: read('function'), demand: read('demand'), dueOn: read('dueOn') },
    level: oneOf(['due-soon', 'overdue'])(given.level, `${path}/level`),
  };
};

const readExchange: Read<Exchange> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'stream' | 'person' | 'host' | 'place' | 'from' | 'to' | 'purpose') =>
    text(given[name], `${path}/${name}`);
  return {
    ...{ stream: read('stream'), person: read('person'), host: read('host'), place: read('place') },
    ...{ from: read('from'), to: read('to'), purpose: read('purpose') },
    name: maybe(text)(given.name, `${path}/name`),
    state: oneOf(['planned', 'took-place', 'did-not-take-place'])(given.state, `${path}/state`),
  };
};

const items = <T>(path: string, read: Read<T>, signal: AbortSignal) =>
  ask(`${path}?limit=100`, { signal }, (body) => list(read)(members(body, '').items, '/items'));

/** Files, reminders and exchanges that whoever is signed in may see. */
export async function requestCompetence(_: undefined, signal: AbortSignal): Promise<Competence> {
  const [files, reminders, exchanges] = await Promise.all([
    items('/api/competence-files', readFile, signal),
    items('/api/competence-reminders', readReminder, signal),
    items('/api/competence-exchanges', readExchange, signal),
  ]);
  return { files, reminders, exchanges };
}

/** What is recorded of a person. */
export interface Recording {
  readonly stream: string;
  readonly function: string;
  readonly demand: string;
  readonly on: string;
  /** The last day for which it holds; empty where no certificate says so. */
  readonly until: string;
  readonly outcome: 'met' | 'not-met';
  readonly details: string;
}

/** Puts one record into a file. */
export function recordCompetence({ stream, details, until, ...given }: Recording, signal: AbortSignal): Promise<true> {
  const optional = { ...(details.trim() === '' ? {} : { details }), ...(until === '' ? {} : { until }) };
  const body = { ...given, ...optional };
  return record(`/api/competence-files/${encodeURIComponent(stream)}/records`, body, signal);
}
