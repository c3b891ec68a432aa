// SPDX-License-Identifier: Apache-2.0
import { type StatusChange, statusAt } from '@touchstone/credentials/formats';
import { nameKey, parseInstant } from '@touchstone/identifiers';
import { type Contradiction, contradictionIn, type InstrumentEvent } from '@touchstone/metrology/instrument';
import type { StatementReference, SubjectOf } from '@touchstone/statements';
import type { z } from 'zod';
import type { Reason, Ruling } from '../../record-keeping/define-register.ts';
import type { Fact, JsonObject, StatementRecord } from '../../record-keeping/fact.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { rulingOf } from '../../record-keeping/ruling.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import type { inputs } from './record.ts';
import type { Listed } from './windows.ts';

/** An instrument as its facts make it. */
export interface Instrument {
  readonly name: string;
  readonly description: { readonly manufacturer?: string; readonly model?: string };
  readonly events: readonly InstrumentEvent[];
}

/** What the facts of a stream make; undefined before the instrument is taken in. */
export function instrumentOf(facts: readonly Fact[]): Instrument | undefined {
  const events = facts.flatMap((fact) => (fact.source === 'case-event' ? [fact.content] : []));
  const [description] = events.flatMap(
    (event) =>
      (event.description as unknown as (Instrument['description'] & { readonly name: string }) | undefined) ?? [],
  );
  if (description === undefined) return undefined;
  return {
    ...{ name: description.name, description },
    events: events.flatMap(({ event }) => (event === undefined ? [] : [event as unknown as InstrumentEvent])),
  };
}

/** Every certificate that was named for it. */
export function certificatesOf(facts: readonly Fact[]): readonly StatementReference[] {
  return facts
    .flatMap((fact) => (fact.source === 'case-event' && fact.kind === 'calibrated' ? [fact.content.event] : []))
    .flatMap((event) => (event as unknown as Calibrated).certificate ?? []);
}

/** The last calibration by a day, where there was one. */
export function calibrationOn(facts: readonly Fact[], day: string): Calibrated | undefined {
  return facts
    .flatMap((fact) => (fact.source === 'case-event' && fact.kind === 'calibrated' ? [fact.content.event] : []))
    .map((event) => event as unknown as Calibrated)
    .filter(({ on }) => on <= day)
    .sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
    .at(-1);
}

/** The certificate that was last named for it by a day, where one was. */
export function certificateOn(facts: readonly Fact[], day: string): { readonly certificate?: StatementReference } {
  const calibrated = calibrationOn(facts, day);
  return calibrated?.certificate === undefined ? {} : { certificate: calibrated.certificate };
}

/** Taking an instrument in: what it is, and from which day it is there, among those that are `listed`. */
export function mayTakeIn(
  { description, on }: z.infer<typeof inputs.takeIn>,
  { before, listed }: { readonly before: Instrument | undefined; readonly listed: readonly Listed[] },
  { actor, now }: Acting,
): Ruling {
  const reasons = before === undefined ? [] : [{ code: 'ALREADY_THERE', detail: 'It was taken in already.' }];
  // By its name reports and certificates refer to it: two of one name would answer for each other.
  const same = listed.find(({ name, owner }) => owner === actor.party && nameKey(name) === nameKey(description.name));
  if (same !== undefined) {
    const detail = `"${same.name}" is in the list; give this one a name of its own, or withdraw that one first.`;
    reasons.push({ code: 'ALREADY_THERE', detail });
  }
  const content = { description, event: { event: 'taken-in', on } } as unknown as JsonObject;
  return rulingOf([...reasons, ...future(on, now)], [{ source: 'case-event', kind: 'taken-in', content }]);
}

