// SPDX-License-Identifier: Apache-2.0
// What a provider may do with a round.
import { parseDid } from '@touchstone/identifiers';
import { parseUnit } from '@touchstone/metrology/quantity';
import { composeBody, type ScopeLine } from '@touchstone/statements';
import type { z } from 'zod';
import { attestationsInForce, type Attestations } from '../../record-keeping/competence.ts';
import type { Produced, Reason, Ruling } from '../../record-keeping/define-register.ts';
import type { JsonObject } from '../../record-keeping/fact.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { refused, rulingOf } from '../../record-keeping/ruling.ts';
import { statusStatement } from '../../record-keeping/status-statement.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import type { Part, RoundCase, ScoredMeasurand } from './case.ts';
import { faultsOfPlanned } from './plan.ts';
import type { inputs, Opening, PlannedMeasurand } from './record.ts';
import { reasonsSinceScored, scoreRound } from './scoring.ts';

/** What signatures in this register mean, word for word. */
export const MEANINGS = {
  publish:
    'I reviewed the assigned values, the checks of the items and the scores of this round, and authorise its report.',
} as const;

const PROVIDERS = /^(ISO\/IEC|GB\/T) (17043|27043)\b/;

/** A provider opens a round; under accreditation only where a line in force covers each measurand. ISO/IEC 17043:2023. */
export function mayOpen(
  { stream: _, party, ...opening }: z.infer<typeof inputs.open>,
  { round, known }: { readonly round: RoundCase; readonly known: Attestations },
  { actor, now }: Acting,
): Ruling {
  if (party !== actor.party) return refused('NOT_YOURS', 'A round is opened for the own organisation only.');
  if (round.opening !== undefined) return refused('OPENED', 'This round is open already.');
  const reasons: Reason[] = [];
  if (opening.deadline <= now) {
    reasons.push({ code: 'NO_TIME_TO_MEASURE', detail: `${opening.deadline} leaves nobody time to measure.` });
  }
  reasons.push(...opening.measurands.flatMap(faultsOfMeasurand));
  const uncovered = uncoveredBy(opening, known, now);
  if (opening.underAccreditation && uncovered.length > 0) {
    const detail = `No accreditation to ISO/IEC 17043 that is in force covers ${uncovered.join(', ')}; say underAccreditation: false, or have the scope extended.`;
    reasons.push({ code: 'NOT_IN_SCOPE', detail });
  }
  const content = { ...opening, accredited: opening.underAccreditation, openedOn: dayAt(now) };
  return rulingOf(reasons, [event('round-opened', content)]);
}

/** What keeps a round from being scored by the plan of a measurand, as it is opened and as it is corrected. */
export function faultsOfMeasurand(planned: PlannedMeasurand): readonly Reason[] {
  const { measurand, unit, score, sigma } = planned;
  const unknown = isUnit(unit)
    ? []
    : [{ code: 'UNKNOWN_UNIT', detail: `${unit} of ${measurand} is no unit that is known.` }];
  if (sigma === undefined && (score === 'z' || score === 'z-prime')) {
    const detail = `${measurand} is scored by ${score}, which needs a standard deviation for proficiency assessment.`;
    return [...unknown, { code: 'NO_SIGMA', detail }];
  }
  const faults = faultsOfPlanned(planned);
  return [...unknown, ...faults.map(({ code, detail }) => ({ code, detail: `${measurand}: ${detail}` }))];
}

/** Checks of the items are recorded before anything is scored; a later one takes the place of an earlier one. Annex B. */
export function mayCheck({ check }: z.infer<typeof inputs.check>, round: RoundCase): Ruling {
  const { measurand } = check;
  const reasons = [...notOpen(round), ...published(round), ...unknownMeasurand(round, measurand)];
  if (check.check === 'homogeneity') {
    const [first] = check.items;
    const odd = check.items.findIndex(({ length }) => length !== first?.length);
    if (odd >= 0) {
      const detail = `Item ${odd + 1} has ${check.items[odd]?.length} results, the first ${first?.length}; all need the same number.`;
      reasons.push({ code: 'UNEQUAL_REPLICATES', detail });
    }
  }
  return rulingOf(reasons, [event('items-checked', { check })]);
}

