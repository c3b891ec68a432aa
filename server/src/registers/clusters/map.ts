// SPDX-License-Identifier: Apache-2.0
import type { ClusterNeed } from '@touchstone/dossier';
import { editionCovers, type Place, parseStandardNumber, sameStandard } from '@touchstone/identifiers';
import {
  type Capability,
  compareNearness,
  coverNeed,
  coverNeedTogether,
  coverTestingNeed,
  type NeedCoverage,
  nearnessOf,
  type Site,
  type WorkingRange,
} from '@touchstone/metrology/capability';

/** One line of a scope in force, with whose it is and where. */
export interface OfferedLine {
  readonly body: string;
  readonly laboratory: string;
  readonly certificateNumber: string;
  readonly line: string;
  readonly property: string;
  /** The method with its edition. */
  readonly standard: string;
  readonly content: object;
  readonly sites: readonly Site[];
}

/** A cluster with what it needs. */
export interface NeedyCluster {
  readonly cluster: string;
  readonly place: Place;
  readonly coordinates: Site['coordinates'];
  readonly needs: readonly ClusterNeed[];
}

type Offers = Readonly<Record<ClusterNeed['activity'], ReadonlyMap<string, readonly OfferedLine[]>>>;
const LACKING_SHOWN = 3;
const BY_SHOWN = 20;

/** Which needs of each cluster are covered by whom, how far away, and what nobody covers. */
export function mapClusters<Cluster extends NeedyCluster>(clusters: readonly Cluster[], offers: Offers) {
  const mapped = clusters.map(({ needs, coordinates, ...cluster }) => {
    const from = { place: cluster.place, coordinates };
    const covered = needs.map((need) => coverageOf(need, offers[need.activity].get(need.property) ?? [], from));
    return {
      ...cluster,
      needs: covered.map(({ by, ...need }) => ({ ...need, by: by.slice(0, BY_SHOWN) })),
      institutions: institutionsOf(covered),
    };
  });
  return { clusters: mapped, gaps: gapsIn(mapped) };
}

type Found = ReturnType<typeof findLine>;

function coverageOf(need: ClusterNeed, lines: readonly OfferedLine[], from: Site) {
  const each = lines.map((line) => findLine(line, need, from));
  const found = [...each, ...joined(lines, each, need)].sort(compareFound);
  const by = found.filter((one) => one.outcome !== 'not');
  return {
    ...need,
    outcome: by[0]?.outcome ?? ('not' as const),
    by,
    lacking: found.filter((one) => one.outcome === 'not').slice(0, LACKING_SHOWN),
  };
}

/** Lines of one body that cover together what none covers alone, as one entry for each body; the lines stay in it by name. */
function joined(lines: readonly OfferedLine[], found: readonly Found[], need: ClusterNeed): readonly Found[] {
  if (need.activity !== 'calibration') return [];
  const ofBody = Map.groupBy(found.entries(), ([, { body }]) => body);
  return [...ofBody.values()].flatMap((all) => {
    const inPart = all.filter(([, { outcome }]) => outcome === 'in-part');
    const [first] = inPart;
    if (first === undefined || all.some(([, { outcome }]) => outcome === 'covered')) return [];
    const together = coverNeedTogether(
      inPart.map(([at]) => (lines[at] as OfferedLine).content as Capability),
      need,
    );
    if (together === undefined) return [];
    const names = together.used.map((at) => (inPart[at] as (typeof inPart)[number])[1].line);
    return [{ ...first[1], line: names.join(' + '), outcome: 'covered', because: [], best: together.best }];
  });
}

const ORDER: readonly NeedCoverage['outcome'][] = ['covered', 'in-part', 'not'];

function compareFound(a: Found, b: Found): number {
  const byOutcome = ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome);
  return byOutcome || compareNearness(a, b) || (a.laboratory < b.laboratory ? -1 : a.laboratory > b.laboratory ? 1 : 0);
}

function findLine({ content, sites, property: _, ...line }: OfferedLine, need: ClusterNeed, from: Site) {
  const covered =
    need.activity === 'calibration'
      ? coverNeed(content as Capability, need)
      : coverTestingNeed(content as WorkingRange, need);
  const isMethod = need.method === undefined || answersMethod(line.standard, need.method);
  const because = [...covered.because, ...(isMethod ? [] : (['method'] as const))];
  const places = [...new Set(sites.flatMap(({ place }) => place ?? []))];
  const outcome = isMethod ? covered.outcome : ('not' as const);
  return { ...line, ...covered, outcome, because, places, ...nearnessOf(sites, from) };
}

/** A method that is named with its year wants that edition, and one without any edition of it. */
function answersMethod(offered: string, wanted: string): boolean {
  try {
    const [one, other] = [parseStandardNumber(offered), parseStandardNumber(wanted)];
    return other.year === undefined ? sameStandard(one, other) : editionCovers(one, other) || editionCovers(other, one);
  } catch {
    // A procedure of a laboratory's own is no standard: its name is all there is.
    return offered.trim() === wanted.trim();
  }
}

/** The laboratories that cover anything of a cluster, those that cover most first. */
function institutionsOf(needs: readonly { readonly by: readonly Found[] }[]) {
  const each = new Map<string, { first: Found; covers: Set<number>; inPart: Set<number> }>();
  for (const [index, { by }] of needs.entries()) {
    for (const found of by) {
      const known = each.get(found.body) ?? { first: found, covers: new Set(), inPart: new Set() };
      (found.outcome === 'covered' ? known.covers : known.inPart).add(index);
      each.set(found.body, known);
    }
  }
  return [...each.values()]
    .map(({ first: { laboratory, body, places, samePlace, kilometres }, covers, inPart }) => ({
      ...{ laboratory, body, places, samePlace, ...(kilometres === undefined ? {} : { kilometres }) },
      ...{ covers: covers.size, inPart: [...inPart].filter((index) => !covers.has(index)).length },
    }))
    .sort((a, b) => b.covers - a.covers || b.inPart - a.inPart || compareNearness(a, b));
}

type Mapped = { readonly cluster: string; readonly needs: readonly (ClusterNeed & { outcome: Found['outcome'] })[] };

/** What nobody covers whole, the same need of several clusters as one. */
function gapsIn(clusters: readonly Mapped[]) {
  const gaps = new Map<string, ClusterNeed & { outcome: 'in-part' | 'not'; clusters: string[] }>();
  for (const { cluster, needs } of clusters) {
    for (const { activity, property, method, from, to, expandedUncertainty, outcome } of needs) {
      if (outcome === 'covered') continue;
      const optional = Object.entries({ method, from, to, expandedUncertainty });
      const need = { activity, property, ...Object.fromEntries(optional.filter(([, value]) => value !== undefined)) };
      const key = JSON.stringify([need, outcome]);
      const known = gaps.get(key) ?? { ...need, outcome, clusters: [] };
      if (!known.clusters.includes(cluster)) known.clusters.push(cluster);
      gaps.set(key, known);
    }
  }
  return [...gaps.values()].sort((a, b) => ORDER.indexOf(b.outcome) - ORDER.indexOf(a.outcome));
}
