// SPDX-License-Identifier: Apache-2.0
import { KINDS, qualityContextText, type StatementKind, subjectSchema } from '@touchstone/statements';

/** What other systems read of statements, by file name within this package; each is made from the kinds, never by hand. */
export function generatedFiles(): ReadonlyMap<string, string> {
  const kinds = Object.keys(KINDS) as StatementKind[];
  const schemas = Object.fromEntries(kinds.map((kind) => [kind, subjectSchema(kind)]));
  return new Map([
    // Served behind https://touchstone.example/contexts/qi/v1 as application/ld+json, these bytes and no others.
    ['generated/qi-v1.jsonld', qualityContextText()],
    // JSON Schema (2020-12) of the credentialSubject of each kind; a parser checks more, such as check digits and days.
    ['generated/statement-subjects.json', `${JSON.stringify(schemas, null, 2)}\n`],
  ]);
}
