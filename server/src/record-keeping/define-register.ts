// SPDX-License-Identifier: Apache-2.0
//
// A register is a value: its statement kinds, its rules, its fold and its routes. Whoever writes one writes
//
//   record.ts  the kinds and the zod schemas          rules.ts   pure: may this actor do this, now, given these facts?
//   fold.ts    tables, and reduce(rows, fact) -> rows  routes.ts  data: method, path, schemas, access, handler
//
// and nothing else. Record-keeping makes the tables, keeps history on both clocks, holds rows apart by tenant, serialises
// the actions on one stream, commits fact, edges, rows and queue entry together, and rebuilds. The http layer mounts the
// routes, checks `access` and makes OpenAPI of the schemas. `define-register.test.ts` holds a whole small one.
import type { ZodType } from 'zod';
import type { DatabaseTransaction } from '../storage/with-tenant.ts';
import type { DataSetInput, Disclosure, Fact, JsonObject, PersonalFields, StatementInput, Visibility } from './fact.ts';
import type { Fold, Follower, Tables } from './fold.ts';
import type { KeptStatement } from './kept-statement.ts';
import type { Reads } from './reads.ts';
import { RecordError } from './record-error.ts';
import type { Actor, Tenant } from './tenant.ts';

/** Why an action is refused, or a check failed: a stable code, and a sentence for a person. */
export interface Reason {
  readonly code: string;
  readonly detail: string;
  /** What the sentence speaks of, by name, for who has words of their own for the code. */
  readonly values?: Readonly<Record<string, string>>;
}

/** What an allowed action puts on record; the stream is the action's. */
export type Produced =
  /** A statement that this node's authority issues: the unsigned body, signed by the issuer at hand. */
  | {
      readonly source: 'statement';
      readonly kind: string;
      readonly body: JsonObject;
      readonly visibility: Visibility;
      readonly disclosures?: readonly Disclosure[];
      /** Where the body refers to statements that the same ruling produces before it: filled in once those are signed. */
      readonly refersTo?: readonly EarlierReference[];
    }
  /** A statement that came signed. */
  | {
      readonly source: 'signed-statement';
      readonly statement: StatementInput;
      readonly visibility: Visibility;
      readonly disclosures?: readonly Disclosure[];
    }
  | {
      readonly source: 'case-event';
      readonly kind: string;
      readonly content: JsonObject;
      /** What is about a natural person: kept beside the event, which cannot forget, until it is erased. */
      readonly personal?: PersonalFields;
    }
  | { readonly source: 'data-set'; readonly dataSet: DataSetInput; readonly visibility: Visibility };

/** A reference whose digest no rule can know: to a statement that is signed in the same act. */
export interface EarlierReference {
  /** Member names from the body down to where `{ id, issuer, digest }` is put; all but the last are there. */
  readonly path: readonly string[];
  /** `urn:uuid:` and the UUIDv7 of the earlier statement. */
  readonly id: string;
}

/** The answer of a rule. All reasons are given, not only the first. */
export type Ruling =
  | { readonly allowed: true; readonly produces: readonly Produced[] }
  | { readonly allowed: false; readonly reasons: readonly Reason[] };

/**
 * Something that an actor may do in a register.
 *
 * `facts` reads what the rule needs while the stream is locked, so that what it saw still holds at commit;
 * `rules` is pure and is asked again at the decision of a two-person action.
 */
export interface Action<Input = unknown, Facts = unknown> {
  /** Unique in the register: `issue`, `suspend`. */
  readonly name: string;
  readonly input: ZodType<Input>;
  /** The stream that this input is about; new streams get a new name from the handler, inside the input. */
  stream(input: NoInfer<Input>): string;
  facts(reads: Reads, input: NoInfer<Input>): Promise<Facts>;
  rules(input: NoInfer<Input>, facts: NoInfer<Facts>, actor: Actor, now: string): Ruling;
  /**
   * Present on actions that one person proposes and another decides. At the proposal `rules` is asked with the
   * proposer as actor, at the decision with the decider.
   */
  readonly twoPerson?: TwoPerson;
  /** Where the input carries a signed statement: sending the same bytes again is answered before any rule is asked. */
  submits?(input: NoInfer<Input>): StatementInput;
}

/** Who may propose and who may decide, and what the decider signs. */
export interface TwoPerson {
  /** What the decider is told that the signature means; must come back word for word in the re-authentication. */
  readonly meaning: string;
  /** Where proposing is a signature too: what the proposer is told that it means. */
  proposerMeaning?(input: unknown): string;
  readonly proposerRoles: readonly string[];
  readonly deciderRoles: readonly string[];
  /** Of which events of the case an approval erases every personal field, history included; the events stay. */
  forgetsPersonal?(input: unknown, facts: readonly Fact[]): Forgotten;
  /** What an approval changes in tables of a mechanism: as the keeper, in the transaction that records the decision. */
  approved?(transaction: DatabaseTransaction, input: unknown, approval: Approval): Promise<void>;
}

