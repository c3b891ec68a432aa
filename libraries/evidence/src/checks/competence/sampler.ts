// SPDX-License-Identifier: Apache-2.0
import { type CheckOutcome, type Finding, type Reason, reason, worstOutcome } from '../../check.ts';
import type { HeldOf } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';
import { bestOf, lapsedOn, type Standing, scopeStanding, vouchesFor } from './competence-chain.ts';
import { samplerNamesake, samplerStake } from '../party/impartiality.ts';
import { dayOfAct } from '../time/local-time.ts';
import { lineFaults } from './scope-line-faults.ts';
import { unsound } from '../document/unsound.ts';

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
  const grants = bench.set.near('about-party', signer, ['Accreditation', 'StatutoryQualification']);
  const tried = grants.map((grant) => tryGrant(grant, record, bench));
  if (tried.length > 0) {
    const best = bestOf(tried);
    const lapsed = best.outcome === 'passed' ? lapsedAtSigning(grants, record, bench) : [];
    const outcome = worstOutcome([best.outcome, lapsed.length > 0 ? 'undetermined' : 'passed']);
    return { ...best, outcome, reasons: [...lapsed, ...best.reasons, ...samplerNamesake(record, bench)] };
  }
  return part('failed', [
    reason('SAMPLER_NOT_COMPETENT', `nobody recognised vouches for ${signer} as a sampler`, { sampler: signer }),
  ]);
}

type Grant = HeldOf<'Accreditation' | 'StatutoryQualification'>;

/** When the sample was taken is the sampler's own word: signed when no grant stood any more, a record may be dated back. */
function lapsedAtSigning(grants: readonly Grant[], record: HeldOf<'SamplingRecord'>, bench: Bench): readonly Reason[] {
  const signed = lapsedOn(grants, { activity: 'sampling', signed: record.statement.validFrom }, bench);
  if (signed === undefined) return [];
  const detail = `no accreditation or statutory qualification of the sampler is known to have stood on ${signed}, when the record was signed; nothing but its own word says that the sample was taken before`;
  return [reason('SAMPLER_GRANT_LAPSED_AT_SIGNING', detail, { signed })];
}

function tryGrant(grant: Grant, record: HeldOf<'SamplingRecord'>, bench: Bench): Standing {
  const { plan, takenAt, lot, place } = record.statement.subject;
  const on = dayOfAct(takenAt, place);
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
