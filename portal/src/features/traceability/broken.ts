// SPDX-License-Identifier: Apache-2.0
import { ask } from '../../api/client.ts';
import { count, list, maybe, members, type Read, text } from '../../api/narrow.ts';
import { type PaperName, readLink, readPaper, type TraceLink } from './graph.ts';

/** A broken link of something public, with the certificate in which it is. */
export interface BrokenLink extends TraceLink {
  readonly thing: string;
  readonly place: string;
  readonly certificate: PaperName;
  /** Name of what it should rest on. */
  readonly above: string;
  /** The last day on which its certificate held, and how many days ago, where it has run out. */
  readonly runOut: RunOut | undefined;
}

/** When a certificate ran out that nothing renewed, or what ended it before that. */
export interface RunOut {
  readonly until: string;
  readonly days: number;
  readonly ended: { readonly status: string; readonly on: string } | undefined;
}

/** Broken links, and how many public things were looked at. */
export interface BrokenLinks {
  readonly on: string;
  readonly examined: number;
  readonly items: readonly BrokenLink[];
  readonly next: string | undefined;
}

/** A place and a day; `cursor` goes on after a page. */
export interface BrokenQuestion {
  readonly place: string;
  readonly on: string;
  readonly before?: BrokenLinks | undefined;
}

/** One page of broken links, behind those that are there already. */
export async function requestBroken({ place, on, before }: BrokenQuestion, signal: AbortSignal): Promise<BrokenLinks> {
  const query = new URLSearchParams({ place, on, limit: '100' });
  if (before?.next !== undefined) query.set('cursor', before.next);
  const page = await ask(`/api/traceability/broken?${query}`, { signal }, (body) => readPage(body, ''));
  if (before === undefined) return page;
  return { ...page, examined: before.examined + page.examined, items: [...before.items, ...page.items] };
}

const readEnded: Read<NonNullable<RunOut['ended']>> = (value, path) => {
  const given = members(value, path);
  return { status: text(given.status, `${path}/status`), on: text(given.on, `${path}/on`) };
};

const readRunOut: Read<RunOut> = (value, path) => {
  const given = members(value, path);
  return {
    ...{ until: text(given.until, `${path}/until`), days: count(given.days, `${path}/days`) },
    ended: maybe(readEnded)(given.ended, `${path}/ended`),
  };
};

const readBroken: Read<BrokenLink> = (value, path) => {
  const given = members(value, path);
  return {
    ...readLink(value, path),
    thing: text(given.thing, `${path}/thing`),
    place: text(given.place, `${path}/place`),
    certificate: readPaper(given.certificate, `${path}/certificate`),
    above: text(given.above, `${path}/above`),
    runOut: maybe(readRunOut)(given.runOut, `${path}/runOut`),
  };
};

const readPage: Read<BrokenLinks> = (value, path) => {
  const given = members(value, path);
  return {
    on: text(given.on, `${path}/on`),
    examined: count(given.examined, `${path}/examined`),
    items: list(readBroken)(given.items, `${path}/items`),
    next: maybe(text)(given.next, `${path}/next`),
  };
};
