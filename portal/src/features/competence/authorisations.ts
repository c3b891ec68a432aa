// SPDX-License-Identifier: Apache-2.0
// Who of the own laboratory may test and sign: what is on record, a list to add to it, and an end.
import { base64Of } from '../../api/base64-of.ts';
import { ask } from '../../api/client.ts';
import { count, flag, list, maybe, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { record } from '../../api/record.ts';

/** Roles of those who see the authorisations. */
export const AUTHORISATION_READERS = [
  'laboratory-manager',
  'laboratory-sampler',
  'laboratory-tester',
  'laboratory-signatory',
] as readonly string[];

/** One authorisation. */
export interface Authorisation {
  readonly stream: string;
  /** Which one of a list; one that was given by itself has none. */
  readonly entry: number | undefined;
  readonly person: string;
  readonly may: 'test' | 'sign';
  /** Parameters and methods; empty where it is for all. */
  readonly lines: readonly string[];
  /** Why; undefined once it is erased. */
  readonly ground: string | undefined;
  readonly from: string;
  readonly until: string | undefined;
  readonly ended: boolean;
  /** Why it was ended; undefined once it is erased too. */
  readonly reason: string | undefined;
}

/** What is shown of them. */
export interface Authorisations {
  readonly items: readonly Authorisation[];
  readonly isWhole: boolean;
}

const readOne: Read<Authorisation> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'stream' | 'person' | 'from') => text(given[name], `${path}/${name}`);
  const lines = members(given.lines, `${path}/lines`);
  const names = (of: 'substances' | 'methods') => maybe(list(text))(lines[of], `${path}/lines/${of}`) ?? [];
  return {
    ...{ stream: read('stream'), person: read('person'), from: read('from') },
    entry: maybe(count)(given.entry, `${path}/entry`),
    may: oneOf(['test', 'sign'])(given.may, `${path}/may`),
    lines: [...names('substances'), ...names('methods')],
    until: maybe(text)(given.until, `${path}/until`),
    ground: maybe(text)(given.ground, `${path}/ground`),
    ended: flag(given.ended, `${path}/ended`),
    reason: maybe(text)(given.reason, `${path}/reason`),
  };
};

/** The authorisations of the own laboratory, one page of them. */
export function requestAuthorisations(_: undefined, signal: AbortSignal): Promise<Authorisations> {
  return ask('/api/laboratory-authorisations?limit=100', { signal }, (body) => {
    const given = members(body, '');
    return { items: list(readOne)(given.items, '/items'), isWhole: given.next === undefined };
  });
}

/** Hands in a list: all of it is recorded, or nothing. */
export async function handInAuthorisations(file: File, signal: AbortSignal): Promise<true> {
  return record('/api/laboratory-authorisation-lists', { file: file.name, content: await base64Of(file) }, signal);
}

/** Where an empty list is. */
export const authorisationTemplateUrl = (language: string) =>
  `/api/laboratory-authorisation-lists/template?${new URLSearchParams({ language })}`;

/** From which day on an authorisation holds no more, and why. */
export interface Ending {
  readonly of: Pick<Authorisation, 'stream' | 'entry'>;
  readonly to: string;
  readonly reason: string;
}

/** Ends one authorisation. */
export function endAuthorisation({ of: { stream, entry }, ...body }: Ending, signal: AbortSignal): Promise<true> {
  const which = entry === undefined ? {} : { entry };
  return record(`/api/laboratory-authorisations/${encodeURIComponent(stream)}/ends`, { ...body, ...which }, signal);
}
