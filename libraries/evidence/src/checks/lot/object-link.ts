// SPDX-License-Identifier: Apache-2.0
import { compareInstants, localDaysOf, nameKey } from '@touchstone/identifiers';
import { compareQuantities, parseQuantity } from '@touchstone/metrology/quantity';
import type { SubjectOf } from '@touchstone/statements';
import { type Finding, finding, type Reason, reason, worstOutcome } from '../../check.ts';
import type { HeldOf } from '../../evidence-set.ts';
import type { Bench } from '../../judge/bench.ts';
import { unlessIncomparable } from '../figures/incomparable.ts';
import { isUnder } from '../claim/food.ts';
import { statedSamplerStake } from '../party/impartiality.ts';
import { recordAfterReport } from '../time/impossible-times.ts';
import { holderOfPaper, type Ownership, producerOfLot } from '../party/producer.ts';
import { samplerStanding } from '../competence/sampler.ts';

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
  const sampling = record as HeldOf<'SamplingRecord'>;
  const { subject } = sampling.statement;
  const owner = ownershipOf(subject, report.statement.subject, bench);
  const { lot, time, plan: planned, support } = bench.remember(record, 'sampling', () => samplingOf(sampling, bench));
  const reasons = [
    ...lot,
    ...owner.faults,
    ...statedSamplerStake(sampling, report),
    ...foodFaults(subject, report.statement.subject, bench),
    ...time,
    ...recordAfterReport(sampling, report),
    ...sampleFaults(subject, report.statement.subject),
    ...unfitSample(report.statement.subject),
    ...custodyFaults(subject, report.statement.subject),
    ...planned,
  ];
  const plan = planStanding(bench);
  const open = openQuestions(subject, report.statement.subject, bench, owner.open);
  const known = open.length === 0 ? 'passed' : 'undetermined';
  const outcome = reasons.length > 0 ? 'failed' : worstOutcome([support.outcome, plan.outcome, known]);
  return finding('object-link', outcome, {
    reasons: [...reasons, ...open, ...support.reasons, ...plan.reasons, ...notesOf(subject, report.statement.subject)],
    rests: [record.link, ...support.rests],
  });
}

/** What a sampling record is worth by itself; dozens of reports may name one. */
function samplingOf(sampling: HeldOf<'SamplingRecord'>, bench: Bench) {
  const { subject } = sampling.statement;
  return {
    lot: lotFaults(subject, bench),
    time: timeFaults(sampling, bench),
    plan: planFaults(subject, bench),
    support: samplerStanding(sampling, bench),
  };
}

function lotFaults(record: Sampling, { set }: Bench): readonly Reason[] {
  const { lot, product } = set.claim;
  const faults: Reason[] = [];
  if (record.lot.lotNumber !== lot.lotNumber) {
    const values = { claimed: lot.lotNumber, sampled: record.lot.lotNumber };
    const detail = `the sample was taken from lot ${record.lot.lotNumber}; the claim is about lot ${lot.lotNumber}`;
    faults.push(reason('OTHER_LOT', detail, values));
  }
  const { gtin } = product;
  if (gtin !== undefined && record.lot.gtin !== undefined && record.lot.gtin !== gtin) {
    const values = { claimed: gtin, sampled: record.lot.gtin };
    faults.push(reason('OTHER_GTIN', `the sampled lot carries GTIN ${record.lot.gtin}, the product ${gtin}`, values));
  }
  faults.push(...sizeFaults(record, lot.quantity));
  return faults;
}

/** More than the lot that was sampled is another lot; what cannot be compared is not said to be the same. */
function sizeFaults({ lot }: Sampling, claimed: Bench['set']['claim']['lot']['quantity']): readonly Reason[] {
  const sampled = lot.quantity;
  if (claimed === undefined || sampled === undefined) return [];
  const values = { claimed: `${claimed.value} ${claimed.unit}`, sampled: `${sampled.value} ${sampled.unit}` };
  const detail = `the claim is about ${values.claimed}; the sampled lot had ${values.sampled}`;
  return unlessIncomparable<readonly Reason[]>(
    () =>
      compareQuantities(parseQuantity(claimed), parseQuantity(sampled)) > 0
        ? [reason('LOT_LARGER_THAN_SAMPLED', detail, values)]
        : [],
    () => [reason('LOT_LARGER_THAN_SAMPLED', `${detail}, which do not compare`, values)],
  );
}

/** What leaves open whether the papers are about the claimed lot: nobody is accused by it, and nothing proved. */
function openQuestions(record: Sampling, report: Report, { set }: Bench, open: readonly Reason[]): readonly Reason[] {
  const { lot } = set.claim;
  const questions: Reason[] = [...open];
  const { statedLot: stated } = report.sample;
  if (stated !== undefined && nameKey(stated.lotNumber) !== nameKey(lot.lotNumber)) {
    const values = { claimed: lot.lotNumber, stated: stated.lotNumber };
    const detail = `the report says of its sample that it is of lot ${stated.lotNumber}; the claim is about lot ${lot.lotNumber}`;
    questions.push(reason('STATED_LOT_DIFFERS', detail, values));
  }
  // What stands for a whole production stands for a lot of any size.
  if (lot.quantity !== undefined && record.lot.quantity === undefined && record.represents !== 'production') {
    const claimed = `${lot.quantity.value} ${lot.quantity.unit}`;
    const detail = `the claim is about ${claimed}; the sampling record does not say how large the sampled lot was`;
    questions.push(reason('SAMPLED_LOT_SIZE_NOT_STATED', detail, { claimed }));
  }
  return questions;
}

