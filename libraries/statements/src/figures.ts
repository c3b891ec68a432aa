// SPDX-License-Identifier: Apache-2.0
// Whether figures can be what their names say. A name means the same in every kind of statement, as each term does in the
// context. Asked before anything is signed or put on record, not when it is read: what was signed earlier stays readable.
import { compareRationals, parseDecimal, rational, rationalFromDecimal } from '@touchstone/identifiers';
import {
  type ConversionOptions,
  compareQuantities,
  convertQuantity,
  MetrologyError,
  parseQuantity,
  parseUnit,
  requireComparable,
  sameDimension,
} from '@touchstone/metrology/quantity';
import type { QuantityValue } from './fields.ts';
import { unitOfNamed } from './named-quantities.ts';
import { clipped, StatementError } from './statement-error.ts';

/** Faults of one statement that are named; whoever has more begins with these. */
const FAULTS_MAX = 50;
const ZERO = rational(0);
const ONE = rational(1);
const DIFFERENCES: ConversionOptions = { temperature: 'interval' };
/** The ends of a range and the points of a table are values that are measured: of degrees, temperatures. */
const VALUES: ConversionOptions = { temperature: 'point' };

interface Node {
  readonly [name: string]: unknown;
}

/**
 * U ≥ 0, and a smallest U or a limit of detection or quantification > 0; LOD ≤ LOQ, and neither above what was found; k > 0; 0 < p < 1; from ≤ to, each table over all of it; U in a unit of what it belongs to. Throws BAD_FIGURES with every fault.
 * JCGM 100:2008, 2.3.5 and 2.3.6 and 6.2.1: an expanded uncertainty is a half-width, k a multiplier of a standard deviation.
 */
export function requireFigures({ subject }: { readonly subject: unknown }): void {
  const faults = faultsIn(subject, 'credentialSubject').slice(0, FAULTS_MAX).map(clipped);
  if (faults.length > 0) throw new StatementError('BAD_FIGURES', faults.join('; '), faults);
}

function faultsIn(value: unknown, path: string): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((entry, at) => faultsIn(entry, `${path}.${at}`));
  if (typeof value !== 'object' || value === null) return [];
  const node = withOwnUnit(value as Node);
  const inside = Object.entries(node).flatMap(([name, member]) => [
    ...(SIGNS[name]?.(member, `${path}.${name}`) ?? []),
    ...faultsIn(member, `${path}.${name}`),
  ]);
  return [...inside, ...faultsOfRange(node, path), ...faultsOfUnits(node, path), ...faultsOfLimits(node, path)];
}

/** What a capability is measured in holds for the points of its table too. */
function withOwnUnit(node: Node): Node {
  const { measuredIn: unit, uncertaintyOver: over } = node;
  if (typeof unit !== 'string' || !isObject(over) || !Array.isArray(over.points)) return node;
  const points = (over.points as readonly Node[]).map((point) => ({ ...point, measuredValue: { value: '1', unit } }));
  return { ...node, uncertaintyOver: { ...over, points } };
}

type Judge = (member: unknown, path: string) => readonly string[];

const notNegative: Judge = (member, path) => {
  const number = isQuantity(member) ? member.value : member;
  if (typeof number !== 'string' || compareRationals(rationalOf(number), ZERO) >= 0) return [];
  return [`${path}: is ${isQuantity(member) ? written(member) : number}; it can be 0 or more`];
};

const positive: Judge = (member, path) => {
  if (!isQuantity(member) || compareRationals(rationalOf(member.value), ZERO) > 0) return [];
  return [`${path}: is ${written(member)}; it is more than 0, since nothing is known or found without end`];
};

/** What may be said of a number by the name of its member. */
const SIGNS: Readonly<Record<string, Judge>> = {
  expandedUncertainty: notNegative,
  smallestExpandedUncertainty: positive,
  limitOfDetection: positive,
  limitOfQuantification: positive,
  maximumPermissibleError: positive,
  standardUncertainty: notNegative,
  constant: notNegative,
  proportional: notNegative,
  coverageFactor: (member, path) =>
    typeof member !== 'string' || compareRationals(rationalOf(member), ZERO) > 0
      ? []
      : [`${path}: is ${member}; a coverage factor is more than 0, such as 2`],
  coverageProbability: (member, path) => {
    if (typeof member !== 'string') return [];
    const share = rationalOf(member);
    return compareRationals(share, ZERO) > 0 && compareRationals(share, ONE) < 0
      ? []
      : [`${path}: is ${member}; a coverage probability lies between 0 and 1, such as 0.95`];
  },
};