/** Whatever happens to it afterwards, in the order of days; a certificate that is named must be of it. */
export function mayRecord(
  { happening }: z.infer<typeof inputs.record>,
  {
    instrument,
    certificate,
    changes,
  }: {
    readonly instrument: Instrument | undefined;
    readonly certificate: StatementRecord | undefined;
    /** What changed the status of that certificate. */
    readonly changes: readonly StatusChange[];
  },
  { now }: Acting,
): Ruling {
  const { event: kind, on } = happening;
  const reasons: Reason[] = [...future(on, now)];
  if (instrument === undefined) reasons.push({ code: 'NOT_THERE', detail: 'Take it in first.' });
  else reasons.push(...faultsOfCourse(happening as InstrumentEvent, instrument.events));
  if (kind === 'calibrated') reasons.push(...faultsOfCalibration(happening, instrument?.name ?? '', certificate));
  const { status } = statusAt(changes, parseInstant(now));
  if (status !== 'active') {
    const detail = `That certificate is ${status}; name the one that took its place, or the paper by its number.`;
    reasons.push({ code: 'PAPER_NOT_IN_FORCE', detail });
  }
  return rulingOf(reasons, [{ source: 'case-event', kind, content: { event: happening as unknown as JsonObject } }]);
}

const CONTRADICTIONS: Readonly<Record<Contradiction['why'], { readonly code: string; readonly says: string }>> = {
  'away-already': { code: 'AWAY', says: 'it is away already; record first when it came back' },
  'not-away': { code: 'NOT_AWAY', says: 'it is not away; record first when it left' },
  withdrawn: { code: 'WITHDRAWN', says: 'it was withdrawn by then; take it in as a new one' },
  'not-there-yet': { code: 'OUT_OF_ORDER', says: 'it was taken in later; only a calibration may be of before that' },
};

/** What something contradicts that is on record already. Its paper may come late: a calibration is of its own day, the rest is in order. */
function faultsOfCourse(happening: InstrumentEvent, events: readonly InstrumentEvent[]): readonly Reason[] {
  const last = events
    .filter(({ event }) => event !== 'calibrated')
    .map(({ on }) => on)
    .sort()
    .at(-1);
  if (happening.event !== 'calibrated' && last !== undefined && happening.on < last) {
    const detail = `Something is on record for ${last}; ${happening.on} was before.`;
    return [{ code: 'OUT_OF_ORDER', detail }];
  }
  const found = contradictionIn([...events, happening]);
  if (found === undefined) return [];
  const { code, says } = CONTRADICTIONS[found.why];
  return [{ code, detail: `${found.event.event} on ${found.event.on}: ${says}.` }];
}

type Calibrated = Extract<z.infer<typeof inputs.record>['happening'], { readonly event: 'calibrated' }>;

function faultsOfCalibration(
  { on, dueOn, certificate: named }: Calibrated,
  name: string,
  found: StatementRecord | undefined,
): readonly Reason[] {
  const late =
    dueOn !== undefined && dueOn < on
      ? [{ code: 'DUE_BEFORE_CALIBRATION', detail: `It would be due on ${dueOn}.` }]
      : [];
  if (named === undefined || found === undefined) return late;
  if (found.digest !== named.digest)
    return [
      ...late,
      { code: 'OTHER_DOCUMENT', detail: 'The certificate on record under this id is another; name it by its digest.' },
    ];
  const use = useIn(found);
  if (use === undefined || use.of !== name) {
    return [
      ...late,
      {
        code: 'OTHER_THING',
        detail: `That certificate is for ${use?.of ?? `no instrument (${found.kind})`}, not ${name}.`,
      },
    ];
  }
  if (on < use.from || (use.to !== undefined && (dueOn === undefined || dueOn > use.to))) {
    return [
      ...late,
      {
        code: 'LONGER_THAN_CERTIFIED',
        detail: `The certificate holds from ${use.from} to ${use.to ?? 'no stated day'}; state a window within.`,
      },
    ];
  }
  return late;
}

function useIn({
  kind,
  body,
}: StatementRecord): { readonly of: string; readonly from: string; readonly to: string | undefined } | undefined {
  if (kind === 'CalibrationCertificate') {
    const { instrument, calibratedOn, dueOn } =
      body.credentialSubject as unknown as SubjectOf<'CalibrationCertificate'>;
    return { of: instrument, from: calibratedOn, to: dueOn };
  }
  if (kind !== 'VerificationCertificate') return undefined;
  const { instrument, verifiedOn, validUntil, conforms } =
    body.credentialSubject as unknown as SubjectOf<'VerificationCertificate'>;
  return conforms ? { of: instrument, from: verifiedOn, to: validUntil } : undefined;
}

function future(on: string, now: string): readonly Reason[] {
  return on > dayAt(now) ? [{ code: 'IN_THE_FUTURE', detail: `${on} has not come yet.` }] : [];
}
