// SPDX-License-Identifier: Apache-2.0
import { canonicalize, decodeMultibase, type JsonValue, parseMultikey } from '@touchstone/credentials/formats';
import { nodeSuite } from '@touchstone/credentials/node';
import { type CalendarDay, compareInstants, parseInstant, utf8Bytes } from '@touchstone/identifiers';
import type { z } from 'zod';
import type { Reason, Ruling } from '../../record-keeping/define-register.ts';
import type { Fact, JsonObject } from '../../record-keeping/fact.ts';
import { dayAt } from '../../record-keeping/local-day.ts';
import { rulingOf } from '../../record-keeping/ruling.ts';
import type { Acting } from '../../record-keeping/tenant.ts';
import { refuseSignature } from '../../record-keeping/two-person.ts';
import type { ReadingRow } from './fold.ts';
import { type Batch, type inputs, type Reading, THOUSAND } from './record.ts';

/** What the signature of whoever registers or revokes a key means, word for word. */
export const MEANINGS = {
  register: 'I register this key as that of the device: what it signs counts as read by the instrument.',
  revoke: 'I revoke the key of this device: nothing that it signs is taken any more.',
} as const;

/** A device as its facts make it. */
export interface Device {
  readonly owner: string;
  readonly instrument: string;
  readonly unit: string;
  readonly key: string;
  readonly from: CalendarDay;
  readonly revokedOn?: string;
}

/** What the facts of a stream make; undefined where no device is registered there. */
export function deviceOf(facts: readonly Fact[]): Device | undefined {
  const events = facts.flatMap((fact) => (fact.source === 'case-event' ? [fact] : []));
  const registered = events.find(({ kind }) => kind === 'device-registered');
  if (registered === undefined) return undefined;
  const revoked = events.find(({ kind }) => kind === 'key-revoked');
  return { owner: registered.owner, ...registered.content, ...revoked?.content } as unknown as Device;
}

/** An instrument that a device may be registered for: its name, whose it is, and whether it is in use no more. */
export interface FoundInstrument {
  readonly name: string;
  readonly owner: string;
  readonly isWithdrawn: boolean;
}

/** Registering a device of an own instrument with its key, by a person who proves who they are. */
export function mayRegister(
  { registration }: z.infer<typeof inputs.register>,
  { instrument, before }: { readonly instrument: FoundInstrument | undefined; readonly before: Device | undefined },
  { actor, now }: Acting,
): Ruling {
  const reasons: Reason[] = [...refuseSignature(MEANINGS.register, actor, now)];
  if (before !== undefined) reasons.push({ code: 'ALREADY_THERE', detail: 'It was registered already.' });
  if (instrument?.owner !== actor.party) {
    const detail = `instrument: ${registration.instrument} is none of the own; take it in first, or name another.`;
    reasons.push({ code: 'NOT_THERE', detail });
  } else if (instrument.isWithdrawn) {
    reasons.push({ code: 'WITHDRAWN', detail: `instrument: ${instrument.name} is withdrawn and reads nothing more.` });
  }
  const content = { ...registration, instrumentName: instrument?.name ?? '' } as unknown as JsonObject;
  return rulingOf(reasons, [{ source: 'case-event', kind: 'device-registered', content }]);
}

/** Revoking takes rights away and cannot wait: one person may, and nobody can undo it. */
export function mayRevoke(
  { revocation: { distrustedFrom, reason } }: z.infer<typeof inputs.revoke>,
  device: Device | undefined,
  { actor, now }: Acting,
): Ruling {
  const today = dayAt(now);
  const reasons: Reason[] = [...refuseSignature(MEANINGS.revoke, actor, now)];
  if (device?.owner !== actor.party) reasons.push({ code: 'NOT_THERE', detail: 'No device of the own is there.' });
  if (device?.revokedOn !== undefined)
    reasons.push({ code: 'KEY_REVOKED', detail: `Its key was revoked on ${device.revokedOn}.` });
  if (distrustedFrom > today)
    reasons.push({ code: 'IN_THE_FUTURE', detail: `distrustedFrom: it is at most today, ${today}.` });
  const content = { revokedOn: today, distrustedFrom, reason };
  return rulingOf(reasons, [{ source: 'case-event', kind: 'key-revoked', content }]);
}

/** The stream of the thousand to which a sequence number belongs. */
export function thousandOf(device: string, sequence: number): string {
  return `${device}/${Math.floor(sequence / THOUSAND)}`;
}

