// SPDX-License-Identifier: Apache-2.0
// A doubt stands and falls with the certificate that shows it, and with the one by which the reference was good before.
import type { impactGroundLost } from '@touchstone/contract';
import { statusAt } from '@touchstone/credentials/formats';
import { parseInstant } from '@touchstone/identifiers';
import type { StatementReference } from '@touchstone/statements';
import type { z } from 'zod';
import type { Reason } from '../../record-keeping/define-register.ts';
import type { StatementRecord } from '../../record-keeping/fact.ts';
import type { Reads } from '../../record-keeping/reads.ts';
import { changesThatCount, type KnownChanges, readChanges } from '../../record-keeping/statement-status.ts';

/** Which certificate was taken back, by whom, from when on. */
export type GroundLost = z.infer<typeof impactGroundLost>;

/** The two certificates as far as they are on record, and what changed their status. */
export interface Ground {
  readonly asFound: StatementRecord | undefined;
  readonly lastGood: StatementRecord | undefined;
  readonly known: KnownChanges;
}

/** Reads the certificates of a doubt and what became of them. */
export async function readGround(
  reads: Pick<Reads, 'findStatements'>,
  references: readonly [asFound: StatementReference, lastGood: StatementReference],
): Promise<Ground> {
  const asked = references.map(({ issuer, id }) => ({ by: 'identity' as const, issuer, id }));
  const [asFound, lastGood] = (await reads.findStatements(asked)).map(([found]) => found);
  const known = await readChanges(
    reads,
    [asFound, lastGood].filter((one) => one !== undefined),
  );
  return { asFound, lastGood, known };
}

/** What was taken back shows nothing, whatever way; what was replaced or suspended since was good on its day all the same. */
export function groundLost({ asFound, lastGood, known }: Ground, now: string): GroundLost | undefined {
  return (
    lostBy(asFound, { known, now, certificate: 'as-found', ends: (status) => status !== 'active' }) ??
    lostBy(lastGood, { known, now, certificate: 'last-good', ends: isTakenBack })
  );
}

const isTakenBack = (status: string) => status === 'revoked' || status === 'withdrawn';

function lostBy(
  record: StatementRecord | undefined,
  {
    known,
    now,
    certificate,
    ends,
  }: {
    readonly known: KnownChanges;
    readonly now: string;
    readonly certificate: GroundLost['certificate'];
    readonly ends: (status: string) => boolean;
  },
): GroundLost | undefined {
  if (record === undefined) return undefined;
  const { status, change } = statusAt(changesThatCount(record, known), parseInstant(now));
  if (change === undefined || !ends(status)) return undefined;
  return { certificate, status, by: change.statement.issuer, from: change.from };
}

/** What stands against raising a doubt, or going on with it, by these certificates. */
export function faultsOfGround(ground: Ground, now: string): readonly Reason[] {
  const lost = groundLost(ground, now);
  // Of two that are lost both are said.
  const good = groundLost({ ...ground, asFound: undefined }, now);
  return [
    ...(lost?.certificate === 'as-found'
      ? [
          {
            code: 'AS_FOUND_NOT_IN_FORCE',
            detail: `The certificate that shows it is ${lost.status}; name the one that holds.`,
          },
        ]
      : []),
    ...(good === undefined
      ? []
      : [
          {
            code: 'LAST_GOOD_NOT_IN_FORCE',
            detail: `The last good calibration is ${good.status}; name one that holds.`,
          },
        ]),
  ];
}

/** The same certificate lost in the same way, whatever order a database gives members in. */
export function isSameLoss(before: unknown, lost: GroundLost | null): boolean {
  const { certificate, status, by, from } = (before ?? {}) as Partial<GroundLost>;
  return certificate === lost?.certificate && status === lost?.status && by === lost?.by && from === lost?.from;
}
