// SPDX-License-Identifier: Apache-2.0
import { parseStatement, type Statement } from '@touchstone/statements';
import type { JsonObject } from './fact.ts';

const parsed = new WeakMap<JsonObject, Statement>();

/** As `parseStatement`, once for each body: whoever reads a statement and whoever rules on it ask about the same one. */
export function statementOf(body: JsonObject): Statement {
  const known = parsed.get(body);
  if (known !== undefined) return known;
  const statement = parseStatement(body);
  parsed.set(body, statement);
  return statement;
}