/**
 * JCS({ "type": "InstrumentReadings", "device": …, "readings": […] }): what a device signs.
 * RFC 8785; the type keeps a signature for something else from passing as readings.
 */
export function signedText(device: string, readings: readonly Reading[]): string {
  return canonicalize({ type: 'InstrumentReadings', device, readings } as unknown as JsonValue);
}

const FAULTS_MAX = 50;

/** A batch is taken whole or not at all; what is on record already, word for word, is no fault. */
export function mayHandIn(
  { device: stream, batch }: z.infer<typeof inputs.handIn>,
  { device, known }: { readonly device: Device | undefined; readonly known: readonly ReadingRow[] },
  { actor, now }: Acting,
): Ruling {
  if (device?.owner !== actor.party) {
    return rulingOf([{ code: 'NOT_THERE', detail: 'No such device of the own; register it with its key first.' }], []);
  }
  const { readings, signature } = batch;
  const reasons = [...faultsOfKey(stream, device, batch), ...faultsOfReadings(readings, { device, known, now })];
  const isAllKnown = readings.every(({ sequence }) => known.some((row) => row.sequence === sequence));
  // Whole as it was signed, so that the signature can be verified again.
  const content = { device: stream, instrument: device.instrument, readings, signature } as unknown as JsonObject;
  return rulingOf(
    reasons.slice(0, FAULTS_MAX),
    isAllKnown ? [] : [{ source: 'case-event', kind: 'readings', content }],
  );
}

function faultsOfKey(stream: string, { key, revokedOn }: Device, { readings, signature }: Batch): readonly Reason[] {
  if (revokedOn !== undefined) {
    const detail = `The key of this device was revoked on ${revokedOn}; register the device anew with another key.`;
    return [{ code: 'KEY_REVOKED', detail }];
  }
  if (isSignedBy(key, signedText(stream, readings), signature)) return [];
  const detail = `signature: it is not that of ${key} over the JCS of {"type":"InstrumentReadings","device":"${stream}","readings":[…]}, as z and base58btc of 64 bytes.`;
  return [{ code: 'BAD_SIGNATURE', detail }];
}

function isSignedBy(key: string, message: string, signature: string): boolean {
  try {
    return nodeSuite.verify(parseMultikey(key), utf8Bytes(message), decodeMultibase(signature));
  } catch {
    return false;
  }
}

interface Against {
  readonly device: Device;
  readonly known: readonly ReadingRow[];
  readonly now: string;
}

function faultsOfReadings(readings: readonly Reading[], { device, known, now }: Against): readonly Reason[] {
  const bySequence = new Map(known.map((row) => [row.sequence, row]));
  const seen = new Set<number>();
  const thousand = Math.floor((readings[0] as Reading).sequence / THOUSAND);
  const moment = parseInstant(now);
  return readings.flatMap((reading, index): readonly Reason[] => {
    const { sequence, unit } = reading;
    const where = `readings[${index}], sequence ${sequence}`;
    const takenAt = parseInstant(reading.takenAt);
    const reasons: Reason[] = [];
    const add = (code: string, what: string) => reasons.push({ code, detail: `${where}: ${what}.` });
    if (unit !== device.unit) add('WRONG_UNIT', `the unit is ${unit}; this device was registered for ${device.unit}`);
    if (compareInstants(takenAt, moment) > 0)
      add('IN_THE_FUTURE', `taken at ${takenAt}, and it is ${moment}; set the clock of the device`);
    if (dayAt(takenAt) < device.from)
      add('BEFORE_THE_KEY', `taken at ${takenAt}, and the key holds from ${device.from} on`);
    if (seen.has(sequence)) add('TWICE', 'this number is there twice; each reading has one of its own');
    seen.add(sequence);
    if (Math.floor(sequence / THOUSAND) !== thousand)
      add(
        'OTHER_THOUSAND',
        `send it in another batch than those of ${thousand * THOUSAND} to ${thousand * THOUSAND + 999}`,
      );
    const before = bySequence.get(sequence);
    if (before !== undefined && !isSame(before, reading))
      add(
        'SEQUENCE_TAKEN',
        `on record is ${before.value} ${before.unit} at ${before.takenAt}; give a correction a new number`,
      );
    return reasons;
  });
}

function isSame(row: ReadingRow, { takenAt, value, unit, specimen }: Reading): boolean {
  const sameTime = compareInstants(parseInstant(row.takenAt), parseInstant(takenAt)) === 0;
  return sameTime && row.value === value && row.unit === unit && row.specimen === (specimen ?? null);
}
