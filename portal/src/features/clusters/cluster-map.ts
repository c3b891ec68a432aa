// SPDX-License-Identifier: Apache-2.0
import { ask } from '../../api/client.ts';
import { count, flag, list, maybe, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { base64Of } from '../../api/base64-of.ts';
import { record } from '../../api/record.ts';

export const OUTCOMES = ['covered', 'in-part', 'not'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What must be tested or measured. */
export interface Need {
  readonly activity: 'testing' | 'calibration';
  readonly property: string;
  readonly method: string | undefined;
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly uncertainty: string | undefined;
}

/** A laboratory, and how far it is. */
export interface Where {
  readonly laboratory: string;
  readonly places: readonly string[];
  readonly samePlace: boolean;
  readonly kilometres: number | undefined;
}

/** A line of a laboratory's scope, and how far it covers a need. */
export interface FoundLine extends Where {
  readonly certificateNumber: string;
  readonly line: string;
  readonly outcome: Outcome;
  readonly because: readonly string[];
  readonly best: string | undefined;
}

/** A need of a cluster, with who covers it. */
export interface MappedNeed extends Need {
  readonly outcome: Outcome;
  readonly by: readonly FoundLine[];
  readonly lacking: readonly FoundLine[];
}

/** A cluster with its needs, and the laboratories that cover any of them. */
export interface MappedCluster {
  readonly cluster: string;
  readonly name: string;
  readonly place: string;
  readonly demonstration: boolean;
  readonly needs: readonly MappedNeed[];
  readonly institutions: readonly (Where & { readonly covers: number; readonly inPart: number })[];
}

/** Clusters, needs, laboratories and gaps on a day. */
export interface ClusterMap {
  readonly on: string;
  readonly complete: boolean;
  readonly clusters: readonly MappedCluster[];
  readonly gaps: readonly (Need & { readonly outcome: Outcome; readonly clusters: readonly string[] })[];
}

type Given = Readonly<Record<string, unknown>>;

const readQuantity: Read<string> = (value, path) => {
  const given = members(value, path);
  return `${text(given.value, `${path}/value`)} ${text(given.unit, `${path}/unit`)}`;
};

function needOf(given: Given, path: string): Need & { readonly outcome: Outcome } {
  return {
    activity: oneOf(['testing', 'calibration'])(given.activity, `${path}/activity`),
    property: text(given.property, `${path}/property`),
    method: maybe(text)(given.method, `${path}/method`),
    from: maybe(readQuantity)(given.from, `${path}/from`),
    to: maybe(readQuantity)(given.to, `${path}/to`),
    uncertainty: maybe(readQuantity)(given.expandedUncertainty, `${path}/expandedUncertainty`),
    outcome: oneOf(OUTCOMES)(given.outcome, `${path}/outcome`),
  };
}

function whereOf(given: Given, path: string): Where {
  return {
    laboratory: text(given.laboratory, `${path}/laboratory`),
    places: list(text)(given.places, `${path}/places`),
    samePlace: flag(given.samePlace, `${path}/samePlace`),
    kilometres: maybe(count)(given.kilometres, `${path}/kilometres`),
  };
}

const readFound: Read<FoundLine> = (value, path) => {
  const given = members(value, path);
  return {
    ...whereOf(given, path),
    certificateNumber: text(given.certificateNumber, `${path}/certificateNumber`),
    line: text(given.line, `${path}/line`),
    outcome: oneOf(OUTCOMES)(given.outcome, `${path}/outcome`),
    because: list(text)(given.because, `${path}/because`),
    best: maybe(text)(given.best, `${path}/best`),
  };
};

const readNeed: Read<MappedNeed> = (value, path) => {
  const given = members(value, path);
  const [by, lacking] = [list(readFound)(given.by, `${path}/by`), list(readFound)(given.lacking, `${path}/lacking`)];
  return { ...needOf(given, path), by, lacking };
};

const readCluster: Read<MappedCluster> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'cluster' | 'name' | 'place') => text(given[name], `${path}/${name}`);
  return {
    ...{ cluster: read('cluster'), name: read('name'), place: read('place') },
    demonstration: flag(given.demonstration, `${path}/demonstration`),
    needs: list(readNeed)(given.needs, `${path}/needs`),
    institutions: list<MappedCluster['institutions'][number]>((each, at) => {
      const one = members(each, at);
      const [covers, inPart] = [count(one.covers, `${at}/covers`), count(one.inPart, `${at}/inPart`)];
      return { ...whereOf(one, at), covers, inPart };
    })(given.institutions, `${path}/institutions`),
  };
};

/** The map as the server answers it. */
export const readClusterMap: Read<ClusterMap> = (value, path) => {
  const given = members(value, path);
  return {
    on: text(given.on, `${path}/on`),
    complete: flag(given.complete, `${path}/complete`),
    clusters: list(readCluster)(given.clusters, `${path}/clusters`),
    gaps: list<ClusterMap['gaps'][number]>((each, at) => {
      const gap = members(each, at);
      return { ...needOf(gap, at), clusters: list(text)(gap.clusters, `${at}/clusters`) };
    })(given.gaps, `${path}/gaps`),
  };
};

/** The map of today. */
export function requestClusterMap(_: undefined, signal: AbortSignal): Promise<ClusterMap> {
  return ask('/api/cluster-map', { signal }, (body) => readClusterMap(body, ''));
}

/** Hands in a list in place of the own one before. */
export async function handInClusters(file: File, signal: AbortSignal): Promise<true> {
  return record('/api/cluster-list', { file: file.name, content: await base64Of(file) }, signal);
}

/** A need as one text: by it columns of the matrix are the same. */
export function needKey({ activity, property, method, from, to, uncertainty }: Need): string {
  return JSON.stringify([activity, property, method, from, to, uncertainty]);
}

/** What is measured, its stretch, how well, and by which method; `sayOr` has the reader's words for it. */
export function describeNeed(
  { property, method, from, to, uncertainty }: Need,
  sayOr: (id: string, fallback: string) => string,
): string {
  const name = sayOr(`substance.${property}`, sayOr(`quantity.${property}`, property));
  const stretch = from === to ? from : [from, to].filter((end) => end !== undefined).join(' – ');
  const parts = [name, stretch, uncertainty === undefined ? undefined : `U ≤ ${uncertainty}`, method];
  return parts.filter((part) => part !== undefined).join(', ');
}

/** The columns of the matrix: every need of any cluster once, tests first. */
export function columnsOf({ clusters }: Pick<ClusterMap, 'clusters'>): readonly Need[] {
  const each = new Map(clusters.flatMap(({ needs }) => needs.map((need) => [needKey(need), need] as const)));
  return [...each].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, need]) => need);
}

const inLanguage = (path: string, language: string) => `${path}?${new URLSearchParams({ language })}`;

/** Where an empty list is. */
export const templateUrl = (language: string) => inLanguage('/api/cluster-list/template', language);

/** Where the map is as a workbook. */
export const workbookUrl = (language: string) => inLanguage('/api/cluster-map/workbook', language);
