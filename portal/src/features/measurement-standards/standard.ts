// SPDX-License-Identifier: Apache-2.0
// A measurement standard as an authority attests it: typed, proposed by one person, decided by another.
import { ask } from '../../api/client.ts';
import { flag, list, maybe, members, oneOf, type Read, text } from '../../api/narrow.ts';
import { record } from '../../api/record.ts';
import { withDecimalPoint } from '../../components/decimal-comma.ts';
import { readWaiting, type Waiting } from '../session/waiting.ts';
import { type PlannedChange, requestPlanned } from './standing.ts';

export const LEVELS = ['primary', 'public', 'working'] as const;
export const REALISED_BY = ['artefact', 'intrinsic'] as const;
export const CERTAINTIES = ['read', 'secondary', 'recalled'] as const;

/** What the standard measures, over which stretch, how well. */
export interface Measure {
  readonly quantity: string;
  readonly from: string;
  readonly to: string;
  readonly unit: string;
  readonly uncertainty: string;
  readonly uncertaintyUnit: string;
  readonly factor: string;
}

/** A standard as it is typed, and as it is shown to whoever decides. */
export interface Standard {
  readonly certificateNumber: string;
  readonly standard: string;
  readonly level: (typeof LEVELS)[number];
  readonly place: string;
  readonly keeper: string;
  readonly keeperName: string;
  readonly law: string;
  readonly provision: string;
  readonly certainty: (typeof CERTAINTIES)[number];
  readonly demonstration: boolean;
  readonly by: (typeof REALISED_BY)[number];
  readonly description: string;
  /** Names of the constants of nature, apart by commas; of an artefact none. */
  readonly constants: string;
  readonly measures: readonly Measure[];
  readonly from: string;
  /** Empty where no last day is stated. */
  readonly to: string;
}

/** What waits for a second person, in full. */
export interface WaitingStandard extends Waiting {
  readonly stream: string;
  readonly standard: Standard;
  /** Why it is to take the place of what stands; of a new one there is none. */
  readonly reason: string | undefined;
  /** What a program stated that the form has no field for, as it will be signed: empty where there is nothing. */
  readonly more: string;
}

const optional = (name: string, value: string) => (value.trim() === '' ? {} : { [name]: value.trim() });
const quantityOf = (value: string, unit: string) => ({ value: withDecimalPoint(value.trim()), unit: unit.trim() });

/** Proposes a standard, for another person to decide. */
export function proposeStandard(given: Standard, signal: AbortSignal): Promise<true> {
  const demonstration = given.demonstration ? { demonstration: true } : {};
  const constants = given.constants.split(/[,，、;；]/).flatMap((each) => (each.trim() === '' ? [] : [each.trim()]));
  const { certificateNumber, standard, level, place, by, description, from } = given;
  const subject = {
    ...{ certificateNumber: certificateNumber.trim(), standard: standard.trim(), level, place: place.trim() },
    keeper: { id: given.keeper.trim(), name: given.keeperName.trim(), ...demonstration },
    legalBasis: {
      ...{ instrument: given.law.trim(), ...optional('provision', given.provision) },
      ...{ certainty: given.certainty, ...demonstration },
    },
    realisation: { by, description: description.trim(), ...(by === 'intrinsic' ? { constants } : {}) },
    measures: given.measures.map((one) => ({
      quantity: one.quantity.trim(),
      range: { from: quantityOf(one.from, one.unit), to: quantityOf(one.to, one.unit) },
      smallestExpandedUncertainty: quantityOf(one.uncertainty, one.uncertaintyUnit),
      coverageFactor: withDecimalPoint(one.factor.trim()),
    })),
    ...{ from, ...optional('to', given.to) },
  };
  return record('/api/metrology-cases', { attested: { kind: 'MeasurementStandard', subject } }, signal);
}

const readQuantity: Read<readonly [value: string, unit: string]> = (value, path) => {
  const given = members(value, path);
  return [text(given.value, `${path}/value`), text(given.unit, `${path}/unit`)];
};

const readMeasure: Read<Measure> = (value, path) => {
  const given = members(value, path);
  const range = members(given.range, `${path}/range`);
  const [from, unit] = readQuantity(range.from, `${path}/range/from`);
  const [to, unitOfEnd] = readQuantity(range.to, `${path}/range/to`);
  const [uncertainty, uncertaintyUnit] = readQuantity(
    given.smallestExpandedUncertainty,
    `${path}/smallestExpandedUncertainty`,
  );
  return {
    ...{ quantity: text(given.quantity, `${path}/quantity`), from, uncertainty, uncertaintyUnit, unit },
    // A program may have written the two ends in two units.
    to: unitOfEnd === unit ? to : `${to} ${unitOfEnd}`,
    factor: text(given.coverageFactor, `${path}/coverageFactor`),
  };
};