/** Events that forget their personal fields: all of a case, or some by their entries. */
export type Forgotten = 'all' | readonly number[];

/** What an approval has at hand beside the input. */
export interface Approval {
  readonly actor: Actor;
  readonly now: string;
  readonly node: string;
  readonly randomBytes: (count: number) => Uint8Array;
}

/** What became of an action: recorded, or refused with every reason; never an exception. */
export type Outcome =
  | { readonly outcome: 'recorded'; readonly stream: string; readonly entries: readonly RecordedEntry[] }
  | { readonly outcome: 'refused'; readonly stream: string; readonly reasons: readonly Reason[] };

/** One fact put on record. Sending the same signed statement again gives the entry that it got first. */
export interface RecordedEntry {
  readonly entry: number;
  readonly source: 'statement' | 'case-event' | 'data-set';
  readonly kind: string;
  /** For a statement: its identity and digest. */
  readonly statement?: { readonly issuer: string; readonly id: string; readonly digest: string };
  /** True where the very same bytes were on record before. */
  readonly alreadyRecorded: boolean;
}

/** What the second person decides about a proposal. */
export interface Decision {
  readonly stream: string;
  /** Entry of the proposal, as `propose` answered it. */
  readonly proposal: number;
  readonly verdict: 'approve' | 'reject';
  readonly remark?: string;
}

/** Who may call a route: everybody, or an actor of a party with one of these roles. */
export interface Access {
  readonly roles: 'everyone' | readonly string[];
  /** The request must carry fresh re-authentication evidence. */
  readonly reauthentication?: 'required';
}

/** What a handler has to work with. Everything it reads and writes is held to the tenant's rights. */
export interface RouteContext {
  /** Undefined only where access is for everyone. */
  readonly actor: Actor | undefined;
  readonly tenant: Tenant;
  readonly now: string;
  readonly reads: Reads;
  /** A new UUIDv7, for a stream or a statement. */
  newId(): string;
  /** Does an action that one person may do alone. */
  act<Input>(action: Action<Input>, input: NoInfer<Input>): Promise<Outcome>;
  /** First person: the rules are asked, and the proposal is put into the case. */
  propose<Input>(action: Action<Input>, input: NoInfer<Input>): Promise<Outcome>;
  /** Another person: the rules are asked again; approved, what they produce is recorded with the decision. */
  decide(decision: Decision): Promise<Outcome>;
  /** Lets another party read (or also contribute to) a stream that the actor's party owns; null takes it back. */
  grant(stream: string, grantee: string, right: 'read' | 'contribute' | null): Promise<Outcome>;
}

/** What a handler answers: one of the statuses that the route declares, with a body of its schema. */
export interface RouteAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** One answer a route may give. Problem details for refusals and errors are added by the http layer. */
export interface RouteResponse {
  readonly description: string;
  readonly schema: ZodType;
}

/** One route, as data. GET routes also take `on` and `knownAt`; the http layer adds both and fills `reads.asOf`. */
export interface Route<Params = unknown, Query = unknown, Body = unknown> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** With parameters as `:name`, below the root: `/accreditations/:stream`. */
  readonly path: string;
  /** operationId: unique in the whole program, kebab-case. */
  readonly operation: string;
  readonly summary: string;
  readonly access: Access;
  readonly params?: ZodType<Params>;
  readonly query?: ZodType<Query>;
  readonly body?: ZodType<Body>;
  readonly responses: Readonly<Record<number, RouteResponse>>;
  /** The query may name what there is not, which is answered as a path that names nothing is. */
  readonly namesInQuery?: true;
  handle(context: RouteContext, request: RouteRequest<Params, Query, Body>): Promise<RouteAnswer>;
}

/** A request whose parts were parsed by the route's schemas. */
export interface RouteRequest<Params = unknown, Query = unknown, Body = unknown> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
}

/** What falls due by the clock alone. */
export interface Expiry {
  /** Inputs of `action` that are due at `now`; asked again after each run, so that it must not name one twice. */
  due(reads: Reads, now: string): Promise<readonly Due[]>;
  /** Done by the clock on behalf of the owner; its rules are asked like everybody's. */
  readonly action: Action;
}

/** One thing that fell due, and on whose behalf the clock acts. */
export interface DueItem {
  readonly owner: string;
  readonly jurisdiction: string;
  readonly input: unknown;
}

/** What fell due, or why one case could not be looked at: told, while the clock goes on with the others. */
export type Due = DueItem | { readonly failure: unknown };

/** A statement that its issuer signed elsewhere, and where it is to go. */
export interface SignedSubmission {
  readonly stream: string;
  /** Kept as text where it waits for a second person. */
  readonly statement: StatementInput | KeptStatement;
  readonly visibility: Visibility;
  /** Where it came with others: what its submitter confirmed about them all, word for word. */
  readonly batch?: string | undefined;
}

