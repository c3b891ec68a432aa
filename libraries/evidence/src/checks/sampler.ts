// SPDX-License-Identifier: Apache-2.0
import { dayOfInstant } from '@touchstone/identifiers';
import { type CheckOutcome, type Finding, type Reason, reason, worstOutcome } from '../check.ts';
import type { HeldOf } from '../evidence-set.ts';
import type { Bench } from '../judge/bench.ts';
import { bestOf, type Standing, scopeStanding, vouchesFor } from './competence-chain.ts';
import { samplerNamesake, samplerStake } from './impartiality.ts';
import { LOCAL_OFFSET_MINUTES } from './local-time.ts';
import { lineFaults } from './scope-line-faults.ts';
import { unsound } from './unsound.ts';

type Part = Pick<Finding, 'outcome' | 'reasons' | 'rests'>;

/** The record must be sound, and its signer an impartial, competent sampler: a scope line for the plan, and a body above it. */
export function samplerStanding(record: HeldOf<'SamplingRecord'>, bench: Bench): Part {
  const sound = bench.soundness(record, bench.on);
  if (sound.outcome !== 'passed') return part(sound.outcome, [unsound('SamplingRecord', sound)]);
  const signer = record.link.issuer;
  const { sampler } = record.statement.subject;
  if (sampler.did !== undefined && sampler.did !== signer) {
    const detail = `signed by ${signer}, but the sampler named is ${sampler.did}`;
    return part('failed', [reason('SIGNER_IS_NOT_SAMPLER', detail, { signer, sampler: sampler.did })]);
  }
  const own = samplerStake(record, bench);
  if (own !== undefined) {
    const detail = `the sampler is also the ${own.role} of the lot`;
    return part('failed', [reason('SAMPLER_IS_ACTOR', detail, { sampler: signer, role: own.role })]);
  }
  const tried = bench.set
    .near('about-party', signer, ['Accreditation', 'StatutoryQualification'])
    .map((grant) => tryGrant(grant, record, bench));
  if (tried.length > 0) {
    const best = bestOf(tried);
    return { ...best, reasons: [...best.reasons, ...samplerNamesake(record, bench)] };
  }
  return part('failed', [
    reason('SAMPLER_NOT_COMPETENT', `nobody recognised vouches for ${signer} as a sampler`, { sampler: signer }),
  ]);
}

function tryGrant(
  grant: HeldOf<'Accreditation' | 'StatutoryQualification'>,
  record: HeldOf<'SamplingRecord'>,
  bench: Bench,
): Standing {
  const { plan, takenAt, lot } = record.statement.subject;
  const on = dayOfInstant(takenAt, LOCAL_OFFSET_MINUTES);
  const chain = vouchesFor(grant, { activity: 'sampling', on, bench });
  const lines = scopeStanding(grant.statement.subject.scope, 'sampling', (line) =>
    lineFaults(line, { standard: plan.standard, food: lot.food, on }, bench),
  );
  return {
    outcome: worstOutcome([lines.outcome, chain.outcome]),
    reasons: [...lines.reasons, ...chain.reasons],
    rests: [grant.link, ...chain.rests],
  };
}

function part(outcome: CheckOutcome, reasons: readonly Reason[]): Part {
  return { outcome, reasons, rests: [] };
}
