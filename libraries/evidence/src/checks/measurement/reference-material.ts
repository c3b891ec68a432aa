// SPDX-License-Identifier: Apache-2.0
import { isWithinRange } from '@touchstone/metrology/capability';
import type { MaterialLine, ScopeLine, SubjectOf } from '@touchstone/statements';
import { type Reason, reason, worstOutcome } from '../../check.ts';
import type { HeldOf } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';
import { type Standing, scopeStanding, vouchesFor } from '../competence/competence-chain.ts';
import { unlessIncomparable } from '../figures/incomparable.ts';
import { lineFaults, scopeReason } from '../competence/scope-line-faults.ts';
import type { MaterialCertificate } from './traced-paper.ts';

type Certified = SubjectOf<'ReferenceMaterialCertificate'>['values'][number];

/** Whether an accreditation covers every value that a material was certified with. ISO 17034:2016; ILAC P10:07/2020, 5 (recalled). */
export function materialStanding(
  grant: HeldOf<'Accreditation'>,
  { statement: { subject } }: MaterialCertificate,
  bench: Bench,
): Standing {
  const { certifiedOn: on, values } = subject;
  const chain = vouchesFor(grant, { activity: 'reference-materials', on, bench });
  // A material of many values is covered by many lines.
  const lines = values.map((certified) =>
    scopeStanding(grant.statement.subject.scope, 'reference-materials', (line) => [
      ...lineFaults(line, { on }, bench),
      ...valueFaults(line, certified),
    ]),
  );
  return {
    outcome: worstOutcome([chain.outcome, ...lines.map(({ outcome }) => outcome)]),
    reasons: [...chain.reasons, ...lines.flatMap(({ reasons }) => reasons)],
    rests: [grant.link, ...chain.rests],
  };
}

function valueFaults(line: ScopeLine, { substance, quantity }: Certified): readonly Reason[] {
  // Only lines of the activity come here, and a line for materials has its property and range.
  const granted = line as MaterialLine;
  if (granted.property.substance !== substance)
    return [scopeReason('PROPERTY_OUTSIDE_SCOPE', granted.property.substance, substance)];
  return unlessIncomparable<readonly Reason[]>(
    () => (isWithinRange(granted, quantity) ? [] : [outsideRange(granted, quantity)]),
    () => [outsideRange(granted, quantity)],
  );
}

/** A value in another kind of unit than its line is one that the line does not grant. */
function outsideRange({ line, range: { from, to } }: MaterialLine, { value, unit }: Certified['quantity']): Reason {
  const range = `${from.value} ${from.unit} to ${to.value} ${to.unit}`;
  const detail = `the certified ${value} ${unit} lies outside the ${range} of line ${line}`;
  return reason('CERTIFIED_VALUE_OUTSIDE_SCOPE', detail, { line, value, unit });
}
