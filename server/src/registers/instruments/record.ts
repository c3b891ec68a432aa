// SPDX-License-Identifier: Apache-2.0
import { pageOf } from '@touchstone/contract';
import { parseCalendarDay } from '@touchstone/identifiers';
import { statementReference } from '@touchstone/statements';
import { z } from 'zod';
import { shownName } from '../../record-keeping/shown-name.ts';
import { ROUTES } from './states.ts';

const name = shownName(400);
const text = z.string().trim().min(1).max(400);
const day = z.iso.date().transform((value) => parseCalendarDay(value));
const quantity = z.strictObject({ value: z.string().max(60), unit: z.string().max(60) });

/** What an instrument is, and what its owner needs of it. */
export const description = z.strictObject({
  /** The name by which reports and certificates refer to it. */
  name,
  category: name.optional(),
  manufacturer: name.optional(),
  model: name.optional(),
  serialNumber: name.optional(),
  /** Where it was made, ISO 3166-1: for the inventory of what comes from elsewhere. */
  madeIn: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  place: z.string().max(10).optional(),
  /** How many tests it takes at once; left out, any number. */
  testsAtOnce: z.int().positive().max(100_000).optional(),
  /** What it must measure, and how well: what a calibration is looked for by. */
  needs: z
    .array(z.strictObject({ quantity: name, at: quantity, expandedUncertainty: quantity.optional() }))
    .max(50)
    .optional(),
});

const on = day;
/** What happens to an instrument. A calibration names its certificate, or what a paper says. */
export const happening = z
  .discriminatedUnion('event', [
    z.strictObject({
      ...{ event: z.literal('calibrated'), on, dueOn: day.optional(), certificate: statementReference.optional() },
      ...{ number: name.optional(), laboratory: name.optional() },
    }),
    z.strictObject({
      event: z.literal('sent-away'),
      on,
      for: z.enum(['repair', 'calibration', 'loan']),
      to: name.optional(),
    }),
    z.strictObject({ event: z.literal('returned'), on, asBefore: z.boolean().default(false), note: text.optional() }),
    z.strictObject({ event: z.literal('withdrawn'), on, reason: text }),
  ])
  .meta({ id: 'InstrumentEvent' });

const stream = z.uuid();

/** Inputs of the register's actions. */
export const inputs = {
  takeIn: z.strictObject({ stream, description, on }),
  record: z.strictObject({ stream, happening }),
} as const;
export const takingIn = inputs.takeIn.omit({ stream: true });

/** Only `in-use` lets it be used. */
export const STATES = ['in-use', 'not-calibrated', 'overdue', 'away', 'withdrawn'] as const;

/** Where an instrument comes from, seen from where its owner is; of many nobody has said it. */
export const ORIGINS = ['own', 'imported', 'unknown'] as const;

/** In which state a paper is on a day. */
const PAPER_STATES = [
  ...(['in-force', 'not-yet', 'expired', 'does-not-conform', 'not-designated'] as const),
  ...(['suspended', 'withdrawn', 'revoked', 'replaced'] as const),
  /** An authority decided that it is so. */
  ...(['decided-false', 'decided-inaccurate'] as const),
] as const;

/** How a certificate stands that is named for an instrument. */
const CERTIFICATE_STATUSES = [
  ...(['active', 'suspended', 'withdrawn', 'revoked', 'replaced', 'not-on-record'] as const),
  ...(['decided-false', 'decided-inaccurate'] as const),
] as const;

const stretch = {
  ...{ state: z.enum(STATES), from: z.string(), until: z.string().nullable() },
  /** In use by its keeper's word: no certificate is named by which. */
  byKeeperAlone: z.boolean(),
};

/** The paper by which an instrument is in use: the certificate that is named, as it stands that day, or what its keeper says of one. */
const paper = z
  .strictObject({
    /** Of the certificate itself where it is on record, else as its keeper wrote it. */
    ...{ number: z.string().nullable(), laboratory: z.string().nullable() },
    certificate: statementReference.nullable(),
    /** Of the certificate that is named; null where none is. */
    status: z.enum(CERTIFICATE_STATUSES).nullable(),
  })
  .meta({ id: 'InstrumentPaper' });
export type InstrumentPaper = z.infer<typeof paper>;

/** What the reads of this register answer. */
export const answers = {
  page: pageOf(
    z.strictObject({
      ...{ stream: z.string(), name: z.string(), category: z.string(), madeIn: z.string(), ...stretch },
      /** Null where it is not in use. */
      paper: paper.nullable(),
    }),
  ),
  origins: z.strictObject({
    ...{ on: z.string(), home: z.string() },
    ...{ own: z.int(), imported: z.int(), unknown: z.int() },
    /** `madeIn` is empty where nobody said it. */
    counts: z.array(
      z.strictObject({
        ...{ madeIn: z.string(), category: z.string(), count: z.int() },
        origin: z.enum(ORIGINS),
      }),
    ),
  }),
  states: z.strictObject({
    ...{ stream: z.string(), name: z.string(), on: z.string() },
    /** By the owner's own record, and by what became of the certificate that it names; null before it was taken in. */
    use: z.enum(STATES).nullable(),
    /** Nobody but its keeper says that it is calibrated: no certificate is named, or one that it signed itself and nobody vouches for. */
    byKeeperAlone: z.boolean(),
    /** Open doubts of which the owner was told: what was found off and when, and from which day this may have been wrong by it. */
    inDoubt: z.array(z.strictObject({ standard: z.string(), foundOn: z.string(), from: z.string() })),
    routes: z.array(
      z.strictObject({
        route: z.enum(ROUTES),
        /** That of the newest paper that has begun; `none-known` says nothing about what others may know. */
        state: z.enum([...PAPER_STATES, 'none-known']),
        papers: z.array(
          z.strictObject({
            ...{ kind: z.string(), number: z.string(), from: z.string(), to: z.string().nullable() },
            status: z.enum(PAPER_STATES),
            /** Named by the owner, about its type, or found by its name alone: that may be another's, and counts for nothing. */
            link: z.enum(['named', 'type', 'name-alone']),
            ...{ issuer: z.string(), id: z.string(), digest: z.string() },
          }),
        ),
      }),
    ),
  }),
  one: z.strictObject({
    stream: z.string(),
    description: z.record(z.string(), z.unknown()),
    stretches: z.array(z.strictObject(stretch)),
    events: z.array(z.record(z.string(), z.unknown())),
  }),
} as const;