/** Items go out once; whoever is not enrolled by then is not in this round. */
export function mayDispatch(
  { sentOn, remark }: z.infer<typeof inputs.dispatch>,
  { round, parts }: { readonly round: RoundCase; readonly parts: readonly Part[] },
  { now }: Acting,
): Ruling {
  const reasons = notOpen(round);
  if (round.sentOn !== undefined) reasons.push({ code: 'SENT', detail: `The items were sent on ${round.sentOn}.` });
  if (sentOn > dayAt(now)) reasons.push({ code: 'IN_THE_FUTURE', detail: `${sentOn} has not come yet.` });
  const { openedOn } = round.opening ?? { openedOn: sentOn };
  if (sentOn < openedOn) {
    const detail = `The round was opened on ${openedOn}; its items were not sent on ${sentOn}.`;
    reasons.push({ code: 'BEFORE_OPENING', detail });
  }
  if (round.opening !== undefined && now > round.opening.deadline) {
    const detail = `Results were to come until ${round.opening.deadline}; every one of this round would be late.`;
    reasons.push({ code: 'DEADLINE_PASSED', detail });
  }
  if (parts.length === 0) reasons.push({ code: 'NOBODY_ENROLLED', detail: 'Nobody enrolled yet.' });
  reasons.push(...sameCode(parts));
  return rulingOf(reasons, [event('items-sent', { sentOn, ...(remark === undefined ? {} : { remark }) })]);
}

/** After the deadline the round is scored, again if need be, until it is published. ISO 13528:2022, clauses 6 to 9. */
export function mayScore(
  { treatments }: z.infer<typeof inputs.score>,
  { round, parts }: { readonly round: RoundCase; readonly parts: readonly Part[] },
  { now }: Acting,
): Ruling {
  const reasons = [...notOpen(round), ...published(round), ...sameCode(parts)];
  const { opening } = round;
  if (opening !== undefined && now < opening.deadline) {
    reasons.push({ code: 'DEADLINE_NOT_REACHED', detail: `Results may come until ${opening.deadline}.` });
  }
  if (round.sentOn === undefined) {
    reasons.push({ code: 'NOT_SENT', detail: 'The items of this round were never sent.' });
  } else if (!parts.some(({ results }) => results.some(({ outcome }) => outcome !== 'not-reported'))) {
    reasons.push({ code: 'NO_RESULTS', detail: 'Nobody reported anything that could be scored.' });
  }
  for (const { measurand } of treatments) reasons.push(...unknownMeasurand(round, measurand));
  for (const part of parts) reasons.push(...unreviewed(part));
  if (reasons.length > 0) return { allowed: false, reasons };
  const scored = scoreRound(round, parts, treatments);
  if ('reasons' in scored) return { allowed: false, reasons: scored.reasons };
  return rulingOf([], [event('round-scored', { measurands: scored.measurands, treatments })]);
}

/** One person asks for the report, another authorises it; then it is signed, and each laboratory gets its scores. */
export function mayPublish(
  { id, change }: z.infer<typeof inputs.publish>,
  { round, parts }: { readonly round: RoundCase; readonly parts: readonly Part[] },
  acting: Acting,
): Ruling {
  const { actor, now } = acting;
  const { opening, scored } = round;
  const reasons = [...notOpen(round), ...published(round), ...reasonsSinceScored(round, parts)];
  if (scored === undefined) reasons.push({ code: 'NOT_SCORED', detail: 'The round is not scored yet.' });
  if (reasons.length > 0 || opening === undefined || scored === undefined) return { allowed: false, reasons };
  const { provider, scheme, item, openedOn, deadline } = opening;
  const homogeneity = scored.measurands.flatMap((one) => homogeneityOf(one, opening));
  const body = composeBody('ProficiencyRound', {
    ...{ uuid: id, issuer: actor.party, validFrom: now },
    subject: {
      id: `urn:uuid:${id}`,
      provider: { id: parseDid(actor.party), name: provider.name, demonstration: provider.demonstration },
      ...{ scheme, round: opening.round },
      item: {
        description: item.description,
        ...(item.food === undefined ? {} : { food: item.food }),
        ...(homogeneity.length === 0 ? {} : { homogeneity: homogeneity.join('; ').slice(0, 4_000) }),
      },
      measurands: scored.measurands.map((one) => statedMeasurand(one, opening)),
      ...{ openedOn, closedOn: dayAt(deadline) },
    },
  } as never);
  const statement: Produced = {
    ...{ source: 'statement', kind: 'ProficiencyRound', body: body as unknown as JsonObject, visibility: 'public' },
  };
  const { report, correcting } = round;
  if (report === undefined || correcting === undefined || change === undefined) return rulingOf([], [statement]);
  const changed = { id: change, of: report, status: 'replaced', from: now, reason: correcting.because } as const;
  return rulingOf([], [statement, replacedBy(statusStatement(changed, acting), `urn:uuid:${id}`)]);
}

const ORIGINS: Readonly<Record<string, string>> = {
  formulation: 'formulation',
  'certified-reference-material': 'certified-reference-material',
  'expert-laboratories': 'expert-laboratories',
};
const SIGMA_ORIGINS = {
  prescribed: 'prescribed',
  relative: 'prescribed',
  'maximum-error': 'prescribed',
  horwitz: 'general-model',
  'precision-experiment': 'precision-experiment',
  results: 'participants',
} as const;

