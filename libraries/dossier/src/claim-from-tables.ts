// SPDX-License-Identifier: Apache-2.0
import { type Claim, claim } from '@touchstone/statements';
import { type FaultList, type Location, locationText } from './fault.ts';
import { TABLE_NAMES, TABLES, type TableName } from './tables/columns.ts';
import type { Table, TableRow } from './tables/read-table.ts';
import { type RowReader, rowReader } from './tables/row-reader.ts';
import { REQUIREMENT_KIND_NAMES, ROLES, YES_OR_NO } from './values/words.ts';

/** Builds the claim from the tables of a dossier; every fault of a cell is told, and the schema has the last word. */
export function readClaim(tables: readonly Table[], faults: FaultList): Claim | undefined {
  const product = onlyRow(tables, { name: 'product', faults });
  const lot = onlyRow(tables, { name: 'lot', faults });
  const actors = rowsOf(tables, 'actors').map(({ row, reader }) => ({ row, ...readActor(reader(faults)) }));
  const route = rowsOf(tables, 'route').map(({ reader }) => readStop(reader(faults)));
  const scope = readScope(tables, faults);
  const presenters = actors.filter(({ role }) => role === 'presenter');
  for (const { row } of presenters.slice(1)) {
    faults.add('ONE_ROW_ONLY', row.location, { expected: 'name one presenter' });
  }
  const draft = {
    product: product === undefined ? undefined : readProduct(product),
    lot: lot === undefined ? undefined : readLot(lot, faults),
    actors: actors.filter(({ role }) => role !== 'presenter').map(({ role, party }) => defined({ ...party, role })),
    route,
    ...(lot === undefined ? {} : defined({ decisionRule: lot.decisionRule('decisionRule') })),
    ...(presenters[0] === undefined ? {} : { presenter: presenters[0].party }),
    ...(scope === undefined ? {} : { scope }),
  };
  // With an error already told the draft has holes, and the schema would only repeat it in other words.
  if (faults.hasErrors()) return undefined;
  const parsed = claim.safeParse(draft);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) {
    faults.add('CLAIM_REFUSED', locate(tables, path), { found: path.join('.'), expected: message });
  }
  return undefined;
}

function onlyRow(
  tables: readonly Table[],
  { name, faults }: { readonly name: 'product' | 'lot'; readonly faults: FaultList },
): RowReader | undefined {
  const [first] = rowsOf(tables, name);
  return first?.reader(faults);
}

function rowsOf(
  tables: readonly Table[],
  name: TableName,
): readonly { readonly row: TableRow; readonly reader: (faults: FaultList) => RowReader }[] {
  return tables
    .filter((table) => table.name === name)
    .flatMap(({ rows }) => rows.map((row) => ({ row, reader: (faults: FaultList) => rowReader(name, row, faults) })));
}

function readProduct(reader: RowReader): object {
  return defined({
    name: reader.text('name'),
    food: reader.identifier('food'),
    gtin: reader.gtin('gtin'),
    use: reader.text('use'),
    description: reader.text('description'),
  });
}

function readLot(reader: RowReader, faults: FaultList): object {
  const lotNumber = reader.identifier('lotNumber');
  const producedOn = reader.day('producedOn');
  const number = reader.number('quantity');
  const unit = reader.lotUnit('unit');
  return defined({
    lotNumber,
    producedOn,
    quantity: quantityOf(reader, { number, unit, faults }),
  });
}

function quantityOf(
  reader: RowReader,
  about: {
    readonly number: ReturnType<RowReader['number']>;
    readonly unit: string | undefined;
    readonly faults: FaultList;
  },
): object | undefined {
  const { number, unit, faults } = about;
  if (number === undefined) return undefined;
  const stated = unit ?? number.unit;
  if (stated === undefined) {
    faults.add('MISSING_UNIT', reader.locationOf('quantity'), {
      found: number.value,
      expected: 'write the unit in its own column',
    });
  }
  if (unit !== undefined && number.unit !== undefined && unit !== number.unit) {
    faults.add('UNIT_CONFLICT', reader.locationOf('quantity'), {
      expected: `write one unit: ${number.unit} or ${unit}`,
    });
  }
  return { value: number.value, unit: stated };
}

function readActor(reader: RowReader): { readonly role: string | undefined; readonly party: object } {
  return {
    role: reader.word('role', ROLES),
    party: defined({
      name: reader.text('name'),
      identifier: reader.registration('identifier'),
      did: reader.did('did'),
      demonstration: reader.word('demonstration', YES_OR_NO),
    }),
  };
}

function readStop(reader: RowReader): object {
  return defined({
    place: reader.place('place'),
    importedOn: reader.day('importedOn'),
    firstSuppliedOn: reader.day('firstSuppliedOn'),
    soldOn: reader.day('soldOn'),
  });
}

function readScope(tables: readonly Table[], faults: FaultList): object | undefined {
  const rows = rowsOf(tables, 'scope').map(({ reader }) => reader(faults));
  if (rows.length === 0) return undefined;
  const kinds = rows.flatMap((reader) => reader.word('kind', REQUIREMENT_KIND_NAMES) ?? []);
  const substances = rows.flatMap((reader) => reader.text('substance') ?? []);
  return defined({
    title: rows.map((reader) => reader.text('title')).find((title) => title !== undefined),
    kinds: kinds.length === 0 ? undefined : [...new Set(kinds)],
    substances: substances.length === 0 ? undefined : [...new Set(substances)],
  });
}

// The schema's path begins with the part of the claim, which is the table's name, and then the row.
function locate(tables: readonly Table[], [part, index]: readonly PropertyKey[]): Location {
  const name = part === 'presenter' ? 'actors' : part;
  const of = tables.filter((table) => table.name === name);
  const row = typeof index === 'number' ? of.flatMap(({ rows }) => rows)[index] : of[0]?.rows[0];
  return (row as TableRow).location;
}

function defined(of: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined));
}

/** Adds a fault for each table that a dossier must have and lacks, or may have once and has twice. */
export function checkTables(
  tables: readonly Table[],
  { areAll, faults }: { readonly areAll: boolean; readonly faults: FaultList },
): void {
  for (const name of TABLE_NAMES) {
    const { required, oneRow, names } = TABLES[name];
    const [first, ...more] = tables.filter((table) => table.name === name).map(({ location }) => location);
    if (first === undefined && required && areAll) {
      const expected = `add a sheet or a CSV file "${name}" (${names['zh-Hans'][0]}, ${names['zh-Hant'][0]}, ${names.pt[0]})`;
      faults.add('MISSING_TABLE', { file: `${name}.csv` }, { expected });
    }
    if (first === undefined || !oneRow) continue;
    for (const location of more) {
      faults.add('DUPLICATE_TABLE', location, { expected: `keep one; ${locationText(first)} has it too` });
    }
  }
}