/** Whose lot it is by the record and by the report; where neither says, who ordered the test. */
function ownershipOf(record: Sampling, report: Report, { set }: Bench): Ownership {
  const named = [record.lot.producer, report.sample.statedLot?.producer];
  if (named.some((one) => one !== undefined)) return producerOfLot(named, set);
  return { faults: [], open: holderOfPaper(report.client, set) };
}

/**
 * The claimed kind of food is the sampled one: a wider one could have a laxer limit.
 * The laboratory may describe its sample more widely or more narrowly, along the same line.
 */
function foodFaults(record: Sampling, report: Report, { food, requirements }: Bench): readonly Reason[] {
  if (food === undefined) return [];
  const faults: Reason[] = [];
  const sampled = record.lot.food;
  if (sampled !== food) {
    const values = { claimed: food, sampled };
    const narrower = isUnder(requirements.taxonomy, sampled, food);
    faults.push(
      narrower
        ? reason(
            'CLAIM_WIDER_THAN_SAMPLE',
            `the sample was taken from ${sampled}; claim it as that, not as ${food}`,
            values,
          )
        : reason('OTHER_PRODUCT', `the sample was taken from ${sampled}; the claim is about ${food}`, values),
    );
  }
  const { taxonomy } = requirements;
  for (const tested of new Set([report.sample.food, report.sample.statedLot?.food])) {
    if (tested === undefined || isUnder(taxonomy, tested, food) || isUnder(taxonomy, food, tested)) continue;
    const values = { claimed: food, tested };
    faults.push(reason('OTHER_PRODUCT_TESTED', `the laboratory tested ${tested}; the claim is about ${food}`, values));
  }
  return faults;
}

function timeFaults(
  { statement: { subject, validFrom } }: HeldOf<'SamplingRecord'>,
  { set }: Bench,
): readonly Reason[] {
  const { producedOn } = set.claim.lot;
  const { last: takenOn } = localDaysOf(subject.takenAt, subject.place);
  const faults: Reason[] = [];
  if (producedOn !== undefined && takenOn < producedOn)
    faults.push(
      reason('TAKEN_BEFORE_PRODUCTION', `taken on ${takenOn}, before production on ${producedOn}`, {
        takenOn,
        producedOn,
      }),
    );
  if (compareInstants(validFrom, subject.takenAt) < 0)
    faults.push(
      reason(
        'RECORD_BEFORE_TAKEN',
        `the record is of ${validFrom}, before the sample was taken at ${subject.takenAt}`,
        {
          validFrom,
          takenAt: subject.takenAt,
        },
      ),
    );
  return faults;
}

/** Of what came in spoilt no result shows what the lot was like. ISO/IEC 17025:2017, 7.4.3. */
function unfitSample({ sample }: Report): readonly Reason[] {
  if (sample.suitability !== 'unsuitable') return [];
  const values = { sample: sample.sample, condition: sample.condition ?? '…' };
  const detail = `the laboratory itself says that sample ${values.sample} came in unfit for the test: ${values.condition}`;
  return [reason('SAMPLE_UNFIT', detail, values)];
}

/** What the report says of the sample's condition: a word that deviates, and words that only a person can read. */
function conditionNotes({ sample: { sample, condition, suitability } }: Report): readonly Reason[] {
  const words = condition ?? '…';
  if (suitability === 'deviating') {
    const detail = `the laboratory says that sample ${sample} deviated from what the test asks for: ${words}`;
    return [reason('SAMPLE_DEVIATES', detail, { sample, condition: words })];
  }
  if (condition === undefined || suitability !== undefined) return [];
  const detail = `the report says of sample ${sample}: ${words}; whether it was fit for the test a person has to read`;
  return [reason('SAMPLE_CONDITION_STATED', detail, { sample, condition: words })];
}

/** What is not said and would tie lot, sample and report closer: shown, and no fault. */
function notesOf(record: Sampling, report: Report): readonly Reason[] {
  const taken = record.samples.find(({ sample }) => sample === report.sample.sample);
  return [
    ...conditionNotes(report),
    ...(record.lot.producer === undefined
      ? [reason('LOT_PRODUCER_NOT_STATED', 'the sampling record does not say whose lot number it is')]
      : []),
    ...(taken?.seal !== undefined && report.sample.seal === undefined
      ? [reason('SEAL_NOT_REPORTED', `sealed as ${taken.seal}; the report does not say under which seal it came`)]
      : []),
  ];
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

/** A sampling rule known from memory only decides nothing. */
function planStanding({ policy }: Bench): Pick<Finding, 'outcome' | 'reasons'> {
  if (policy.sampling.legalBasis?.certainty !== 'recalled') return { outcome: 'passed', reasons: [] };
  const detail = `the sampling rule of ${policy.place} is known from memory only, which decides nothing`;
  return { outcome: 'undetermined', reasons: [reason('SAMPLING_RULE_RECALLED', detail)] };
}
