// SPDX-License-Identifier: Apache-2.0
import { compareInstants, type Instant, instantMilliseconds } from '@touchstone/identifiers';
import { type Reason, reason } from '../../check.ts';
import type { HeldOf } from '../../evidence-set.ts';

type Report = Pick<HeldOf<'TestReport'>, 'statement'>;

/** A report that carries the digest of a record cannot have been signed before that record was. */
export function recordAfterReport(
  record: Pick<HeldOf<'SamplingRecord'>, 'statement'>,
  report: Report,
): readonly Reason[] {
  const [sampled, reported] = [record.statement.validFrom, report.statement.validFrom];
  if (compareInstants(sampled, reported) <= 0) return [];
  const detail = `the sampling record is signed at ${sampled}, after the report of ${reported} that carries its digest`;
  return [reason('RECORD_AFTER_REPORT', detail, { sampled, reported })];
}

/**
 * Whoever signs proves who they are before the signature, and not after it. A report need not say when: other systems
 * keep that to themselves, and ISO/IEC 17025:2017, 7.8.2.1 o) asks for who authorised it only.
 */
export function signatoryAfterReport(report: Report): readonly Reason[] {
  const values = signatoryTimes(report);
  if (values === undefined || compareInstants(values.proved, values.signed) <= 0) return [];
  const detail = `the signatory proved who they are at ${values.proved}, after the report was signed at ${values.signed}`;
  return [reason('SIGNATORY_TIME_IMPOSSIBLE', detail, values)];
}

const DAY = 86_400_000;

/** More than a day before the signature the signatory may have proved themselves for something else: shown. */
export function signatoryLongBefore(report: Report): readonly Reason[] {
  const values = signatoryTimes(report);
  if (values === undefined || instantMilliseconds(values.signed) - instantMilliseconds(values.proved) <= DAY) return [];
  const detail = `the signatory proved who they are at ${values.proved}, more than a day before the report was signed at ${values.signed}`;
  return [reason('SIGNATORY_TIME_FAR', detail, values)];
}

function signatoryTimes({
  statement: { subject, validFrom },
}: Report): { readonly proved: Instant; readonly signed: Instant } | undefined {
  const proved = subject.signatory?.reauthenticatedAt;
  return proved === undefined ? undefined : { proved, signed: validFrom };
}
