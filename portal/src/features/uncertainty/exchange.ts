// SPDX-License-Identifier: Apache-2.0
import { decodeBase64url, encodeBase64url, utf8Bytes } from '@touchstone/identifiers';
import { list, members, oneOf, type Read, ShapeError, text } from '../../api/narrow.ts';
import {
  type BudgetDraft,
  type CorrelationDraft,
  EMPTY_INPUT,
  type EquationDraft,
  type InputDraft,
  KINDS,
  type Kind,
  modelTextOf,
} from './draft.ts';

/** Longest text that is read as a budget, in characters. */
export const BUDGET_CHARACTERS_MAX = 200_000;
const INPUTS_MAX = 300;
const FORMAT = 'touchstone-uncertainty-budget/1';
const KIND_NAMES = Object.keys(KINDS) as readonly Kind[];

/** A budget as JSON: the model as the library reads it, with its title, order and coverage. */
export function formatBudget(draft: BudgetDraft): string {
  const { title, order, coverage } = draft;
  return JSON.stringify({ format: FORMAT, title, order, coverage, ...modelTextOf(draft) }, undefined, 2);
}

/** Reads what formatBudget wrote. Throws ShapeError with the path of what is wrong; numbers stay text until they are checked. */
export function parseBudget(json: string): BudgetDraft {
  if (json.length > BUDGET_CHARACTERS_MAX) throw new ShapeError('', `at most ${BUDGET_CHARACTERS_MAX} characters`);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    throw new ShapeError('', 'JSON');
  }
  return readBudget(value, '');
}

/** The part of an address behind #: the budget as base64url of its JSON, RFC 4648, section 5. */
export function formatHash(draft: BudgetDraft): string {
  const { title, order, coverage } = draft;
  const json = JSON.stringify({ format: FORMAT, title, order, coverage, ...modelTextOf(draft) });
  return `#budget=${encodeBase64url(utf8Bytes(json))}`;
}

/** Reads it again; undefined where the address carries no budget that can be read. */
export function parseHash(hash: string): BudgetDraft | undefined {
  const coded = /^#budget=([\w-]+)$/.exec(hash)?.[1];
  if (coded === undefined || coded.length > 2 * BUDGET_CHARACTERS_MAX) return undefined;
  try {
    return parseBudget(new TextDecoder('utf-8', { fatal: true }).decode(decodeBase64url(coded)));
  } catch {
    return undefined;
  }
}

const numberText: Read<string> = (value, path) =>
  typeof value === 'number' && Number.isFinite(value) ? String(value) : text(value, path);

function optional(value: unknown, path: string): string {
  return value === undefined || value === null ? '' : numberText(value, path);
}

const readInput: Read<InputDraft> = (value, path) => {
  const given = members(value, path);
  const at = `${path}/distribution`;
  const distribution = members(given.distribution, at);
  const kind = oneOf(KIND_NAMES)(distribution.kind, `${at}/kind`);
  const read = (name: string) => numberText(distribution[name], `${at}/${name}`);
  const asked: { readonly value: string; readonly spread?: string; readonly extra?: string } = KINDS[kind];
  const shape =
    kind === 'readings'
      ? { value: list(numberText)(distribution.observations, `${at}/observations`).join(' '), spread: '' }
      : 'lower' in distribution
        ? middleOf(read('lower'), read('upper'))
        : { value: read(asked.value), spread: asked.spread === undefined ? '' : read(asked.spread) };
  return {
    ...EMPTY_INPUT,
    ...{ name: text(given.name, `${path}/name`), unit: optional(given.unit, `${path}/unit`), kind, ...shape },
    extra: asked.extra === undefined ? '' : read(asked.extra),
    degrees: optional(given.degreesOfFreedom, `${path}/degreesOfFreedom`),
  };
};

/** Limits as a middle and half a width, where both are numbers; text that is none is left to be mended. */
function middleOf(lower: string, upper: string): { readonly value: string; readonly spread: string } {
  const [low, high] = [Number(lower), Number(upper)];
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { value: lower, spread: upper };
  return { value: String((low + high) / 2), spread: String((high - low) / 2) };
}

const readEquation: Read<EquationDraft> = (value, path) => {
  const given = members(value, path);
  const read = (name: 'name' | 'expression') => text(given[name], `${path}/${name}`);
  return { name: read('name'), expression: read('expression'), unit: optional(given.unit, `${path}/unit`) };
};

const readCorrelation: Read<CorrelationDraft> = (value, path) => {
  const given = members(value, path);
  const coefficient = numberText(given.coefficient, `${path}/coefficient`);
  return { a: text(given.a, `${path}/a`), b: text(given.b, `${path}/b`), coefficient };
};

function some<T>(read: Read<T>, most: number): Read<readonly T[]> {
  return (value, path) => {
    if (Array.isArray(value) && value.length > most) throw new ShapeError(path, `at most ${most} elements`);
    return list(read)(value, path);
  };
}

const readBudget: Read<BudgetDraft> = (value, path) => {
  const given = members(value, path);
  oneOf([FORMAT])(given.format, `${path}/format`);
  const coverage = members(given.coverage, `${path}/coverage`);
  const equations = some(readEquation, 100)(given.equations, `${path}/equations`);
  if (equations.length === 0) throw new ShapeError(`${path}/equations`, 'an equation');
  return {
    title: optional(given.title, `${path}/title`).slice(0, 200),
    order: given.order === 2 ? 2 : 1,
    coverage: {
      by: oneOf(['probability', 'factor'])(coverage.by, `${path}/coverage/by`),
      value: numberText(coverage.value, `${path}/coverage/value`),
    },
    equations,
    inputs: some(readInput, INPUTS_MAX)(given.inputs, `${path}/inputs`),
    correlations:
      given.correlations === undefined ? [] : some(readCorrelation, 1_000)(given.correlations, `${path}/correlations`),
  };
};
