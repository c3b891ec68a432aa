// SPDX-License-Identifier: Apache-2.0
import { pageOf } from '@touchstone/contract';
import { parseCalendarDay } from '@touchstone/identifiers';
import { type ListedInstrument, UNCERTAINTY_RATIOS, UPKEEP_LANGUAGES } from '@touchstone/metrology/upkeep';
import { z } from 'zod';

/** Instruments of one list that is kept: each change of a list is a fact of its own, with the whole list in it. */
const INSTRUMENTS_MAX = 500;
/** A workbook of so many rows has some hundred kilobytes; in base64, four thirds of that. */
const WORKBOOK_CHARACTERS_MAX = 700_000;

/** A list as it is handed in: the workbook, and by which ratio a calibration must be good enough. */
export const handingIn = z.strictObject({
  file: z.string().trim().min(1).max(200),
  workbook: z.base64().max(WORKBOOK_CHARACTERS_MAX),
  ratio: z.enum(UNCERTAINTY_RATIOS).default('1/3'),
});

const day = z.iso.date().transform((value) => parseCalendarDay(value));
/** When one instrument is due, as it follows from the list on the day on which that was handed in. */
const due = z.strictObject({ instrument: z.string(), action: z.string(), dueOn: day });
export type DueInstrument = z.infer<typeof due>;

/** How far a reminder has gone. */
const LEVELS = ['due-soon', 'overdue'] as const;
const reminder = z.strictObject({ ...due.shape, level: z.enum(LEVELS) });
export type Reminder = z.infer<typeof reminder>;

const stream = z.string().max(300);
/** Inputs of the register's actions. */
export const inputs = {
  keep: z.strictObject({
    ...{ stream, ratio: handingIn.shape.ratio, dues: z.array(due) },
    instruments: z.array(z.custom<ListedInstrument>()).min(1).max(INSTRUMENTS_MAX),
  }),
  remind: z.strictObject({ stream, on: day, reminders: z.array(reminder).min(1) }),
} as const;

/** The words of the answer. */
export const languageQuery = { language: z.enum(UPKEEP_LANGUAGES).default('en') } as const;

const text = z.string();
/** One instrument's plan in words. */
const describedPlan = z.strictObject({
  ...{ instrument: text, type: text, use: text, action: text, actionText: text, interval: text, method: text },
  ...{ target: text, dueOn: text.optional(), state: text, stateText: text, where: z.array(text), why: z.array(text) },
});

/** What the reads of this register answer. */
export const answers = {
  list: z.strictObject({
    /** Null where no list is kept. */
    keptOn: text.nullable(),
    ...{ on: text, ratio: text, plans: z.array(describedPlan) },
    /** The days as an iCalendar file, RFC 5545. */
    calendar: text,
  }),
  reminders: pageOf(
    z.strictObject({ instrument: text, action: text, dueOn: text, level: z.enum(LEVELS), since: text }),
  ),
} as const;
