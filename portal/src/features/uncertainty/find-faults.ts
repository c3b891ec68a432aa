// SPDX-License-Identifier: Apache-2.0
import { MetrologyError, type MetrologyErrorData, parseUnit } from '@touchstone/metrology/quantity';
import { type DistributionText, parseExpression, parseMeasurementModel } from '@touchstone/metrology/uncertainty';
import { type BudgetDraft, distributionOf, type InputDraft, inputTextOf, KINDS, modelTextOf } from './draft.ts';
import { splitReadings } from './split-readings.ts';

/** What is wrong with a field, in words of the page. */
export type FaultCode =
  | 'NOT_A_NUMBER'
  | 'NEGATIVE_UNCERTAINTY'
  | 'BAD_WIDTH'
  | 'BAD_EXTRA'
  | 'BAD_VALUE'
  | 'BAD_READINGS'
  | 'DECIMAL_COMMA'
  | 'GROUPED_DIGITS'
  | 'BAD_DEGREES'
  | 'BAD_NAME'
  | 'BAD_UNIT'
  | 'UNKNOWN_NAME'
  | 'BAD_EXPRESSION'
  | 'BAD_CORRELATION'
  | 'NOT_POSITIVE_SEMIDEFINITE'
  | 'BAD_COVERAGE'
  | 'CORRELATED_INPUTS'
  | 'BAD_MODEL';

/** One fault at its field, such as `inputs.0.spread`; `detail` is the library's own sentence. */
export interface Fault {
  readonly at: string;
  readonly code: FaultCode;
  readonly detail: string;
  readonly data: MetrologyErrorData;
}

/** Every fault of a draft at the field where it is to be mended; none where the model can be computed. */
export function findFaults(draft: BudgetDraft): readonly Fault[] {
  const inputs = draft.inputs.flatMap((input, index) => faultsOfInput(input, `inputs.${index}`));
  const parts = [...inputs, ...faultsOfNames(draft), ...faultsOfEquations(draft), ...faultsOfCorrelations(draft)];
  const coverage = faultsOfCoverage(draft.coverage);
  if (parts.length > 0) return [...parts, ...coverage];
  const last = `equations.${draft.equations.length - 1}`;
  const whole = attempt(() => parseMeasurementModel(modelTextOf(draft)));
  if (whole === undefined) return coverage;
  if (whole.code === 'BAD_CORRELATION') {
    return [fault('correlations', 'NOT_POSITIVE_SEMIDEFINITE', whole), ...coverage];
  }
  // The library says the unit that a result needs; everything else is in how quantities are put together.
  const isUnit = whole.code === 'BAD_MODEL' && draft.equations.at(-1)?.unit.trim() === '';
  return [fault(`${last}.${isUnit ? 'unit' : 'expression'}`, 'BAD_MODEL', whole), ...coverage];
}

/** What a person types for a number; the library reads the same. */
function isNumber(text: string): boolean {
  return /^[+-]?\d{1,400}(?:\.\d{1,400})?(?:[eE][+-]?\d{1,4})?$/.test(text.trim()) && Number.isFinite(Number(text));
}

function faultsOfInput(input: InputDraft, at: string): readonly Fault[] {
  const asked = KINDS[input.kind];
  const numbers = (['value', 'spread', 'extra'] as const).filter(
    (field) => field in asked && !(input.kind === 'readings' && field === 'value'),
  );
  const noNumbers = numbers
    .filter((field) => !isNumber(input[field]))
    .map((field) => notANumber(`${at}.${field}`, input[field]));
  const unit = input.unit.trim() === '' ? undefined : attempt(() => parseUnit(input.unit.trim()));
  const units = unit === undefined ? [] : [fault(`${at}.unit`, 'BAD_UNIT', unit)];
  if (noNumbers.length > 0) return [...noNumbers, ...units];
  const { grouped, doubtful } = input.kind === 'readings' ? splitReadings(input.value) : {};
  const given = grouped ?? doubtful;
  if (given !== undefined) {
    const code = grouped === undefined ? 'DECIMAL_COMMA' : 'GROUPED_DIGITS';
    return [{ at: `${at}.value`, code, detail: '', data: { given: given.slice(0, 60) } }, ...units];
  }
  return [...units, ...faultsOfDistribution(input, at)];
}

function faultsOfDistribution(input: InputDraft, at: string): readonly Fault[] {
  const { degreesOfFreedom, distribution } = inputTextOf(input);
  const known = degreesOfFreedom === undefined ? {} : { degreesOfFreedom };
  // A t distribution without its degrees of freedom is a fault of that field, not of its spread.
  const error = attempt(() => probe(distribution, input.kind === 't' ? { degreesOfFreedom: 5 } : {}));
  if (error !== undefined) return [faultOfDistribution(input, at, error)];
  const ofDegrees = attempt(() => probe(distribution, known));
  return ofDegrees === undefined ? [] : [fault(`${at}.degrees`, 'BAD_DEGREES', ofDegrees)];
}

