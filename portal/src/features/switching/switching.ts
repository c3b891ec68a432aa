// SPDX-License-Identifier: Apache-2.0
import { ask } from '../../api/client.ts';
import { flag, list, maybe, members, type Read, text } from '../../api/narrow.ts';

/** An edition that another took the place of, as the notices on record say. */
export interface Replaced {
  readonly edition: string;
  readonly by: string;
  readonly title: string;
}

/** What the page relies on of a `WhoMustSwitch`. */
export type Switching = ReturnType<typeof readSwitching>;

/** Editions that were replaced, from the notices in force, the first two hundred. */
export function requestReplaced(_: undefined, signal: AbortSignal): Promise<readonly Replaced[]> {
  return ask('/api/metrology-attestations?kind=TechnicalSpecification&limit=200', { signal }, (body) =>
    readReplaced(body, ''),
  );
}

/** Who must switch from an edition, as it stands on a day. */
export function requestSwitching(
  { edition, on }: { readonly edition: string; readonly on: string },
  signal: AbortSignal,
): Promise<Switching> {
  const query = on === '' ? '' : `?on=${encodeURIComponent(on)}`;
  return ask(`/api/specifications/${encodeURIComponent(edition)}/switching${query}`, { signal }, (body) =>
    readSwitching(body, ''),
  );
}

/** The notices as pairs of editions, each once; a notice may say it of the old edition or of the new one. */
export const readReplaced: Read<readonly Replaced[]> = (value, path) => {
  const found = list((each, at): readonly Replaced[] => {
    const given = members(each, at);
    const content = members(given.content, `${at}/content`);
    const [number, title] = [text(given.number, `${at}/number`), text(given.name, `${at}/name`)];
    const later = maybe(text)(content.replacedBy, `${at}/content/replacedBy`);
    const earlier = maybe(list(text))(content.replaces, `${at}/content/replaces`) ?? [];
    return [
      ...earlier.map((edition) => ({ edition, by: number, title })),
      ...(later === undefined ? [] : [{ edition: number, by: later, title }]),
    ];
  })(members(value, path).items, `${path}/items`).flat();
  const once = new Map(found.map((each) => [`${each.edition} ${each.by}`, each]));
  return [...once.values()].sort((one, other) => one.edition.localeCompare(other.edition));
};

/** Reads the answer; throws ShapeError naming the place where it differs. */
export function readSwitching(value: unknown, path: string) {
  const given = members(value, path);
  return {
    specification: text(given.specification, `${path}/specification`),
    on: text(given.on, `${path}/on`),
    by: maybe(text)(given.by, `${path}/by`),
    successors: list(readSuccessor)(given.successors, `${path}/successors`),
    lines: list(readLine)(given.lines, `${path}/lines`),
    standards: list(readStandard)(given.standards, `${path}/standards`),
  };
}

const readSuccessor = ((value, path) => {
  const given = members(value, path);
  return {
    specification: text(given.specification, `${path}/specification`),
    place: text(given.place, `${path}/place`),
    from: text(given.from, `${path}/from`),
    switchBy: list((each, at) => {
      const deadline = members(each, at);
      return { who: text(deadline.who, `${at}/who`), by: text(deadline.by, `${at}/by`) };
    })(given.switchBy, `${path}/switchBy`),
  };
}) satisfies Read<unknown>;

const readLine = ((value, path) => {
  const given = members(value, path);
  const read = (name: string) => text(given[name], `${path}/${name}`);
  return {
    ...{ name: read('name'), body: read('body'), line: read('line'), activity: read('activity') },
    ...{ property: read('property'), issuer: read('issuer'), id: read('statementId') },
    certificateNumber: read('certificateNumber'),
    overdue: flag(given.overdue, `${path}/overdue`),
  };
}) satisfies Read<unknown>;

const readStandard = ((value, path) => {
  const given = members(value, path);
  const read = (name: string) => text(given[name], `${path}/${name}`);
  return {
    ...{ standard: read('standard'), keeper: read('keeper'), keeperName: read('keeperName') },
    ...{ certificateNumber: read('certificateNumber'), issuer: read('issuer'), id: read('statementId') },
    until: maybe(text)(given.until, `${path}/until`),
    overdue: flag(given.overdue, `${path}/overdue`),
  };
}) satisfies Read<unknown>;
