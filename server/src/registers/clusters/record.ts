// SPDX-License-Identifier: Apache-2.0
import { pageOf } from '@touchstone/contract';
import type { ListedCluster } from '@touchstone/dossier';
import { SHORTFALLS } from '@touchstone/metrology/capability';
import { z } from 'zod';

/** Clusters of one list; each change of a list is a fact of its own, with the whole list in it. */
const CLUSTERS_MAX = 300;
/** A list of some thousand rows has some hundred kilobytes; in base64, four thirds of that. */
const FILE_CHARACTERS_MAX = 700_000;

/** A list as it is handed in: an Excel workbook, or a CSV file by its name. */
export const handingIn = z.strictObject({
  file: z.string().trim().min(1).max(200),
  content: z.base64().max(FILE_CHARACTERS_MAX),
});

/** Inputs of the register's actions. */
export const inputs = {
  keep: z.strictObject({
    stream: z.string().max(300),
    clusters: z.array(z.custom<ListedCluster>()).min(1).max(CLUSTERS_MAX),
  }),
} as const;

const text = z.string();
const quantity = z.strictObject({ value: text, unit: text });
const need = {
  ...{ activity: z.enum(['testing', 'calibration']), property: text, method: text.optional() },
  ...{ from: quantity.optional(), to: quantity.optional(), expandedUncertainty: quantity.optional() },
};
const cluster = {
  ...{ cluster: text, name: text, place: text, publisher: text, demonstration: z.boolean() },
  ...{ industries: z.array(text), goods: z.array(text) },
};
const outcome = z.enum(['covered', 'in-part', 'not']);
const found = z.strictObject({
  ...{ laboratory: text, body: text, certificateNumber: text, line: text, standard: text, outcome },
  because: z.array(z.enum([...SHORTFALLS, 'method'])),
  /** The smallest uncertainty, or the limit of quantification, that the line has over the stretch. */
  best: text.optional(),
  ...{ places: z.array(text), samePlace: z.boolean(), kilometres: z.number().optional() },
});

/** What the reads of this register answer. */
export const answers = {
  clusters: pageOf(z.strictObject({ ...cluster, keptOn: text, needs: z.int() })),
  map: z.strictObject({
    on: text,
    /** False where there were more clusters or lines than are looked at: then a gap may be none. */
    complete: z.boolean(),
    clusters: z.array(
      z.strictObject({
        ...cluster,
        needs: z.array(
          z.strictObject({
            ...need,
            outcome,
            /** Who covers it, whole before in part, the same place first, then the nearest. */
            by: z.array(found),
            /** Of lines about the same that do not cover it, what each lacks. */
            lacking: z.array(found),
          }),
        ),
        institutions: z.array(
          z.strictObject({
            ...{ laboratory: text, body: text, places: z.array(text), samePlace: z.boolean() },
            ...{ kilometres: z.number().optional(), covers: z.int(), inPart: z.int() },
          }),
        ),
      }),
    ),
    /** What no accredited laboratory covers on the day, and in which clusters that is so. */
    gaps: z.array(z.strictObject({ ...need, outcome: z.enum(['in-part', 'not']), clusters: z.array(text) })),
  }),
} as const;