/** The low end first. Where both ends are in one unit, whatever it is, it need not be known. */
function faultsOfRange({ range }: Node, path: string): readonly string[] {
  if (!isObject(range) || !isQuantity(range.from) || !isQuantity(range.to)) return [];
  const { from, to } = range;
  const where = `${path}.range`;
  const reversed = [
    `${where}: runs from ${written(from)} to ${written(to)}; its low end comes first, and its high end second`,
  ];
  if (from.unit === to.unit) return compareRationals(rationalOf(from.value), rationalOf(to.value)) > 0 ? reversed : [];
  return unlessUnfit(`${where}.to`, 'both ends of a range are in units of one quantity', () =>
    compareQuantities(parseQuantity(from), parseQuantity(to), VALUES) > 0 ? reversed : [],
  );
}

/**
 * What a result is said to be found at, and from where on the method finds anything: 0 < LOD ≤ LOQ, and what is quantified lies
 * at its LOD or above. A result with a U of 0 would be known without end.
 */
function faultsOfLimits(node: Node, path: string): readonly string[] {
  const { outcome, quantity, limitOfDetection: detection, limitOfQuantification: quantification } = node;
  const found = outcome === 'quantified' ? quantity : undefined;
  const spread = isQuantity(found) ? positive(node.expandedUncertainty, `${path}.expandedUncertainty`) : [];
  return [
    ...spread,
    ...faultsOfOrder(`${path}.limitOfDetection`, [detection, quantification], 'the limit of quantification'),
    ...faultsOfOrder(`${path}.limitOfDetection`, [detection, found], 'the value that was quantified'),
  ];
}

function faultsOfOrder(path: string, [low, high]: readonly [unknown, unknown], of: string): readonly string[] {
  if (!isQuantity(low) || !isQuantity(high)) return [];
  const reversed = [`${path}: is ${written(low)}, above ${written(high)}, ${of}; it is that or less`];
  // A unit of its own need not be known.
  if (low.unit === high.unit)
    return compareRationals(rationalOf(low.value), rationalOf(high.value)) > 0 ? reversed : [];
  return unlessUnfit(path, `it is in a unit of the same quantity as ${written(high)}`, () =>
    compareQuantities(parseQuantity(low), parseQuantity(high), VALUES) > 0 ? reversed : [],
  );
}

/** Each uncertainty against what it belongs to: what was found, the shift, the value, or what a capability is of. */
function faultsOfUnits(node: Node, path: string): readonly string[] {
  const { shift, at, quantity, range, measuredValue } = node;
  const faults: string[] = [];
  for (const name of ['expandedUncertainty', 'standardUncertainty']) {
    const [stated, own] = [node[name], [quantity, node].find(isQuantity)];
    // What a laboratory tests may be in a unit of its own; what is calibrated is in one that others can convert.
    const isOwnUnit = isQuantity(stated) && stated.unit === own?.unit;
    const of = [measuredValue, shift, at, own].find(isQuantity);
    if (!isOwnUnit) faults.push(...faultsOfPair(`${path}.${name}`, stated, of));
  }
  return isObject(range) ? [...faults, ...faultsOfCapability(node, range, path)] : faults;
}

/**
 * What a capability is of: the quantity of its range, or that of `measuredIn`. A share of the value adds to a constant only where
 * both are one quantity. ILAC P14:09/2020, 4.3 (recalled).
 */
function faultsOfCapability(node: Node, range: Node, path: string): readonly string[] {
  const { uncertaintyOver: over, measuredIn: unit } = node;
  const of = typeof unit === 'string' ? { value: '1', unit } : range.from;
  const least = [
    ...faultsOfName(node, range, path),
    ...faultsOfPermitted(node.maximumPermissibleError, range.from, `${path}.maximumPermissibleError`),
    ...faultsOfPair(`${path}.smallestExpandedUncertainty`, node.smallestExpandedUncertainty, of),
  ];
  if (!isObject(over)) return least;
  const constant = faultsOfPair(`${path}.uncertaintyOver.constant`, over.constant, of);
  const share = over.form === 'linear' ? faultsOfPair(`${path}.uncertaintyOver`, of, range.from) : [];
  const points: readonly unknown[] = Array.isArray(over.points) ? over.points : [];
  const places = points.flatMap((point, index) =>
    faultsOfPair(`${path}.uncertaintyOver.points.${index}.at`, (point as Node).at, range.from),
  );
  const reach = places.length > 0 ? [] : faultsOfReach(points as readonly Node[], range, `${path}.uncertaintyOver`);
  const isRange = faultsOfRange({ range }, path).length === 0;
  const nothing = isRange ? faultsOfNothing(over, range, `${path}.uncertaintyOver`) : [];
  return [...least, ...constant, ...share, ...places, ...reach, ...nothing];
}

