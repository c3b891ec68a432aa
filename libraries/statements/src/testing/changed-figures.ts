// SPDX-License-Identifier: Apache-2.0
// Subjects with figures changed, and the faults that are found in them.
import { composeBody } from '../body.ts';
import type { StatementKind } from '../kind.ts';
import { StatementError } from '../statement-error.ts';
import { ISSUER, SUBJECTS, UUID } from './subjects.ts';

export type Change = readonly [path: string, value: unknown];

/** The subject of a kind with members changed, named by their paths. */
export function subjectWith(kind: StatementKind, changes: readonly Change[]): Record<string, unknown> {
  const subject = structuredClone(SUBJECTS[kind]);
  for (const [path, value] of changes) {
    const names = path.split('.');
    const last = names.pop() as string;
    const node = names.reduce<Record<string, unknown>>((at, name) => at[name] as Record<string, unknown>, subject);
    node[last] = value;
  }
  return subject;
}

export function compose(kind: StatementKind, ...changes: readonly Change[]) {
  const parts = { uuid: UUID, issuer: ISSUER, validFrom: '2026-11-13T08:00:00Z', subject: subjectWith(kind, changes) };
  return composeBody(kind, parts as never);
}

export function faultsOf(kind: StatementKind, ...changes: readonly Change[]): readonly string[] {
  try {
    compose(kind, ...changes);
    return [];
  } catch (error) {
    if (!(error instanceof StatementError) || error.code !== 'BAD_FIGURES') throw error;
    return error.faults;
  }
}

export const q = (value: string, unit: string) => ({ value, unit });
export const g = (value: string) => q(value, 'g');
export const SCOPE = 'scope.1';

export const scope = (...changes: readonly Change[]): readonly Change[] => [
  [`${SCOPE}.range`, { from: g('1'), to: g('200') }],
  [`${SCOPE}.smallestExpandedUncertainty`, q('0.1', 'mg')],
  [`${SCOPE}.uncertaintyOver`, undefined],
  ...changes.map(([path, value]): Change => [`${SCOPE}.${path}`, value]),
];

export const OHMS: readonly Change[] = [
  ['measuredIn', 'Ω'],
  ['smallestExpandedUncertainty', q('1', 'mΩ')],
];
export const KELVINS: readonly Change[] = [
  ['range', { from: q('-40', '°C'), to: q('200', '°C') }],
  ['smallestExpandedUncertainty', q('0.02', 'K')],
];
export const tableOver = (...places: readonly { readonly value: string; readonly unit: string }[]) => ({
  ...{ form: 'table', between: 'straight' },
  points: places.map((at) => ({ at, expandedUncertainty: q('0.1', 'K') })),
});
export const permitted = (maximumPermissibleError: object): readonly Change[] => [
  ['measures', [{ quantity: 'mass', range: { from: g('1'), to: g('200') }, maximumPermissibleError }]],
];

const MEASURES = [
  {
    quantity: 'mass',
    range: { from: g('1'), to: g('200') },
    smallestExpandedUncertainty: q('1', 'mg'),
    coverageFactor: '2',
  },
];

export const standard = (...changes: readonly Change[]): readonly Change[] => [
  ['measures', structuredClone(MEASURES)],
  ...changes.map(([path, value]): Change => [`measures.0.${path}`, value]),
];