const readStandard: Read<Standard> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'certificateNumber' | 'standard' | 'place' | 'from') => text(given[name], `${path}/${name}`);
  const keeper = members(given.keeper, `${path}/keeper`);
  const law = members(given.legalBasis, `${path}/legalBasis`);
  const realisation = members(given.realisation, `${path}/realisation`);
  return {
    ...{ certificateNumber: read('certificateNumber'), standard: read('standard'), place: read('place') },
    level: oneOf(LEVELS)(given.level, `${path}/level`),
    ...{ keeper: text(keeper.id, `${path}/keeper/id`), keeperName: text(keeper.name, `${path}/keeper/name`) },
    law: text(law.instrument, `${path}/legalBasis/instrument`),
    provision: maybe(text)(law.provision, `${path}/legalBasis/provision`) ?? '',
    certainty: oneOf(CERTAINTIES)(law.certainty, `${path}/legalBasis/certainty`),
    demonstration: maybe(flag)(law.demonstration, `${path}/legalBasis/demonstration`) ?? false,
    by: oneOf(REALISED_BY)(realisation.by, `${path}/realisation/by`),
    description: text(realisation.description, `${path}/realisation/description`),
    constants: (maybe(list(text))(realisation.constants, `${path}/realisation/constants`) ?? []).join(', '),
    measures: list(readMeasure)(given.measures, `${path}/measures`),
    ...{ from: read('from'), to: maybe(text)(given.to, `${path}/to`) ?? '' },
  };
};

/** A change of status that waits for a second person, in full. */
export interface WaitingChange extends Waiting {
  readonly stream: string;
  readonly name: string;
  readonly number: string;
  readonly change: StatusProposal;
}

/** What is to become of a standard from a day on, or which planned change is not to take place; each on its ground. */
export type StatusProposal =
  | {
      readonly status: string;
      readonly from: string | undefined;
      readonly reason: string;
      readonly takesBack?: undefined;
    }
  | { readonly cancels: string; readonly reason: string; readonly takesBack: PlannedChange | undefined };

/** What was proposed and what nobody decided about yet: standards, and what is to become of those that stand. */
export interface WaitingActs {
  readonly standards: readonly WaitingStandard[];
  readonly changes: readonly WaitingChange[];
}

/** Everything of measurement standards that waits for a second person of the own authority. */
export async function requestWaiting(_: undefined, signal: AbortSignal): Promise<WaitingActs> {
  const lines = await ask('/api/metrology-cases?kind=MeasurementStandard&limit=100', { signal }, (body) =>
    list(readLine)(members(body, '').items, '/items'),
  );
  const firsts = [...Map.groupBy(lines, ({ stream }) => stream).values()].flatMap(([line]) => line ?? []);
  const cases = await Promise.all(
    firsts.map(async (line) => {
      const proposals = await ask(casePath(line.stream), { signal }, (body) =>
        list((each, at) => [each, at] as const)(members(body, '').proposals, '/proposals'),
      );
      const changes = proposals.flatMap(([each, at]) => readWaitingChange(each, at, line));
      const planned = changes.some(({ change }) => 'cancels' in change)
        ? await requestPlanned({ stream: line.stream, today: '' }, signal)
        : [];
      return {
        standards: proposals.flatMap(([each, at]) => readProposal(each, at, line.stream)),
        changes: changes.map((one) => ({ ...one, change: withPlanned(one.change, planned) })),
      };
    }),
  );
  return { standards: cases.flatMap((one) => one.standards), changes: cases.flatMap((one) => one.changes) };
}

type Line = Pick<WaitingChange, 'stream' | 'name' | 'number'>;
const readLine: Read<Line> = (value, path) => {
  const given = members(value, path);
  const read = (name: keyof Line) => text(given[name], `${path}/${name}`);
  return { stream: read('stream'), name: read('name'), number: read('number') };
};

function withPlanned(change: StatusProposal, planned: readonly PlannedChange[]): StatusProposal {
  if ('status' in change) return change;
  return { ...change, takesBack: planned.find(({ id }) => id === change.cancels) };
}

function readWaitingChange(value: unknown, path: string, line: Line): readonly WaitingChange[] {
  const waiting = readWaiting(value, path);
  const at = `${path}/input`;
  const input = members(members(value, path).input, at);
  const reason = () => text(input.reason, `${at}/reason`);
  if (waiting.action === 'cancel') {
    const change = { cancels: text(input.change, `${at}/change`), reason: reason(), takesBack: undefined };
    return [{ ...waiting, ...line, change }];
  }
  if (waiting.action !== 'change') return [];
  const from = maybe(text)(input.from, `${at}/from`);
  return [{ ...waiting, ...line, change: { status: text(input.status, `${at}/status`), from, reason: reason() } }];
}

function readProposal(value: unknown, path: string, stream: string): readonly WaitingStandard[] {
  const waiting = readWaiting(value, path);
  if (waiting.action !== 'attest') return [];
  const at = `${path}/input`;
  const input = members(members(value, path).input, at);
  const attested = members(input.attested, `${at}/attested`);
  if (attested.kind !== 'MeasurementStandard') return [];
  const standard = readStandard(attested.subject, `${at}/attested/subject`);
  const reason = maybe(text)(input.reason, `${at}/reason`);
  return [{ ...waiting, stream, standard, reason, more: moreIn(attested.subject) }];
}

function moreIn(subject: unknown): string {
  const { legalBasis, measures } = members(subject, '');
  const { source } = members(legalBasis, '');
  const each = list((one) => {
    const { measuredIn, uncertaintyOver } = members(one, '');
    return { measuredIn, uncertaintyOver };
  })(measures, '');
  const parts = [{ source }, ...each].map((one) => JSON.stringify(one));
  return parts.filter((part) => part !== '{}').join(' ');
}

/** The path of a case, or of the decision in it. */
export function casePath(stream: string, act?: 'decisions'): string {
  return `/api/metrology-cases/${encodeURIComponent(stream)}${act === undefined ? '' : `/${act}`}`;
}
