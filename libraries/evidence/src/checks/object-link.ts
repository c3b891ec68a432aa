// SPDX-License-Identifier: Apache-2.0
import { compareInstants, dayOfInstant, isDayWithin } from '@touchstone/identifiers';
import { isWithin } from '@touchstone/requirements';
import type { SubjectOf } from '@touchstone/statements';
import { type CheckOutcome, type Finding, finding, type Link, type Reason, reason } from '../check.ts';
import type { Held, HeldOf } from '../evidence-set.ts';
import type { Bench } from '../judge/bench.ts';
import { scopeFaults, vouchesFor } from './competence-chain.ts';
import { LOCAL_OFFSET_MINUTES } from './local-time.ts';
import { unsound } from './unsound.ts';

type Report = SubjectOf<'TestReport'>;
type Sampling = SubjectOf<'SamplingRecord'>;

/**
 * Group 6: product = lot = sample, by a signed sampling record.
 * A sample as received supports that sample only; a lot needs a plan that the place's policy names.
 */
export function checkObjectLink(report: HeldOf<'TestReport'>, bench: Bench): Finding {
  return bench.remember(report, 'object-link', () => linkOf(report, bench));
}

function linkOf(report: HeldOf<'TestReport'>, bench: Bench): Finding {
  const { sample } = report.statement.subject;
  if (sample.samplingRecord === undefined) {
    const detail = `sample ${sample.sample} was tested as received: no sampling record ties it to a lot`;
    return finding('object-link', 'failed', {
      reasons: [reason('SAMPLE_AS_RECEIVED', detail, { sample: sample.sample })],
    });
  }
  const record = bench.set.resolve(sample.samplingRecord);
  if (record === 'missing' || record === 'other-content') {
    const code = record === 'missing' ? 'SAMPLING_RECORD_MISSING' : 'SAMPLING_RECORD_DIFFERS';
    const detail =
      record === 'missing'
        ? 'the sampling record that the report names is not at hand'
        : 'the sampling record at hand is not the one the report names: digests differ';
    return finding('object-link', record === 'missing' ? 'undetermined' : 'failed', {
      reasons: [reason(code, detail, { id: sample.samplingRecord.id })],
    });
  }
  if (record.statement?.kind !== 'SamplingRecord') {
    return finding('object-link', 'failed', {
      reasons: [reason('NOT_A_SAMPLING_RECORD', 'the document that the report names as sampling record is none')],
      rests: [record.link],
    });
  }
  const { subject } = record.statement;
  const reasons = [
    ...lotFaults(subject, bench),
    ...sampleFaults(subject, report.statement.subject),
    ...custodyFaults(subject, report.statement.subject),
    ...planFaults(subject, bench),
  ];
  const support = samplerStanding(record, subject, bench);
  const outcome: CheckOutcome = reasons.length > 0 ? 'failed' : support.outcome;
  return finding('object-link', outcome, {
    reasons: [...reasons, ...support.reasons],
    rests: [record.link, ...support.rests],
  });
}

function lotFaults(record: Sampling, { set, food, requirements }: Bench): readonly Reason[] {
  const { lot } = set.claim;
  const faults: Reason[] = [];
  if (record.lot.lotNumber !== lot.lotNumber) {
    const values = { claimed: lot.lotNumber, sampled: record.lot.lotNumber };
    faults.push(
      reason(
        'OTHER_LOT',
        `the sample was taken from lot ${record.lot.lotNumber}; the claim is about lot ${lot.lotNumber}`,
        values,
      ),
    );
  }
  if (food !== undefined && record.lot.food !== food && !isWithin(requirements.taxonomy, record.lot.food, food)) {
    const values = { claimed: food, sampled: record.lot.food };
    faults.push(
      reason('OTHER_PRODUCT', `the sample was taken from ${record.lot.food}; the claim is about ${food}`, values),
    );
  }
  const { gtin } = set.claim.product;
  if (gtin !== undefined && record.lot.gtin !== undefined && record.lot.gtin !== gtin) {
    faults.push(
      reason('OTHER_GTIN', `the sampled lot carries GTIN ${record.lot.gtin}, the product ${gtin}`, {
        claimed: gtin,
        sampled: record.lot.gtin,
      }),
    );
  }
  return faults;
}

