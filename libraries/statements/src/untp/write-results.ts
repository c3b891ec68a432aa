// SPDX-License-Identifier: Apache-2.0
import type { SubjectOf } from '../kind.ts';
import { conditionText } from './condition.ts';
import type { Account } from './loss.ts';
import { writeAssessment, writePerformance } from './write-assessment.ts';
import { writeMeasure } from './write-measure.ts';
import { type Part, writeProduct } from './write-parts.ts';

/** Where the parts of an export keep account, and the address that they are named under. */
export interface Export {
  readonly account: Account;
  readonly id: string;
}

/** One assessment for each result, since the conditions of an assessment hold for all that stands in it. */
export function writeTestResults({ account, id }: Export, subject: SubjectOf<'TestReport'>): readonly Part[] {
  const { sample, results } = subject;
  account.carry('sample.description', 'sample.sample');
  const lot = sample.statedLot === undefined ? undefined : { ...sample.statedLot, path: 'sample.statedLot' };
  const product = writeProduct(account, sample.description, lot);
  return results.map((result, index) => {
    const at = `results.${index}`;
    account.carry(`${at}.result`, `${at}.basis`, `${at}.testedOn`, `${at}.method.standard`);
    const written = writeResult(account, at, result);
    return writeAssessment({
      id: `${id}#${at}`,
      name: result.result,
      on: result.testedOn,
      performances: [written.performance],
      products: [product],
      conditions: [
        conditionText('method', result.method.standard),
        conditionText('basis', result.basis),
        conditionText('sample', sample.sample),
        ...writeProvider(account, at, result),
        ...written.conditions,
      ],
    });
  });
}

type TestResult = SubjectOf<'TestReport'>['results'][number];

/** Whoever reads the export sees whose result it is. */
function writeProvider(account: Account, at: string, { obtainedBy }: TestResult): readonly string[] {
  if (obtainedBy === undefined) return [];
  const { provider, reportNumber, result } = obtainedBy;
  account.carry(`${at}.obtainedBy.provider.name`, `${at}.obtainedBy.reportNumber`, `${at}.obtainedBy.result`);
  return [conditionText('obtainedBy', `${provider.name}, ${reportNumber}, ${result}`)];
}

function writeResult(
  account: Account,
  at: string,
  result: TestResult,
): { readonly performance: Part; readonly conditions: readonly string[] } {
  if (result.outcome !== 'quantified') {
    for (const member of ['outcome', 'substance', 'method', 'basis']) {
      account.lose(`${at}.${member}`, 'UNTP 0.7.0 measures numbers only: a result without one is a word for people');
    }
    return { performance: writePerformance(result.substance, undefined, result.outcome), conditions: [] };
  }
  const { measure, conditions } = writeMeasure(account, {
    at: `${at}.quantity`,
    quantity: result.quantity,
    uncertaintyAt: `${at}.expandedUncertainty`,
    uncertainty: result.expandedUncertainty,
    factorAt: `${at}.expandedUncertainty.coverageFactor`,
    coverageFactor: result.expandedUncertainty?.coverageFactor,
  });
  if (measure === undefined) {
    for (const member of ['outcome', 'substance', 'method', 'basis']) {
      account.lose(`${at}.${member}`, 'its value is not written');
    }
  } else account.carry(`${at}.outcome`, `${at}.substance`);
  return { performance: writePerformance(result.substance, measure, 'see-original'), conditions };
}

/** One assessment for each point of a calibration: the value at the point, its uncertainty as the tolerance. */
export function writeCalibrationPoints(
  { account, id }: Export,
  subject: SubjectOf<'CalibrationCertificate'>,
): readonly Part[] {
  account.carry('instrument', 'calibratedOn', 'method.standard');
  const product = writeProduct(account, subject.instrument, undefined);
  return subject.results.map((result, index) => {
    const at = `results.${index}`;
    const { measure, conditions } = writeMeasure(account, {
      at: `${at}.at`,
      quantity: result.at,
      uncertaintyAt: `${at}.expandedUncertainty`,
      uncertainty: result.expandedUncertainty,
      factorAt: `${at}.coverageFactor`,
      coverageFactor: result.coverageFactor,
    });
    if (measure === undefined) account.lose(`${at}.quantity`, 'its value is not written');
    else account.carry(`${at}.quantity`);
    if (measure === undefined) account.lose('method.standard', 'a value that is taken under it is not written');
    return writeAssessment({
      id: `${id}#${at}`,
      name: result.quantity,
      on: subject.calibratedOn,
      performances: [writePerformance(result.quantity, measure, 'see-original')],
      products: [product],
      conditions: [conditionText('method', subject.method.standard), ...conditions],
    });
  });
}
