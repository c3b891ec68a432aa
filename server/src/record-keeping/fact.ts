// SPDX-License-Identifier: Apache-2.0
import type { Actor } from './tenant.ts';

/** Anything that JSON can say. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A JSON object. */
export type JsonObject = { readonly [name: string]: Json };

/** Who may read a fact: everybody, or its owner and those to whom the owner granted its stream. */
export type Visibility = 'public' | 'private';

/** One arrow from a statement: to another statement (by digest or identity), a subject or a party. */
export interface Edge {
  /** What the arrow means: `about-lot`, `about-statement`, `rests-on`… */
  readonly relation: string;
  /** What it points to, as one text: the key of a statement, a lot, a party. */
  readonly key: string;
}

/** A signed statement as it enters: what was signed, byte by byte, and what was parsed from it. */
export interface StatementInput {
  readonly kind: string;
  readonly issuer: string;
  /** `urn:uuid:` and a UUIDv7, as in the body. */
  readonly id: string;
  readonly issuedAt: string;
  /** Digest of JCS(body without proof): what references carry. */
  readonly digest: string;
  /** The embedded JSON exactly as issued. */
  readonly bytes: Uint8Array;
  /** The same body as `vc+jwt`, exactly as issued. */
  readonly jwt?: string;
  /** The parsed body; kept only as an index. */
  readonly body: JsonObject;
  readonly edges: readonly Edge[];
}

/** A statement as recorded. */
export interface StatementRecord extends StatementInput {
  readonly entry: number;
  /** Absent between the commit and the sequencer's next round (milliseconds). */
  readonly position?: number;
  readonly recordedAt: string;
  readonly register: string;
  readonly stream: string;
  readonly owner: string;
  readonly jurisdiction: string;
  /** The node that recorded it, or the origin of the log of another from which it came. */
  readonly originNode: string;
  readonly visibility: Visibility;
}

/** A personal field behind a salted digest in a statement's body; the value itself can be erased. */
export interface Disclosure {
  /** JSON pointer into the body, to the salted digest. */
  readonly path: string;
  readonly salt: string;
  readonly value: string;
}

/** Personal fields of a case event, by name; whoever reads them accepts that they were erased. */
export type PersonalFields = Readonly<Record<string, string>>;

/** A signed manifest of imported data, with its raw files by digest and the mapper that read them. */
export interface DataSetInput {
  readonly name: string;
  readonly edition: string;
  /** Digest of the manifest's exact bytes. */
  readonly digest: string;
  readonly manifest: Uint8Array;
  readonly files: readonly { readonly digest: string; readonly mediaType: string; readonly bytes: Uint8Array }[];
  readonly mapper: { readonly name: string; readonly version: string };
  /** What the mapper made of the files; an index, like a statement's body. */
  readonly content: Json;
}

interface FactBase {
  /** The register that recorded it. */
  readonly register: string;
  /** The thing it is about (one accreditation, one report, one case): facts of a stream are serialised. */
  readonly stream: string;
  /** Local number given at commit; it has gaps. Within one stream its order is the order of positions. */
  readonly entry: number;
  /** Gapless local position; absent until the sequencer has run. Reducers never read it. */
  readonly position?: number;
  readonly recordedAt: string;
  readonly owner: string;
  readonly jurisdiction: string;
  readonly originNode: string;
  readonly visibility: Visibility;
}

/** A recorded statement, with those of its personal fields that are not erased, by path. */
export interface StatementFact extends FactBase {
  readonly source: 'statement';
  readonly kind: string;
  readonly statement: StatementRecord;
  readonly disclosures: Readonly<Record<string, string>>;
}

/** A private event of a case: a draft, a proposal, a decision, a consent. Never logged. */
export interface CaseEventFact extends FactBase {
  readonly source: 'case-event';
  readonly kind: string;
  readonly actor: Actor;
  readonly content: JsonObject;
  /** Those of its personal fields that are not erased; absent where it has none. */
  readonly personal?: PersonalFields;
}

/** An imported data set. */
export interface DataSetFact extends FactBase {
  readonly source: 'data-set';
  readonly kind: 'data-set';
  readonly name: string;
  readonly edition: string;
  readonly digest: string;
  readonly mapper: { readonly name: string; readonly version: string };
  readonly content: Json;
}

/** What a fold is made of: one entry of one of the three sources of truth. */
export type Fact = StatementFact | CaseEventFact | DataSetFact;