function statedMeasurand({ measurand, figures, lines }: ScoredMeasurand, { measurands }: Opening): object {
  const planned = measurands.find((one) => one.measurand === measurand);
  const unit = planned?.unit ?? '';
  const { assignedValue, standardUncertainty, method, sigmaUsed } = figures;
  const from = planned?.sigma?.from;
  return {
    ...{ measurand, substance: planned?.substance ?? measurand },
    assignedValue: {
      ...{ value: assignedValue, unit, standardUncertainty: { value: standardUncertainty, unit } },
      origin: ORIGINS[method] ?? 'participants',
    },
    ...(sigmaUsed === undefined || from === undefined
      ? {}
      : { sigma: { value: sigmaUsed, unit, origin: SIGMA_ORIGINS[from] } }),
    participants: lines.length,
  };
}

/** In symbols of ISO 13528:2022: what is signed is read in every language. */
function homogeneityOf({ measurand, figures: { homogeneity } }: ScoredMeasurand, { measurands }: Opening): string[] {
  if (homogeneity === undefined) return [];
  if (typeof homogeneity === 'string') return [homogeneity];
  const unit = measurands.find((one) => one.measurand === measurand)?.unit ?? '';
  const { items, found, met, limit, clause, expandedLimit } = homogeneity;
  const byChance = expandedLimit === undefined ? '' : `, s_s ≤ ${expandedLimit} ${unit} (B.2.3)`;
  return [
    `${measurand}: g = ${items}, s_s = ${found} ${unit} ${met ? '≤' : '>'} ${limit} ${unit} (${clause})${byChance}`,
  ];
}

/** Measurands of which no line in force of an accreditation to ISO/IEC 17043 is. */
function uncoveredBy({ measurands, item }: Opening, known: Attestations, now: string): readonly string[] {
  const today = dayAt(now);
  const lines = attestationsInForce(known, now).flatMap(({ kind, body }) => {
    const { standard, scope } = body.credentialSubject as unknown as {
      readonly standard?: string;
      readonly scope: readonly ScopeLine[];
    };
    return kind === 'Accreditation' && PROVIDERS.test(standard ?? '') ? scope : [];
  });
  const covers = (line: ScopeLine, substance: string) =>
    line.activity === 'proficiency-testing' &&
    line.property.substance === substance &&
    line.from <= today &&
    (line.to === undefined || today <= line.to) &&
    !(line.suspended ?? []).some(({ from, to }) => from <= today && (to === undefined || today <= to)) &&
    (line.object.foods === undefined || item.food === undefined || line.object.foods.includes(item.food));
  return measurands
    .filter(({ substance }) => !lines.some((line) => covers(line, substance)))
    .map((one) => one.measurand);
}

function isUnit(unit: string): boolean {
  try {
    parseUnit(unit);
    return true;
  } catch {
    return false;
  }
}

/** Late and bounded results wait until somebody said what is done with them, and why. */
function unreviewed({ code, late, results, reviews }: Part): readonly Reason[] {
  return results.flatMap(({ measurand, outcome }) => {
    const isOpen = outcome === 'below' || (late && outcome === 'quantified');
    if (!isOpen || reviews.some((one) => one.measurand === measurand)) return [];
    const detail = `${measurand} of ${code} is ${outcome === 'below' ? 'no number but a bound' : 'late'}: say what is done with it, and why.`;
    return [{ code: 'NOT_REVIEWED', detail }];
  });
}

function sameCode(parts: readonly Part[]): readonly Reason[] {
  const twice = parts.find(({ code }, index) => parts.findIndex((one) => one.code === code) !== index);
  return twice === undefined ? [] : [{ code: 'SAME_CODE', detail: `Two laboratories have the code ${twice.code}.` }];
}

function notOpen({ opening }: RoundCase): Reason[] {
  return opening === undefined ? [{ code: 'NO_ROUND', detail: 'There is no such round.' }] : [];
}

/** A reason where the report is published, and nobody is correcting it. */
export function published({ report, correcting }: RoundCase): readonly Reason[] {
  return report === undefined || correcting !== undefined
    ? []
    : [{ code: 'PUBLISHED', detail: 'The report of this round is published.' }];
}

/** A reason where the round has no such measurand. */
export function unknownMeasurand({ opening }: RoundCase, measurand: string): readonly Reason[] {
  const names = (opening?.measurands ?? []).map((one) => one.measurand);
  if (names.includes(measurand)) return [];
  return [{ code: 'NO_SUCH_MEASURAND', detail: `The round has ${names.join(', ')}, not ${measurand}.` }];
}

/** The change of status that names, by the digest it will have, the statement that takes the place. */
export function replacedBy(change: Extract<Produced, { readonly source: 'statement' }>, id: string): Produced {
  return { ...change, refersTo: [{ path: ['credentialSubject', 'replacedBy'], id }] };
}

/** A case event with this content. */
export function event(kind: string, content: object): Produced {
  return { source: 'case-event', kind, content: JSON.parse(JSON.stringify(content)) as JsonObject };
}
