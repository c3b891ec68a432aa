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

/** A thing that two works have in common; `isSure` where more than its name says that it is one. */
export interface SharedThing {
  readonly name: string;
  readonly isSure: boolean;
}

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
  return [...byName.values()].flatMap((same) => [same.find(({ isSure }) => isSure) ?? same[0] ?? []].flat());
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

type Named = Pick<CalibratedThing, 'name' | 'item'>;

function compare(one: Named, other: Named, isOneByName: boolean): readonly SharedThing[] {
  const { name } = one;
  const likeness = compareItems(one.item, other.item);
  if (likeness === 'same') return [{ name, isSure: true }];
  if (likeness === 'other' || nameKey(name) !== nameKey(other.name)) return [];
  return [{ name, isSure: isOneByName }];
}

function isOwnByName({ name, couldSayWhich }: CalibratedThing, kept: KeptThings | undefined): boolean {
  return couldSayWhich === true && keptAs(name, kept) !== undefined;
}

function keptAs(name: string, kept: KeptThings | undefined): KeptThing | undefined {
  return [...(kept ?? [])].find(([one]) => nameKey(one) === nameKey(name))?.[1];
}

/**
 * The steps of a calibration with what is calibrated in them: in those that name it, where any does, and otherwise in all. It
 * is none of the things that were used.
 */
export function withCalibrated<Step extends { readonly instruments?: readonly string[] | undefined }>(
  steps: readonly Step[],
  thing: CalibratedThing | undefined,
): readonly (Step & { readonly calibrated?: CalibratedThing })[] {
  if (thing === undefined) return steps;
  const isNamedIn = ({ instruments = [] }: Step) => instruments.some((one) => isCalled(one, thing));
  const isNamed = steps.some(isNamedIn);
  return steps.map((step) => ({
    ...step,
    ...(step.instruments === undefined ? {} : { instruments: withoutThing(step.instruments, thing) }),
    ...(isNamed && !isNamedIn(step) ? {} : { calibrated: thing }),
  }));
}

/** What was used beside the thing that is calibrated. */
export function withoutThing(used: readonly string[], thing: CalibratedThing | undefined): readonly string[] {
  return thing === undefined ? used : used.filter((one) => !isCalled(one, thing));
}

const isCalled = (name: string, thing: CalibratedThing) => nameKey(name) === nameKey(thing.name);
