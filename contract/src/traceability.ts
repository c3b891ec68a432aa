// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** How a link of traceability stands: shown, vouched for by a named accreditation, named and not on record, or broken. */
export const traceState = z.enum(['broken', 'undisclosed', 'assured', 'shown']);

/** A statement by its identity and digest, with the number that people know it by. */
export const paperName = z.strictObject({
  ...{ kind: z.string(), issuer: z.string(), id: z.string(), digest: z.string(), number: z.string() },
});

const reason = z.strictObject({
  ...{ code: z.string(), detail: z.string(), cure: z.string().optional() },
  /** The names, numbers and days of the sentence, for a reader of another language. */
  values: z.record(z.string(), z.string()).optional(),
});

/** One link upwards, judged on the day `on` on which it was relied upon. */
export const traceLink = z.strictObject({
  ...{ from: z.string(), to: z.string(), state: traceState, on: z.string() },
  ...{ shownBy: z.array(paperName), assuredBy: paperName.optional(), reasons: z.array(reason) },
});

const node = z.strictObject({
  id: z.string(),
  kind: z.enum(['report', 'instrument', 'reference-material', 'measurement-standard', 'unnamed', 'si']),
  name: z.string(),
  level: z.enum(['primary', 'public', 'working']).optional(),
  realisation: z.enum(['artefact', 'intrinsic']).optional(),
  constants: z.array(z.string()).optional(),
  keeper: z.strictObject({ id: z.string(), name: z.string() }).optional(),
  place: z.string().optional(),
  paper: paperName.optional(),
});

/** What a thing rests on, up to the SI: nodes and links, to be drawn; `reasons` are what stands against the root itself. */
export const traceabilityGraph = z
  .strictObject({
    ...{ root: z.string(), on: z.string(), state: traceState, cutOff: z.boolean() },
    ...{ nodes: z.array(node), links: z.array(traceLink), reasons: z.array(reason) },
  })
  .meta({ id: 'TraceabilityGraph' });
export type TraceabilityGraph = z.infer<typeof traceabilityGraph>;
