// SPDX-License-Identifier: Apache-2.0
import { groupBy, nameKey } from '@touchstone/identifiers';
import { compareItems, type ItemIdentity } from '@touchstone/statements';

/** A thing that a certificate is about: what it is called there, and which one it is where that is said. */
export interface CalibratedThing {
  readonly name: string;
  readonly item?: ItemIdentity | undefined;
  /** The certificate, once it is signed. */
  readonly paper?: { readonly issuer: string; readonly id: string } | undefined;
  /** True where whoever is about to sign could say which one it is, and does not. */
  readonly couldSayWhich?: boolean | undefined;
  /** True of a step of which the record does not say that the thing was in it: the weights may have stood there alone. */
  readonly isPresumed?: boolean | undefined;
}

/** What a list of instruments says of one of its things: what its plate says, and the certificates that are named for it. */
export interface KeptThing {
  readonly item: ItemIdentity;
  readonly papers: readonly { readonly issuer: string; readonly id: string }[];
}

/** Things of the own list, by name. */
export type KeptThings = ReadonlyMap<string, KeptThing>;

/** What was carried to the place of a step: what was used there, and what was calibrated. */
interface Carried {
  readonly instruments: readonly string[];
  readonly calibrated?: CalibratedThing | undefined;
}

/** A thing that two works have in common: for sure, or by its name alone, or in a step in which it is only presumed to have been. */
export interface SharedThing {
  readonly name: string;
  readonly known: (typeof SURENESS)[number];
}
const SURENESS = ['sure', 'presumed', 'by-name'] as const;

/**
 * The thing that is calibrated is where it is calibrated. What is calibrated at one place is neither used nor calibrated at
 * another meanwhile. Names are given by owners, and two customers may each have a balance B1: that it is one is sure where
 * plates agree, where the own list names that very certificate, and where a paper that could still say which one it is has a
 * name of the own list. ISO/IEC 17025:2017, 7.8.2.1 g) (recalled): unambiguous identification of the item.
 */
export function calibratedInBoth(one: Carried, other: Carried, kept: KeptThings | undefined): readonly SharedThing[] {
  const found = [
    ...(one.calibrated === undefined ? [] : usesOf(one.calibrated, other.instruments, kept)),
    ...(other.calibrated === undefined ? [] : usesOf(other.calibrated, one.instruments, kept)),
    ...bothCalibrated(one.calibrated, other.calibrated, kept),
  ];
  const byName = groupBy(found, ({ name }) => nameKey(name));
  const surest = (same: readonly SharedThing[]) =>
    [...same].sort((a, b) => SURENESS.indexOf(a.known) - SURENESS.indexOf(b.known)).slice(0, 1);
  return [...byName.values()].flatMap(surest);
}

/** What is not in the own list is named for what it stands for, and is in no place; where no list is at hand, names tell. */
function usesOf(
  calibrated: CalibratedThing,
  used: readonly string[],
  kept: KeptThings | undefined,
): readonly SharedThing[] {
  return used.flatMap((name) => {
    const thing = keptAs(name, kept);
    if (kept !== undefined && thing === undefined) return [];
    const { issuer, id } = calibrated.paper ?? {};
    const isNamed = thing?.papers.some((paper) => paper.issuer === issuer && paper.id === id) === true;
    return compare(calibrated, { name, item: thing?.item }, isNamed || isOwnByName(calibrated, kept));
  });
}

function bothCalibrated(
  one: CalibratedThing | undefined,
  other: CalibratedThing | undefined,
  kept: KeptThings | undefined,
): readonly SharedThing[] {
  if (one === undefined || other === undefined) return [];
  return compare(one, other, isOwnByName(one, kept) || isOwnByName(other, kept));
}

type Named = Pick<CalibratedThing, 'name' | 'item' | 'isPresumed'>;

function compare(one: Named, other: Named, isOneByName: boolean): readonly SharedThing[] {
  const { name } = one;
  const likeness = compareItems(one.item, other.item);
  const sure = one.isPresumed === true || other.isPresumed === true ? 'presumed' : 'sure';
  if (likeness === 'same') return [{ name, known: sure }];
  if (likeness === 'other' || nameKey(name) !== nameKey(other.name)) return [];
  return [{ name, known: isOneByName ? sure : 'by-name' }];
}

function isOwnByName({ name, couldSayWhich }: CalibratedThing, kept: KeptThings | undefined): boolean {
  return couldSayWhich === true && keptAs(name, kept) !== undefined;
}

function keptAs(name: string, kept: KeptThings | undefined): KeptThing | undefined {
  return [...(kept ?? [])].find(([one]) => nameKey(one) === nameKey(name))?.[1];
}

interface Stepped {
  readonly result: string;
  readonly instruments?: readonly string[] | undefined;
}

/**
 * The steps of a calibration with what is calibrated in them: in those that name it, where any does, and otherwise in all. Where
 * steps say what was used and none of them says that it was there, that is sure only of the one step of a point. It is none of
 * the things that were used.
 */
export function withCalibrated<Step extends Stepped>(
  steps: readonly Step[],
  thing: CalibratedThing | undefined,
): readonly (Step & { readonly calibrated?: CalibratedThing })[] {
  if (thing === undefined) return steps;
  const isNamedIn = ({ instruments = [] }: Step) => instruments.some((one) => isCalled(one, thing));
  const isNamed = steps.some(isNamedIn);
  const isAnyNamed = steps.some(({ instruments = [] }) => instruments.length > 0);
  const isOnly = ({ result }: Step) => steps.filter((one) => one.result === result).length === 1;
  const isSureIn = (step: Step) => isNamed || !isAnyNamed || step.instruments === undefined || isOnly(step);
  return steps.map((step) => ({
    ...step,
    ...(step.instruments === undefined ? {} : { instruments: withoutThing(step.instruments, thing) }),
    ...(isNamed && !isNamedIn(step) ? {} : { calibrated: isSureIn(step) ? thing : { ...thing, isPresumed: true } }),
  }));
}

/** What was used beside the thing that is calibrated. */
export function withoutThing(used: readonly string[], thing: CalibratedThing | undefined): readonly string[] {
  return thing === undefined ? used : used.filter((one) => !isCalled(one, thing));
}

const isCalled = (name: string, thing: CalibratedThing) => nameKey(name) === nameKey(thing.name);
