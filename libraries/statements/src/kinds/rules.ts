// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { day, digest, LIST_LIMIT, period, place, text } from '../fields.ts';

/** Names a set of requirements by the digest of its data set, so that a verdict can say which edition it used. */
export const requirementSet = z.strictObject({
  id: text,
  title: text,
  places: z.array(place).min(1),
  dataSet: digest,
  requirements: z.int().nonnegative(),
  ...period,
});

/** For one product in one place: which hazards and obligations are loaded, partial, missing or not applicable. */
export const coverageManifest = z.strictObject({
  id: text,
  place,
  food: text,
  items: z
    .array(
      z.strictObject({ item: text, status: z.enum(['loaded', 'partial', 'missing', 'not-applicable']), reason: text }),
    )
    .min(1)
    .max(LIST_LIMIT),
  reviewedBy: text,
  reviewedOn: day,
});