function faultOfDistribution(input: InputDraft, at: string, error: MetrologyError): Fault {
  switch (input.kind) {
    case 'readings':
      return fault(`${at}.value`, 'BAD_READINGS', error);
    case 'normal':
    case 't':
      return fault(`${at}.spread`, 'NEGATIVE_UNCERTAINTY', error);
    case 'trapezoidal':
    case 'curvilinear-trapezoidal': {
      const isWide = attempt(() => probe(distributionOf({ ...input, kind: 'rectangular' }), {})) === undefined;
      return isWide ? fault(`${at}.extra`, 'BAD_EXTRA', error) : fault(`${at}.spread`, 'BAD_WIDTH', error);
    }
    case 'gamma':
      return fault(`${at}.${Number(input.value) > 0 ? 'spread' : 'value'}`, 'BAD_VALUE', error);
    case 'exponential':
    case 'constant':
      return fault(`${at}.value`, 'BAD_VALUE', error);
    default:
      return fault(`${at}.spread`, 'BAD_WIDTH', error);
  }
}

const PROBED = 'probed_by_the_page';

function probe(distribution: DistributionText, more: { readonly degreesOfFreedom?: number | string }): void {
  const inputs = [{ name: PROBED, distribution, ...more }];
  parseMeasurementModel({ inputs, equations: [{ name: `${PROBED}_y`, expression: PROBED }] });
}

function faultsOfNames({ inputs, equations }: BudgetDraft): readonly Fault[] {
  const named = [
    ...inputs.map(({ name }, index) => ({ name: name.trim(), at: `inputs.${index}.name` })),
    ...equations.map(({ name }, index) => ({ name: name.trim(), at: `equations.${index}.name` })),
  ];
  return named.flatMap(({ name, at }, index) => {
    const earlier = named.slice(0, index).some((other) => other.name === name);
    const names = earlier ? [name, name] : [name];
    const error = attempt(() =>
      parseMeasurementModel({
        inputs: names.map((each) => ({ name: each, distribution: { kind: 'constant', value: '0' } })),
        equations: [{ name: PROBED, expression: '0' }],
      }),
    );
    return error === undefined ? [] : [fault(at, 'BAD_NAME', error)];
  });
}

function faultsOfEquations({ inputs, equations }: BudgetDraft): readonly Fault[] {
  const known = inputs.map(({ name }) => name.trim());
  return equations.flatMap(({ name, expression, unit }, index) => {
    const at = `equations.${index}`;
    const found: Fault[] = [];
    const error = attempt(() => parseExpression(expression, [...known]));
    if (error !== undefined) {
      found.push(fault(`${at}.expression`, error.code === 'UNKNOWN_NAME' ? 'UNKNOWN_NAME' : 'BAD_EXPRESSION', error));
    }
    const ofUnit = unit.trim() === '' ? undefined : attempt(() => parseUnit(unit.trim()));
    if (ofUnit !== undefined) found.push(fault(`${at}.unit`, 'BAD_UNIT', ofUnit));
    known.push(name.trim());
    return found;
  });
}

function faultsOfCorrelations({ inputs, correlations }: BudgetDraft): readonly Fault[] {
  const names = inputs.map(({ name }) => name.trim());
  const pairs = correlations.map(({ a, b }) => [a.trim(), b.trim()].sort().join(' '));
  return correlations.flatMap(({ a, b, coefficient }, index) => {
    const at = `correlations.${index}`;
    const isTwo = names.includes(a.trim()) && names.includes(b.trim()) && a.trim() !== b.trim();
    if (!isTwo || pairs.indexOf(pairs[index] ?? '') !== index) {
      return [{ at: `${at}.pair`, code: 'BAD_CORRELATION', detail: '', data: {} }];
    }
    if (!isNumber(coefficient)) return [notANumber(`${at}.coefficient`, coefficient)];
    if (Math.abs(Number(coefficient)) <= 1) return [];
    return [{ at: `${at}.coefficient`, code: 'BAD_CORRELATION', detail: '', data: { given: coefficient } }];
  });
}

function faultsOfCoverage({ by, value }: BudgetDraft['coverage']): readonly Fault[] {
  const at = 'coverage';
  if (!isNumber(value)) return [notANumber(at, value)];
  const number = Number(value);
  const fits = by === 'probability' ? number > 0 && number < 1 : number > 0;
  return fits ? [] : [{ at, code: 'BAD_COVERAGE', detail: '', data: { given: value } }];
}

function notANumber(at: string, given: string): Fault {
  return { at, code: 'NOT_A_NUMBER', detail: '', data: { given: given.slice(0, 60) } };
}

function fault(at: string, code: FaultCode, { message, data }: MetrologyError): Fault {
  return { at, code, detail: message.replace(`The input ${PROBED}: `, ''), data };
}

function attempt(act: () => unknown): MetrologyError | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    if (error instanceof MetrologyError) return error;
    throw error;
  }
}
