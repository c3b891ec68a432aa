// SPDX-License-Identifier: Apache-2.0
import { pageOf } from '@touchstone/contract';
import { isDecimalText, parseCalendarDay, parseInstant } from '@touchstone/identifiers';
import { parseMultikey } from '@touchstone/credentials/formats';
import { NELSON, type RunRule, WESTERN_ELECTRIC } from '@touchstone/metrology/control';
import { parseUnit } from '@touchstone/metrology/quantity';
import { parsedBy } from '@touchstone/statements';
import { z } from 'zod';
import { shownName } from '../../record-keeping/shown-name.ts';

/** So many sequence numbers are kept, and locked, together. */
export const THOUSAND = 1_000;

const text = z.string().trim().min(1).max(400);
const name = shownName(400);
const day = z.iso.date().transform((value) => parseCalendarDay(value));

/** A text that a parser takes, as it was written: what is signed must not be altered by reading it. */
const written = (parse: (given: string) => unknown, charactersMax: number) =>
  z
    .string()
    .min(1)
    .max(charactersMax)
    .superRefine((given, context) => {
      try {
        parse(given);
      } catch (cause) {
        context.addIssue({ code: 'custom', message: (cause as Error).message });
      }
    });

/** A public key of a device. RFC 8032; W3C Controlled Identifiers 1.0, section 2.2.2. */
const deviceKey = written((given) => {
  const { type } = parseMultikey(given);
  if (type !== 'Ed25519') throw new TypeError(`a device signs with Ed25519, not with ${type}: a multikey z6Mk…`);
}, 200);

/** What a device is: of which instrument it gives readings, of what, in which unit, and the key that signs them. */
export const registration = z.strictObject({
  instrument: z.uuid(),
  name,
  quantity: name,
  unit: written((given) => parseUnit(given), 60),
  key: deviceKey,
  /** Readings taken before this day are not of this key. */
  from: day,
});

/** From which day on the key is not to be relied upon; whatever comes in afterwards is refused. */
export const revocation = z.strictObject({ distrustedFrom: day, reason: text });

const reading = z.strictObject({
  sequence: z.int().nonnegative(),
  takenAt: written((given) => parseInstant(given), 40),
  value: z.string().max(60).refine(isDecimalText, 'a decimal number as text, such as "0.10"'),
  unit: z.string().min(1).max(60),
  specimen: z.string().min(1).max(200).optional(),
});
export type Reading = z.infer<typeof reading>;

/** A batch as a device signs it: JCS of { type, device, readings }, signed with Ed25519. */
export const batch = z
  .strictObject({
    readings: z.array(reading).min(1).max(THOUSAND),
    /** `z` and the 64 bytes of the signature in base58btc. */
    signature: z.string().min(2).max(100),
  })
  .meta({ id: 'InstrumentReadingsBatch' });
export type Batch = z.infer<typeof batch>;

const stream = z.uuid();
/** Inputs of the register's actions. */
export const inputs = {
  register: z.strictObject({ stream, registration }),
  revoke: z.strictObject({ stream, revocation }),
  handIn: z.strictObject({ device: stream, batch }),
} as const;

const instant = parsedBy(parseInstant, 40);

/** Readings are asked for by when they were taken, both ends included. */
export const span = {
  from: instant.optional().describe('Instant of the first reading wanted, RFC 3339'),
  to: instant.optional().describe('Instant of the last reading wanted'),
  specimen: z.string().max(200).optional(),
};
/** A span with both its ends. */
export const wholeSpan = { ...span, from: instant, to: instant };

export const RULE_SETS = { 'western-electric': WESTERN_ELECTRIC, nelson: NELSON } as const satisfies Readonly<
  Record<string, readonly RunRule[]>
>;
/** Where the limits of a chart come from, and by which rules it signals. */
export const chartWanted = {
  ...wholeSpan,
  baseTo: instant.describe('The limits are taken from the readings from `from` up to this instant'),
  rules: z.enum(['western-electric', 'nelson']).default('western-electric'),
};

const device = z.strictObject({
  ...{ stream: z.string(), instrument: z.string(), instrumentName: z.string(), name: z.string() },
  ...{ quantity: z.string(), unit: z.string(), key: z.string(), from: z.string() },
  ...{ revokedOn: z.string().nullable(), distrustedFrom: z.string().nullable(), reason: z.string().nullable() },
});
/** What is odd about a reading: shown, never mended. */
const oddities = {
  /** How many numbers before it are not on record. */
  missingBefore: z.int(),
  /** Taken before the reading with the number before it. */
  isBehind: z.boolean(),
  /** Taken on or after the day from which its key is not relied upon. */
  isDistrusted: z.boolean(),
};
const kept = z.strictObject({
  ...{ device: z.string(), sequence: z.int(), takenAt: z.string(), value: z.string(), unit: z.string() },
  ...{ specimen: z.string().nullable(), receivedAt: z.string(), ...oddities },
});

const limits = { lower: z.number().nullable(), centre: z.number(), upper: z.number().nullable() };
/** What the reads of this register answer. */
export const answers = {
  devices: pageOf(device),
  device: z.strictObject({
    ...device.shape,
    ...{ readings: z.int(), first: z.int().nullable(), last: z.int().nullable(), behind: z.int() },
    /** Runs of numbers between the first and the last that are not on record; at most 1,000 runs. */
    missing: z.array(z.strictObject({ from: z.int(), to: z.int() })),
  }),
  readings: pageOf(kept),
  span: z.strictObject({
    ...{ device: z.string(), from: z.string(), to: z.string(), readings: z.int(), missing: z.int(), behind: z.int() },
    /** As raw data of a report or a certificate: the digest of JCS of the readings of the span. */
    rawFile: z.strictObject({ name: z.string(), digest: z.string() }),
  }),
  chart: z.strictObject({
    ...{ device: z.string(), quantity: z.string(), unit: z.string(), rules: z.string() },
    base: z.strictObject({ from: z.string(), to: z.string(), readings: z.int() }),
    sigma: z.number(),
    individuals: z.strictObject(limits),
    movingRange: z.strictObject(limits),
    points: z.array(
      z.strictObject({
        ...{ sequence: z.int(), takenAt: z.string(), value: z.number(), beyond: z.boolean() },
        ...{ movingRange: z.number().nullable(), rangeBeyond: z.boolean(), ...oddities },
      }),
    ),
    signals: z.array(z.strictObject({ rule: z.string(), from: z.int(), at: z.int() })),
  }),
} as const;
/** The columns of a device in answers. */
export const DEVICE_FIELDS = Object.keys(device.shape) as (keyof typeof device.shape)[];