/** How a register takes statements that were signed elsewhere; a register without it takes none. */
export interface Submission {
  readonly action: Action<SignedSubmission>;
  /** Kinds that it takes; a StatusChange goes to the stream of what it changes. */
  readonly kinds: readonly string[];
  /** The stream of any other statement. */
  stream(statement: StatementInput): string;
}

/** A whole register. */
export interface Register<T extends Tables = Tables> {
  /** Kebab-case, at most 40 characters; also the stem of its database schema. */
  readonly name: string;
  /** Kinds of statement that it records; one such as StatusChange may belong to several, each in streams of its own. */
  readonly kinds: readonly string[];
  readonly fold: Fold<T>;
  readonly followers?: readonly Follower[];
  readonly actions: readonly Action[];
  readonly routes: readonly Route[];
  readonly expiry?: Expiry;
  readonly submission?: Submission;
}

/** Declares an action; the types of input and facts are checked between its own parts. */
export function action<Input, Facts>(spec: Action<Input, Facts>): Action<Input, Facts> {
  return spec;
}

/** Declares a route; the handler's request has the types of the route's schemas. */
export function route<Params, Query, Body>(spec: Route<Params, Query, Body>): Route<Params, Query, Body> {
  return spec;
}

/** Declares a follower; its reducer sees the types of its own tables. */
export function follower<T extends Tables>(spec: Follower<T>): Follower<T> {
  return spec;
}

const REGISTER_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const NAME_LENGTH_MAX = 40;

/** Declares a register; throws `BAD_REGISTER` where its parts contradict each other. */
export function defineRegister<T extends Tables>(register: Register<T>): Register<T> {
  const bad = (message: string): never => {
    throw new RecordError('BAD_REGISTER', `register "${register.name}": ${message}`, { register: register.name });
  };
  if (!REGISTER_NAME.test(register.name) || register.name.length > NAME_LENGTH_MAX) {
    bad(`the name must be kebab-case and at most ${NAME_LENGTH_MAX} characters`);
  }
  for (const fold of [register.fold, ...(register.followers ?? [])]) {
    if (!Number.isInteger(fold.version) || fold.version < 1) bad('a fold version is a whole number from 1');
    for (const [name, spec] of Object.entries(fold.tables)) checkTable(name, spec, bad);
  }
  const twice = (names: readonly string[], what: string) => {
    const repeated = names.find((name, index) => names.indexOf(name) !== index);
    if (repeated !== undefined) bad(`${what} "${repeated}" is declared twice`);
  };
  twice(register.kinds, 'kind');
  twice(
    register.actions.map((each) => each.name),
    'action',
  );
  twice(
    register.routes.map((each) => each.operation),
    'operation',
  );
  twice(
    register.routes.map((each) => `${each.method} ${each.path}`),
    'route',
  );
  if (register.expiry !== undefined && !register.actions.includes(register.expiry.action)) {
    bad('the action of expiry must be among its actions');
  }
  const { submission } = register;
  if (submission !== undefined && !register.actions.includes(submission.action)) {
    bad('the action of submission must be among its actions');
  }
  if (submission?.kinds.some((kind) => !register.kinds.includes(kind))) {
    bad('it takes submissions of kinds only that it records');
  }
  return register;
}

/** Names that record-keeping uses for its own columns. */
const RESERVED_COLUMNS: readonly string[] = [
  'rowId',
  'register',
  'stream',
  'owner',
  'jurisdiction',
  'originNode',
  'visibility',
  'knownFrom',
  'knownUntil',
];

// No two capitals in a row: the way to snake_case and back must lose nothing.
const COLUMN_NAME = /^(?=.{1,40}$)[a-z][a-z0-9]*([A-Z][a-z0-9]+)*$/;

function checkTable(name: string, spec: Tables[string], bad: (message: string) => never): void {
  if (!COLUMN_NAME.test(name)) bad(`table "${name}" must be in camelCase and at most 40 characters`);
  for (const columnName of Object.keys(spec.columns)) {
    if (!COLUMN_NAME.test(columnName))
      bad(`column "${name}.${columnName}" must be in camelCase, at most 40 characters`);
    if (RESERVED_COLUMNS.includes(columnName)) bad(`column "${name}.${columnName}" is kept by record-keeping itself`);
  }
  for (const day of spec.validity === undefined ? [] : [spec.validity.from, spec.validity.until]) {
    if (spec.columns[day]?.type !== 'day') bad(`validity of "${name}" needs a day column "${day}"`);
  }
  for (const named of (spec.indexes ?? []).flat()) {
    if (spec.columns[named] === undefined) bad(`an index of "${name}" names "${named}", which is no column`);
  }
}