function sampleFaults(record: Sampling, report: Report): readonly Reason[] {
  const taken = record.samples.find(({ sample }) => sample === report.sample.sample);
  if (taken === undefined) {
    return [
      reason('SAMPLE_NOT_IN_RECORD', `sample ${report.sample.sample} is not among those of the sampling record`, {
        sample: report.sample.sample,
      }),
    ];
  }
  if (taken.seal !== undefined && report.sample.seal !== undefined && taken.seal !== report.sample.seal) {
    return [
      reason('SEAL_DIFFERS', `sealed as ${taken.seal}, received under seal ${report.sample.seal}`, {
        taken: taken.seal,
        received: report.sample.seal,
      }),
    ];
  }
  return [];
}

function custodyFaults(record: Sampling, report: Report): readonly Reason[] {
  const faults: Reason[] = [];
  if (compareInstants(report.sample.receivedAt, record.takenAt) < 0) {
    faults.push(
      reason(
        'RECEIVED_BEFORE_TAKEN',
        `received at ${report.sample.receivedAt}, before it was taken at ${record.takenAt}`,
      ),
    );
  }
  for (const step of record.custody ?? []) {
    if (!step.sealIntact)
      faults.push(
        reason('SEAL_BROKEN', `the seal was not intact when ${step.from} handed over to ${step.to} at ${step.at}`),
      );
    if (compareInstants(step.at, record.takenAt) < 0 || compareInstants(step.at, report.sample.receivedAt) > 0) {
      faults.push(reason('CUSTODY_OUT_OF_ORDER', `the hand-over at ${step.at} lies outside taking and receipt`));
    }
  }
  return faults;
}

function planFaults(record: Sampling, { policy }: Bench): readonly Reason[] {
  const faults: Reason[] = [];
  if (record.represents === 'sample')
    faults.push(reason('PLAN_COVERS_SAMPLE_ONLY', 'by its own plan the sampling stands for the sample only'));
  if (!policy.sampling.plans.includes(record.plan.standard)) {
    const values = { plan: record.plan.standard, plans: policy.sampling.plans.join(', ') };
    faults.push(
      reason(
        'PLAN_NOT_ACCEPTED',
        `sampled by ${record.plan.standard}; ${policy.place} takes ${policy.sampling.plans.join(', ')}`,
        values,
      ),
    );
  }
  if (record.plan.increments < policy.sampling.increments) {
    const values = { increments: String(record.plan.increments), needed: String(policy.sampling.increments) };
    faults.push(
      reason(
        'TOO_FEW_INCREMENTS',
        `${record.plan.increments} increments; ${policy.place} needs ${policy.sampling.increments} for a lot`,
        values,
      ),
    );
  }
  return faults;
}

/** The record must be sound, and its signer a competent sampler: a scope line for the plan, and a body above it. */
function samplerStanding(
  record: Held,
  subject: Sampling,
  bench: Bench,
): { outcome: CheckOutcome; reasons: readonly Reason[]; rests: readonly Link[] } {
  const takenOn = dayOfInstant(subject.takenAt, LOCAL_OFFSET_MINUTES);
  const sound = bench.soundness(record, bench.on);
  if (sound.outcome !== 'passed')
    return { outcome: sound.outcome, reasons: [unsound('sampling record', sound)], rests: [record.link] };
  const signer = record.link.issuer;
  const chains = bench.set
    .near('about-party', signer, ['Accreditation', 'StatutoryQualification', 'Designation'])
    .map((grant) => {
      const chain = vouchesFor(grant, { activity: 'sampling', on: takenOn, bench });
      const lines =
        grant.statement.kind === 'Designation'
          ? []
          : scopeFaults(grant.statement.subject.scope, 'sampling', (line) =>
              line.activity === 'sampling' &&
              line.method.standard === subject.plan.standard &&
              isDayWithin(takenOn, line)
                ? []
                : [reason('PLAN_NOT_IN_SCOPE', `no scope line for sampling by ${subject.plan.standard} on ${takenOn}`)],
            );
      return {
        outcome: lines.length > 0 ? ('failed' as const) : chain.outcome,
        reasons: [...lines, ...chain.reasons],
        rests: [grant.link, ...chain.rests],
      };
    });
  const best = chains.find(({ outcome }) => outcome === 'passed') ?? chains[0];
  if (best !== undefined) return best;
  return {
    outcome: 'failed',
    reasons: [
      reason('SAMPLER_NOT_COMPETENT', `nobody recognised vouches for ${signer} as a sampler`, { sampler: signer }),
    ],
    rests: [],
  };
}
