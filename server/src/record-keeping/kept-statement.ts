// SPDX-License-Identifier: Apache-2.0
import { utf8Bytes } from '@touchstone/identifiers';
import { z } from 'zod';
import type { JsonObject, StatementInput } from './fact.ts';

/** A statement that waits in a case event: as `StatementInput`, with its exact bytes as the text that they are. */
export const keptStatement = z.strictObject({
  kind: z.string(),
  issuer: z.string(),
  id: z.string(),
  issuedAt: z.string(),
  digest: z.string(),
  text: z.string(),
  jwt: z.string().optional(),
  body: z.custom<JsonObject>((value) => typeof value === 'object' && value !== null),
  edges: z.array(z.strictObject({ relation: z.string(), key: z.string() })),
});
/** The same, as a type. */
export type KeptStatement = z.infer<typeof keptStatement>;

/** The statement as a case event can hold it; bytes that are no UTF-8 would come back as others, and are refused. */
export function keptOf({ bytes, jwt, edges, ...rest }: StatementInput): KeptStatement {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  return { ...rest, text, ...(jwt === undefined ? {} : { jwt }), edges: [...edges] };
}

/** The statement again, byte for byte. */
export function statementIn(given: StatementInput | KeptStatement): StatementInput {
  if ('bytes' in given) return given;
  const { text, jwt, ...rest } = given;
  return { ...rest, bytes: utf8Bytes(text), ...(jwt === undefined ? {} : { jwt }) };
}