/** Wherever in its range, a capability is more than 0: a + b·|value| at the end nearer to 0, and each point of a table. */
function faultsOfNothing(
  { constant, proportional, points }: Node,
  { from, to }: Node,
  path: string,
): readonly string[] {
  const isZero = (member: unknown) => {
    const number = isQuantity(member) ? member.value : member;
    return typeof number === 'string' && compareRationals(rationalOf(number), ZERO) === 0;
  };
  const isNothing = isZero(constant) && (isZero(proportional) || holdsZero(from, to));
  const linear = isNothing ? [`${path}: is 0 within the range; nothing is known without end`] : [];
  const table = (Array.isArray(points) ? (points as readonly Node[]) : []).flatMap((point, index) =>
    positive(point.expandedUncertainty, `${path}.points.${index}.expandedUncertainty`),
  );
  return [...linear, ...table];
}

/** Whether 0 lies within a range, on the scale of its low end: 250 K to 20 °C does not hold 0 K. */
function holdsZero(from: unknown, to: unknown): boolean {
  if (!isQuantity(from) || !isQuantity(to)) return false;
  const low = rationalOf(from.value);
  const isOneUnit = from.unit === to.unit;
  const high = isOneUnit
    ? rationalOf(to.value)
    : convertQuantity(parseQuantity(to), parseUnit(from.unit), VALUES).value;
  return compareRationals(low, ZERO) <= 0 && compareRationals(high, ZERO) >= 0;
}

/** A table says nothing beyond its points, and a capability holds for all of its range. */
function faultsOfReach(points: readonly Node[], { from, to }: Node, path: string): readonly string[] {
  const places = points.map(({ at }) => at).filter(isQuantity);
  if (places.length === 0 || !isQuantity(from) || !isQuantity(to)) return [];
  return unlessUnfit(path, 'a table goes from one end of the range to the other', () => {
    const known = places.map((place) => parseQuantity(place));
    const [low, high] = [parseQuantity(from), parseQuantity(to)];
    const isWhole =
      known.some((place) => compareQuantities(place, low, VALUES) <= 0) &&
      known.some((place) => compareQuantities(place, high, VALUES) >= 0);
    return isWhole
      ? []
      : [`${path}: has no points as far as ${written(from)} and ${written(to)}, the ends of the range`];
  });
}

/** What an instrument may be off by: in a unit of its range, or as a share of the value. */
function faultsOfPermitted(error: unknown, from: unknown, path: string): readonly string[] {
  if (!isQuantity(error) || !isQuantity(from)) return [];
  return unlessUnfit(path, `it is in a unit of the same quantity as ${written(from)}, or a share such as %`, () => {
    const unit = parseUnit(error.unit);
    if (!sameDimension(unit, parseUnit('1'))) requireComparable(unit, parseUnit(from.unit), DIFFERENCES);
    return [];
  });
}

/**
 * A quantity whose name means one thing is in a unit of that: its range, or what is measured over it. Both of `temperature` and
 * of `electric resistance` a thermometer is calibrated in Ω over °C.
 */
function faultsOfName({ quantity, property, measuredIn }: Node, range: Node, path: string): readonly string[] {
  const { from } = range;
  const name = isObject(property) ? property.quantity : quantity;
  const unit = unitOfNamed(name);
  if (unit === undefined || !isQuantity(from) || faultsOfRange({ range }, path).length > 0) return [];
  const right = `${String(name)} is measured in ${unit}, or in a unit of the same quantity`;
  const faultsIn = (stated: string, where: string) =>
    unlessUnfit(`${path}.${where}`, right, () => {
      requireComparable(parseUnit(stated), parseUnit(unit), DIFFERENCES);
      return [];
    });
  const ofRange = faultsIn(from.unit, 'range.from');
  return ofRange.length > 0 && typeof measuredIn === 'string' ? faultsIn(measuredIn, 'measuredIn') : ofRange;
}

function faultsOfPair(path: string, one: unknown, of: unknown): readonly string[] {
  if (!isQuantity(one) || !isQuantity(of)) return [];
  return unlessUnfit(path, `it is in a unit of the same quantity as ${written(of)}`, () => {
    requireComparable(parseQuantity(one).unit, parseQuantity(of).unit, DIFFERENCES);
    return [];
  });
}

function unlessUnfit(path: string, right: string, judge: () => readonly string[]): readonly string[] {
  try {
    return judge();
  } catch (error) {
    if (!(error instanceof MetrologyError)) throw error;
    return [`${path}: ${error.message.replace(/\.$/, '')}; ${right}`];
  }
}

const rationalOf = (number: string) => rationalFromDecimal(parseDecimal(number));
const written = ({ value, unit }: QuantityValue) => `${value} ${unit}`;
const isObject = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isQuantity = (value: unknown): value is QuantityValue =>
  isObject(value) && typeof value.value === 'string' && typeof value.unit === 'string';
