// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';

/** One fault among several: where it lies and what is wrong there. RFC 9457, 3 (extension members). */
export const problemError = z.strictObject({
  /** Stable word for this fault; for a refused act, the reason's own code. */
  code: z.string(),
  detail: z.string(),
  /** What the sentence speaks of, by name, for who has words of their own for the code. */
  values: z.record(z.string(), z.string()).optional(),
  /** JSON Pointer into the body. RFC 6901. */
  pointer: z.string().optional(),
  /** Name of the parameter, where the fault is not in the body. */
  parameter: z.string().optional(),
  /** Where it lies in an uploaded dossier, in the spreadsheet's own names: row 7 and column B make the cell B7. */
  file: z.string().optional(),
  sheet: z.string().optional(),
  row: z.int().optional(),
  column: z.string().optional(),
});
export type ProblemFault = z.infer<typeof problemError>;

/** What every answer of status 400 and above carries, as application/problem+json. RFC 9457, 3.1. */
export const problem = z.strictObject({
  type: z.url(),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  code: z.string(),
  errors: z.array(problemError).optional(),
  /** Names this request in the server's own log. */
  requestId: z.string(),
});
export type Problem = z.infer<typeof problem>;

/** Where the types of problems are described; a code in kebab-case follows. */
export const PROBLEM_TYPE_ROOT = 'https://touchstone.example/problems/';
