// SPDX-License-Identifier: Apache-2.0
import { groupBy } from '@touchstone/identifiers';
import { describeQuantity, parseQuantity, type Quantity } from '@touchstone/metrology/quantity';
import type { SubjectOf } from '@touchstone/statements';
import type { Paper } from '../traceability/papers.ts';
import { addShifts, effectOf, type Shift, type ShiftPoint, shiftAt } from './shift.ts';
import type { Impact, ImpactLink } from './trace-impact.ts';
import type { Sensitivity } from './uses.ts';

/** Why nobody can tell how far something moved, and what would settle it. */
export interface ImpactReason {
  readonly code:
    | 'SENSITIVITY_NOT_STATED'
    | 'RECORDED_USE_NOT_STATED'
    | 'SHIFT_NOT_KNOWN_AT_POINT'
    | 'NO_VALUES'
    | 'NOT_OF_ONE_UNIT'
    | 'NO_CONFORMITY_STATED'
    | 'NON_DETECT'
    | 'STATED_OTHERWISE'
    | 'RULE_LEAVES_OPEN'
    | 'NUMBERS_DO_NOT_FIT';
  readonly detail: string;
  readonly settle: string;
}

/** A value, or every reason why there is none. */
export type Known<T> = { readonly known: T } | { readonly reasons: readonly ImpactReason[] };

/** What a shift is carried over: the tree, its papers, what the reference was off by, and sensitivities stated since. */
export interface ShiftedImpact {
  readonly impact: Impact;
  readonly papers: ReadonlyMap<string, Paper>;
  readonly found: readonly ShiftPoint[];
  /** What the owner of a paper says in review where the paper itself is silent. */
  readonly stated?: (link: ImpactLink) => Sensitivity | undefined;
}

/** How far the things of a tree were off, each worked out once. */
export interface Carrier {
  pointsOf(id: string): Known<readonly ShiftPoint[]>;
  /** How far one value of a hit moved by everything in doubt that it was made with. */
  shiftOf(
    id: string,
    value: { readonly of: Quantity; readonly quantity?: string; readonly result?: string },
  ): Known<Shift>;
}

/**
 * Δ(point of a calibration) = ∑ over the uses in doubt of c Δ(reference), step by step down the chain.
 * JCGM 100:2008, 5.1.3 and F.1.2.3: shifts that come from one reference by two ways keep their common influence.
 */
export function carryShift({ impact, papers, found, stated }: ShiftedImpact): Carrier {
  const known = new Map<string, Known<readonly ShiftPoint[]>>([[impact.root.id, { known: found }]]);
  const into = groupBy(impact.links, ({ to }) => to);
  const carrier: Carrier = {
    pointsOf(id) {
      const before = known.get(id);
      if (before !== undefined) return before;
      // A circle of papers that rest on each other would never end; it has no value that could be carried.
      known.set(id, { reasons: [noValues(id)] });
      const points = pointsCarried(id, valuesOf(papers.get(id)), carrier);
      known.set(id, points);
      return points;
    },
    shiftOf(id, { of, quantity, result }) {
      const links = (into.get(id) ?? []).filter((link) => result === undefined || link.result === result);
      const effects = links.map((link) =>
        effectOfLink(link, stated?.(link) ?? link.sensitivity, { of, quantity, carrier }),
      );
      const reasons: ImpactReason[] = [];
      const moved: Shift[] = [];
      for (const effect of effects) {
        if ('reasons' in effect) reasons.push(...effect.reasons);
        else moved.push(effect.known);
      }
      return reasons.length > 0 ? { reasons } : { known: addShifts(moved, of) };
    },
  };
  return carrier;
}

interface Value {
  readonly quantity: string;
  readonly at: Quantity;
}

function valuesOf(paper: Paper | undefined): readonly Value[] {
  switch (paper?.statement.kind) {
    case 'CalibrationCertificate': {
      const { results } = paper.statement.subject as SubjectOf<'CalibrationCertificate'>;
      return results.map(({ quantity, at }) => ({ quantity, at: parseQuantity(at) }));
    }
    case 'ReferenceMaterialCertificate': {
      const { values } = paper.statement.subject as SubjectOf<'ReferenceMaterialCertificate'>;
      return values.map(({ substance, quantity }) => ({ quantity: substance, at: parseQuantity(quantity) }));
    }
    default:
      return [];
  }
}

function pointsCarried(id: string, values: readonly Value[], carrier: Carrier): Known<readonly ShiftPoint[]> {
  if (values.length === 0) return { reasons: [noValues(id)] };
  const points: ShiftPoint[] = [];
  const reasons: ImpactReason[] = [];
  for (const { quantity, at } of values) {
    const shift = carrier.shiftOf(id, { of: at, quantity });
    if ('reasons' in shift) reasons.push(...shift.reasons);
    else points.push({ quantity, at, ...shift.known });
  }
  // A point about which nothing is known lies open; the others may be all that is needed.
  return points.length > 0 ? { known: points } : { reasons };
}

function effectOfLink(
  link: ImpactLink,
  sensitivity: Sensitivity | undefined,
  {
    of,
    quantity,
    carrier,
  }: { readonly of: Quantity; readonly quantity?: string | undefined; readonly carrier: Carrier },
): Known<Shift> {
  if (sensitivity === undefined && link.isRecorded === true) {
    // What it was is nobody's business but of whoever worked.
    return because(
      'RECORDED_USE_NOT_STATED',
      `${link.to} was made with something in doubt that only the record of its work names; how far that moves it is not computed.`,
      'Whoever issued it works out what that does to the result.',
    );
  }
  if (sensitivity === undefined) {
    const detail = `${link.to} does not say how far it moves where ${link.from} is off.`;
    return because(
      'SENSITIVITY_NOT_STATED',
      detail,
      'Whoever issued it states the sensitivity of the result to this reference.',
    );
  }
  const points = carrier.pointsOf(link.from);
  if ('reasons' in points) return points;
  const at = pointOf(sensitivity, { of, points: points.known });
  const shift = at === undefined ? undefined : shiftAt(points.known, { at, quantity });
  if (at === undefined || shift === undefined) {
    const where = at === undefined ? 'the point at which it was used' : describeQuantity(at);
    return because(
      'SHIFT_NOT_KNOWN_AT_POINT',
      `How far ${link.from} was off at ${where} is not known.`,
      'Measure the reference there, or state at which point it was used.',
    );
  }
  const moved = effectOf(sensitivity, shift, { at, of });
  if (moved !== undefined) return { known: moved };
  return because(
    'NOT_OF_ONE_UNIT',
    `A shift in ${shift.shift.unit.text} has no such effect on a value in ${of.unit.text}.`,
    'State the sensitivity as a relative one, at the point of use.',
  );
}

/** Where a reference was used: as stated; else at the value itself, or at the only value that the reference has. */
function pointOf(
  { at, effect }: Sensitivity,
  { of, points }: { readonly of: Quantity; readonly points: readonly ShiftPoint[] },
): Quantity | undefined {
  if (at !== undefined) return parseQuantity(at);
  if (effect === 'absolute') return of;
  return points.length === 1 ? points[0]?.at : undefined;
}

function noValues(id: string): ImpactReason {
  return {
    code: 'NO_VALUES',
    detail: `${id} states no values that could be corrected.`,
    settle: 'Measure again what was done with it.',
  };
}

/** One reason. */
function because(
  code: ImpactReason['code'],
  detail: string,
  settle: string,
): { readonly reasons: readonly ImpactReason[] } {
  return { reasons: [{ code, detail, settle }] };
}
