// SPDX-License-Identifier: Apache-2.0
import { RULES } from '@touchstone/evidence/plausibility';
import { z } from 'zod';

/** What the own list of instruments says of a signed paper that it did not say when that was signed: to look at, and no finding. */
export const sinceSigned = z.array(
  z.strictObject({
    ...{ code: z.string(), rule: z.enum(RULES), detail: z.string() },
    values: z.record(z.string(), z.string()).optional(),
    /** An article to compare. */
    article: z.string().optional(),
  }),
);
