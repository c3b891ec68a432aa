// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { Register } from './define-register.ts';
import type { Fact } from './fact.ts';
import type { Follower, RowsOf, Table, Tables } from './fold.ts';
import { RecordError } from './record-error.ts';

/** A fold with its place in the database, own folds and followers alike. */
export interface BoundFold {
  /** `accreditation`, or `accreditation.by-region` for a follower. */
  readonly name: string;
  readonly version: number;
  /** `accreditation@1`: what a commit notes when it wrote the rows itself. */
  readonly tag: string;
  /** The register whose facts it folds in their own transaction; undefined for followers. */
  readonly register: string | undefined;
  readonly schema: string;
  readonly tables: Tables;
  /** Digest of the tables' declaration: one version has one shape. */
  readonly shape: string;
  /** Of whose facts it makes anything; of all where it is undefined. */
  readonly of: readonly string[] | undefined;
  /** Whether it gets what is left of erased statements. */
  readonly takesErased?: boolean;
  wants(fact: Fact): boolean;
  keysOf(fact: Fact): readonly string[];
  reduce(rows: RowsOf<Tables>, fact: Fact, key: string): RowsOf<Tables>;
}

const SCHEMA_LENGTH_MAX = 55;

/** The register's own fold first, then its followers, which follow all registers of the program. */
export function bindFolds(register: Register, all: readonly Register[]): readonly [BoundFold, ...BoundFold[]] {
  const own: BoundFold = {
    ...place(register.name, register.fold.version),
    register: register.name,
    tables: register.fold.tables,
    of: [register.name],
    shape: shapeOf(register.fold.tables),
    wants: (fact) => fact.register === register.name,
    keysOf: (fact) => [fact.stream],
    reduce: (rows, fact) => register.fold.reduce(rows, fact),
  };
  const followers = (register.followers ?? []).map((follower): BoundFold => {
    const perOwner = follower.sees === 'per-owner';
    const of = registersOf(follower, all);
    return {
      ...place(`${register.name}.${follower.name}`, follower.version),
      register: undefined,
      tables: follower.tables,
      of,
      shape: shapeOf(follower.tables),
      takesErased: follower.takesErased === true,
      wants: (fact) =>
        (perOwner || fact.visibility === 'public') &&
        (of === undefined || of.includes(fact.register)) &&
        (follower.kinds === undefined || (fact.source === 'statement' && follower.kinds.includes(fact.kind))),
      keysOf: (fact) => follower.keysOf(fact).map((key) => (perOwner ? `${fact.owner} ${key}` : key)),
      reduce: (rows, fact, key) => follower.reduce(rows, fact, perOwner ? key.slice(fact.owner.length + 1) : key),
    };
  });
  return [own, ...followers];
}

/** A register records only kinds that it declares; undefined where facts of every register matter. */
function registersOf({ of, kinds }: Follower, all: readonly Register[]): readonly string[] | undefined {
  if (kinds === undefined) return of;
  const recording = all.filter((register) => register.kinds.some((kind) => kinds.includes(kind)));
  return recording.map(({ name }) => name).filter((name) => of === undefined || of.includes(name));
}

/** Where a table declared by a register is kept. */
export interface TablePlace {
  readonly fold: BoundFold;
  readonly name: string;
}

/** Finds a declared table again by the very value that declared it. */
export function indexTables(folds: readonly BoundFold[]): ReadonlyMap<Table, TablePlace> {
  const places = new Map<Table, TablePlace>();
  for (const fold of folds) {
    for (const [name, table] of Object.entries(fold.tables)) {
      if (places.has(table)) {
        throw new RecordError('BAD_REGISTER', `table "${name}" of ${fold.name} is also declared by another fold`);
      }
      places.set(table, { fold, name });
    }
  }
  return places;
}

function shapeOf(tables: Tables): string {
  return createHash('sha256').update(JSON.stringify(tables)).digest('base64url');
}

function place(name: string, version: number): Pick<BoundFold, 'name' | 'version' | 'tag' | 'schema'> {
  const schema = `fold_${name.replaceAll('-', '_').replace('.', '__')}_${version}`;
  if (schema.length > SCHEMA_LENGTH_MAX) {
    throw new RecordError(
      'BAD_REGISTER',
      `fold "${name}" has too long a name: ${schema.length} of ${SCHEMA_LENGTH_MAX}`,
    );
  }
  return { name, version, tag: `${name}@${version}`, schema };
}
