// SPDX-License-Identifier: Apache-2.0
import { decideOwnLimit } from '@touchstone/evidence';
import {
  type CalendarDay,
  formatDecimal,
  isDayWithin,
  type Place,
  type Rational,
  rationalToDecimal,
} from '@touchstone/identifiers';
import {
  compareOwnStandard,
  type FoodUse,
  isWithin,
  type Limit,
  type OwnLimitRow,
  type RequirementSet,
} from '@touchstone/requirements';
import type { SubjectOf } from '@touchstone/statements';
import type { StatementRecord } from '../../record-keeping/fact.ts';
import type { SupervisedReads } from '../../record-keeping/supervised-reads.ts';
import { keysOfParty, nameOf, productPapers } from './products.ts';
import type { OwnStandardCheck, OwnStandardText } from './record.ts';

/** What a declaration is held against, and by whose eyes. */
export interface Checking {
  readonly set: RequirementSet;
  readonly reads: Pick<SupervisedReads, 'rows' | 'findStatements'>;
  readonly place: Place;
  readonly use: FoodUse | undefined;
  readonly on: CalendarDay;
}

type Declared = SubjectOf<'SelfDeclaration'> & { readonly ownStandard: OwnStandardText };

/** Holds one declaration against the limits of the place, and against results that the asker may see. */
export async function checkDeclaration(statement: StatementRecord, checking: Checking): Promise<OwnStandardCheck> {
  const { set, place, use, on } = checking;
  const declared = statement.body.credentialSubject as unknown as Declared;
  const { standard, food } = declared.ownStandard;
  // What is made, imported and sold on the day asked about: a standard speaks of no one lot.
  const keyDates = { production: on, import: on, 'first-supply': on, sale: on };
  const query = { place, on, keyDates, ...(use === undefined ? {} : { use }) };
  const compared = compareOwnStandard(set, declared.ownStandard, query);
  const { issuer, id } = statement;
  return {
    ...{ standard, issuer, id, food, place, on },
    limits: { ...compared, rows: compared.rows.map(describeRow) },
    results: await resultsAgainst(declared, checking),
  };
}

const shown = (limit: Limit) => (limit.kind === 'maximum' ? `${limit.value} ${limit.unit}` : 'not permitted');

function describeRow({ own, mandatory, comparison, because, ...row }: OwnLimitRow) {
  const factor = comparison !== undefined && 'factor' in comparison ? comparison.factor : undefined;
  return {
    ...row,
    ...(own === undefined ? {} : { own: { limit: shown(own.limit), basis: own.basis } }),
    ...(mandatory === undefined ? {} : { mandatory: describeLaw(mandatory) }),
    ...(factor === undefined ? {} : { factor: factorText(factor) }),
    ...(comparison?.relation === 'incomparable' ? { incomparableBecause: [...comparison.reasons] } : {}),
    ...(because === undefined ? {} : { settledBy: [...because] }),
  };
}

function describeLaw({
  id,
  instrument,
  provision,
  limit,
  basis,
  certainty,
  legalForce,
}: NonNullable<OwnLimitRow['mandatory']>) {
  return {
    requirement: id,
    instrument: instrument.title,
    provision,
    limit: shown(limit),
    basis,
    certainty,
    legalForce,
  };
}

function factorText(factor: Rational): string {
  const decimal = rationalToDecimal(factor);
  return decimal === undefined ? `${factor.numerator}/${factor.denominator}` : formatDecimal(decimal);
}

/** Reports that are looked at for one check; more are said to be left out. */
const REPORTS_MAX = 200;
type NamedBy = OwnStandardCheck['results']['items'][number]['namedBy'][number];

async function resultsAgainst(declared: Declared, checking: Checking): Promise<OwnStandardCheck['results']> {
  const { naming, isWhole } = await findReports(keysOfParty(declared.declarant), checking);
  const identities = [...naming.values()].map(({ issuer, id }) => ({ by: 'identity' as const, issuer, id }));
  const reports = (await checking.reads.findStatements(identities)).flatMap(([first]) => first ?? []);
  const items = reports.flatMap((report) =>
    itemsOf(report, naming.get(nameOf(report))?.namedBy ?? [], { declared, checking }),
  );
  const limited = [...new Set(declared.ownStandard.limits.map(({ substance }) => substance))];
  const withoutResult = limited.filter((substance) => !items.some((item) => item.substance === substance));
  return { outcome: outcomeOf(items, isWhole), isWhole, items, withoutResult };
}

function outcomeOf(items: OwnStandardCheck['results']['items'], isWhole: boolean) {
  if (items.some(({ outcome }) => outcome === 'does-not-meet')) return 'above-own-limit' as const;
  if (!isWhole || items.some(({ outcome }) => outcome === 'inconclusive')) return 'unknown' as const;
  return items.length === 0 ? ('none' as const) : ('none-above' as const);
}

/** Reports in force that name the firm, or whose sampling record names it as the producer of the lot. */
async function findReports(keys: readonly string[], { reads }: Checking) {
  const about = async (kind: string, names: readonly string[]) =>
    names.length === 0
      ? []
      : reads
          .rows(productPapers, {})
          .selectAll()
          .where('kind', '=', kind)
          .where('status', '=', 'active')
          .where('about', 'in', names)
          .orderBy('statementId', 'desc')
          .limit(REPORTS_MAX + 1)
          .execute();
  const sampled = await about('SamplingRecord', keys);
  const names = sampled.map(({ issuer, statementId: id }) => nameOf({ issuer, id }));
  const rows = await about('TestReport', [...keys, ...names]);
  const naming = new Map<string, { issuer: string; id: string; namedBy: NamedBy[] }>();
  for (const { issuer, statementId: id, namedBy } of rows) {
    const name = nameOf({ issuer, id });
    const before = naming.get(name)?.namedBy ?? [];
    naming.set(name, { issuer, id, namedBy: [...new Set([...before, namedBy as NamedBy])] });
  }
  return { naming, isWhole: Math.max(rows.length, sampled.length) <= REPORTS_MAX };
}

function itemsOf(
  { issuer, id, digest, body }: StatementRecord,
  namedBy: NamedBy[],
  { declared, checking: { set, on } }: { readonly declared: Declared; readonly checking: Checking },
): OwnStandardCheck['results']['items'] {
  const { food, limits, from, to } = declared.ownStandard;
  const {
    reportNumber: report,
    laboratory,
    sample,
    results,
  } = body.credentialSubject as unknown as SubjectOf<'TestReport'>;
  const named = sample.food ?? sample.statedLot?.food;
  if (named !== undefined && !(set.taxonomy.nodes.has(named) && isWithin(set.taxonomy, named, food))) return [];
  const period = { from, ...(to === undefined ? {} : { to }) };
  return results
    .filter(({ testedOn }) => testedOn <= on && isDayWithin(testedOn, period))
    .flatMap((result) =>
      limits
        .filter(({ substance }) => substance === result.substance)
        .map((limit) => {
          const { outcome, reasons } = decideOwnLimit(limit, result);
          const unnamed = { code: 'FOOD_NOT_NAMED', detail: 'the report does not say of which food the sample was' };
          const told = reasons.map(({ code, detail }) => ({ code, detail }));
          return {
            ...{ report, issuer, id, digest, laboratory: laboratory.name, result: result.result },
            ...{ substance: result.substance, testedOn: result.testedOn, namedBy },
            outcome: named === undefined ? ('inconclusive' as const) : outcome,
            reasons: named === undefined ? [unnamed, ...told] : told,
          };
        }),
    );
}
