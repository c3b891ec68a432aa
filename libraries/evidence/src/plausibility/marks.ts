// SPDX-License-Identifier: Apache-2.0
import { FALSE, INACCURATE } from '../checks/time/signing-order.ts';
import { CURES, type Cure } from './cures.ts';

/** What is looked at, one line each of a gate. */
export const RULES = [
  'custody',
  'method',
  'scope',
  'instruments',
  'environment',
  'persons',
  'times',
  'raw-data',
  'conformity',
  'repeats',
] as const;
export type Rule = (typeof RULES)[number];

/** `red` blocks a signature, `amber` lets it through with a reason that is kept. */
export type Level = 'amber' | 'red';

/** What a mark is, wherever it is found. */
interface MarkKind {
  readonly rule: Rule;
  readonly level: Level;
  /** What to compare; absent where no article of a rule speaks of it. Never a decision. */
  readonly article?: string;
  /** `{name}` stands for a value of the mark. */
  readonly says: string;
  readonly cure: Cure;
}

/** Testing for others wants the examination of the State. Recalled, not read. */
const QUALIFIED = 'Metrology Law of China, art. 22 (recalled)';

/** Every mark that a rule can make. */
export const MARKS = {
  SAMPLE_NOT_TRACED: {
    ...{ rule: 'custody', level: 'amber', cure: 'CURE_NAME_SAMPLING_RECORD' },
    says: 'sample {sample} has no sampling record: it was tested as received',
  },
  SAMPLING_RECORD_NOT_HERE: {
    ...{ rule: 'custody', level: 'red', cure: 'CURE_NAME_SAMPLING_RECORD' },
    says: 'the sampling record that is named for sample {sample} is not at hand in those bytes',
  },
  SAMPLING_RECORD_ENDED: {
    ...{ rule: 'custody', level: 'red', article: `${FALSE} (4)`, cure: 'CURE_NAME_SAMPLING_RECORD' },
    says: 'the sampling record that is named for sample {sample} was {status} when the report was to be signed',
  },
  SAMPLING_RECORD_ENDED_LATER: {
    ...{ rule: 'custody', level: 'amber', article: `${FALSE} (4)`, cure: 'CURE_CORRECT_CUSTODY' },
    says: 'the sampling record that is named for sample {sample} was {status} after the report was signed',
  },
  SAMPLE_NOT_TAKEN: {
    ...{ rule: 'custody', level: 'red', article: `${FALSE} (4)`, cure: 'CURE_CORRECT_CUSTODY' },
    says: 'sample {sample} is not among those of its sampling record',
  },
  SEAL_CHANGED: {
    ...{ rule: 'custody', level: 'red', article: `${FALSE} (4)`, cure: 'CURE_CORRECT_CUSTODY' },
    says: 'sealed as {taken}, received under seal {received}',
  },
  SEAL_OPENED: {
    ...{ rule: 'custody', level: 'red', article: `${INACCURATE} (1)`, cure: 'CURE_CORRECT_CUSTODY' },
    says: 'the seal was not intact when {from} handed over to {to} at {at}',
  },
  SEAL_NOT_RECORDED: {
    ...{ rule: 'custody', level: 'amber', article: `${INACCURATE} (1)`, cure: 'CURE_RECORD_RECEIPT' },
    says: 'sample {sample} was sealed as {taken}; no seal was recorded when it came',
  },
  SEAL_NOT_OF_SAMPLING: {
    ...{ rule: 'custody', level: 'amber', article: `${INACCURATE} (1)`, cure: 'CURE_EXPLAIN' },
    says: 'sample {sample} came under seal {received}; its sampling record knows of none',
  },
  SAMPLE_OF_OTHER_FOOD: {
    ...{ rule: 'custody', level: 'red', article: `${FALSE} (4)`, cure: 'CURE_CORRECT_CUSTODY' },
    says: 'the record of sample {sample} is about {taken}; {tested} was tested',
  },
  SAMPLE_NOT_SUITABLE: {
    ...{ rule: 'custody', level: 'amber', cure: 'CURE_EXPLAIN' },
    says: 'sample {sample} is said to have come unsuitable for the test',
  },
  SAMPLE_FOOD_NOT_COMPARED: {
    ...{ rule: 'custody', level: 'amber', cure: 'CURE_EXPLAIN' },
    says: 'the record of sample {sample} is about {taken}, and {tested} was tested; nothing here tells whether one is the other',
  },
  SAMPLE_OF_OTHER_LOT: {
    ...{ rule: 'custody', level: 'red', article: `${FALSE} (4)`, cure: 'CURE_CORRECT_CUSTODY' },
    says: 'sample {sample} was taken from lot {taken}; the report is about lot {tested}',
  },
  CUSTODY_NOT_SHOWN: {
    ...{ rule: 'custody', level: 'amber', cure: 'CURE_SHOW_CUSTODY' },
    says: 'nothing shows how the sample came from {from} to {to}',
  },
  CUSTODY_END_NOT_SHOWN: {
    ...{ rule: 'custody', level: 'amber', cure: 'CURE_SHOW_CUSTODY' },
    says: 'handed over to {to} at {at}; nothing shows who handed it to {laboratory}',
  },
  CUSTODY_ENDS_ELSEWHERE: {
    ...{ rule: 'custody', level: 'red', article: `${INACCURATE} (1)`, cure: 'CURE_CORRECT_CUSTODY' },
    says: 'last handed over to {to} at {at}, and not to {laboratory}',
  },
  CUSTODY_BROKEN: {
    ...{ rule: 'custody', level: 'red', article: `${INACCURATE} (1)`, cure: 'CURE_CORRECT_CUSTODY' },
    says: 'handed over to {had}, and next by {gave} at {at}',
  },
  CUSTODY_TIMES: {
    ...{ rule: 'custody', level: 'red', article: `${INACCURATE} (1)`, cure: 'CURE_CORRECT_CUSTODY' },
    says: '{later} comes before {earlier}, which it must follow',
  },
  TESTED_BEFORE_RECEIVED: {
    ...{ rule: 'custody', level: 'red', article: `${FALSE} (1)`, cure: 'CURE_CORRECT_DATES' },
    says: 'tested {later}, but received {earlier}',
  },
  METHOD_NOT_IN_FORCE: {
    ...{ rule: 'method', level: 'red', article: `${INACCURATE} (3)`, cure: 'CURE_USE_METHOD_IN_FORCE' },
    says: '{result}: {method} was {status} on {on}',
  },
  METHOD_DISGUISED: {
    ...{ rule: 'method', level: 'red', cure: 'CURE_WRITE_METHOD_PLAINLY' },
    says: '{result}: the number {method} has characters that cannot be seen, or letters of two alphabets in one word',
  },
  METHOD_NOT_KNOWN: {
    ...{ rule: 'method', level: 'amber', cure: 'CURE_LOOK_UP_METHOD' },
    says: '{result}: no notice says whether {method} was in force on {on}',
  },
  OUTSIDE_SCOPE_LINES: {
    ...{ rule: 'scope', level: 'red', article: 'ISO/IEC 17025:2017, 5.3', cure: 'CURE_MARK_OUTSIDE_SCOPE' },
    says: '{result}: no scope line in force on {on} covers {substance} by {method} on this object in this range',
  },
  PLACE_NOT_ATTESTED: {
    ...{ rule: 'scope', level: 'red', article: 'ISO/IEC 17025:2017, 7.8.2.1 (recalled)', cure: 'CURE_CORRECT_PLACE' },
    says: 'the laboratory is said to be in {place}; on {on} it is known to work in {attested}',
  },
  PLACE_OUTSIDE_PREMISES: {
    ...{ rule: 'scope', level: 'amber', article: 'ISO/IEC 17025:2017, 7.8.2.1 (recalled)', cure: 'CURE_CORRECT_PLACE' },
    says: 'the laboratory is said to be in {place}; on {on} it is attested to work in {attested}, and that the results are under no scope line does not say that the work was done elsewhere',
  },
  SCOPE_NOT_READ: {
    ...{ rule: 'scope', level: 'amber', cure: 'CURE_SHOW_SCOPE' },
    says: '{result}: no attested scope is at hand by which to tell whether it covers {substance} by {method}',
  },
  ISSUER_NOT_ATTESTED: {
    ...{ rule: 'scope', level: 'amber', article: QUALIFIED, cure: 'CURE_SHOW_SCOPE' },
    says: 'no attestation of the competence of {issuer} is known here for {on}',
  },
  ATTESTATION_NOT_IN_FORCE: {
    ...{ rule: 'scope', level: 'red', article: QUALIFIED, cure: 'CURE_SHOW_SCOPE' },
    says: 'the attestation of the competence of {issuer} was {status} on {on}',
  },
  PROVIDED_BY_ITSELF: {
    ...{ rule: 'scope', level: 'red', article: `${FALSE} (1)`, cure: 'CURE_NAME_PROVIDER' },
    says: '{result}: said to be obtained by another, and {provider} is this laboratory itself',
  },
  PROVIDED_UNDER_OWN_SCOPE: {
    ...{ rule: 'scope', level: 'red', article: 'ISO/IEC 17025:2017, 5.3', cure: 'CURE_MARK_OUTSIDE_SCOPE' },
    says: '{result}: obtained by {provider}, and reported under the scope of this laboratory',
  },
  PROVIDED_AND_WORKED: {
    ...{ rule: 'scope', level: 'amber', cure: 'CURE_EXPLAIN' },
    says: '{result}: said to be obtained by {provider}, and work on it was recorded here',
  },
  PROVIDER_REPORT_NOT_HERE: {
    ...{ rule: 'scope', level: 'amber', article: 'ISO/IEC 17025:2017, 6.6', cure: 'CURE_SHOW_PROVIDER_REPORT' },
    says: '{result}: report {number} of {provider} is not on record here',
  },
  PROVIDER_REPORT_OTHER: {
    ...{ rule: 'scope', level: 'red', article: `${FALSE} (2)`, cure: 'CURE_NAME_PROVIDER' },
    says: '{result}: what is named as report {number} of {provider} is another document, or has no such result',
  },
  PROVIDER_REPORT_ENDED: {
    ...{ rule: 'scope', level: 'red', article: `${FALSE} (2)`, cure: 'CURE_NAME_PROVIDER' },
    says: '{result}: report {number} of {provider} was {status}',
  },
  PROVIDER_REPORT_DECIDED: {
    ...{ rule: 'scope', level: 'red', article: `${FALSE} (2)`, cure: 'CURE_ANOTHER_PROVIDER' },
    says: '{result}: on {on} an authority decided that report {number} of {provider} is {decided}',
  },
  PROVIDED_IN_A_CIRCLE: {
    ...{ rule: 'scope', level: 'red', article: `${FALSE} (1)`, cure: 'CURE_NAME_OBTAINER' },
    says: '{result}: report {number} of {provider} says that {by} obtained it, by report {theirNumber}, and that is this laboratory itself',
  },
  PROVIDER_HAD_IT_FROM_NOBODY_KNOWN: {
    ...{ rule: 'scope', level: 'red', article: `${FALSE} (1)`, cure: 'CURE_NAME_OBTAINER' },
    says: '{result}: report {number} of {provider} says that another obtained it; report {theirNumber} of {by} is not on record here, does not hold, or does not say it',
  },
  PROVIDER_HAD_IT_FROM_ANOTHER: {
    ...{ rule: 'scope', level: 'amber', article: 'ISO/IEC 17025:2017, 7.8.2.1 p', cure: 'CURE_NAME_OBTAINER' },
    says: '{result}: report {number} of {provider} says that another obtained it: {by}, by report {theirNumber}',
  },
  PROVIDED_RESULT_OTHER: {
    ...{ rule: 'scope', level: 'red', article: `${FALSE} (2)`, cure: 'CURE_NAME_PROVIDER' },
    says: '{result}: report {number} of {provider} says {theirs}; this report says {ours}',
  },
  PROVIDER_OUTSIDE_SCOPE: {
    ...{ rule: 'scope', level: 'red', article: 'ISO/IEC 17025:2017, 6.6', cure: 'CURE_SAY_PROVIDER_SCOPE' },
    says: '{result}: said to be under the scope of {provider}; no line of it in force on {on} covers {substance} by {method}',
  },
  PROVIDER_SCOPE_NOT_READ: {
    ...{ rule: 'scope', level: 'amber', article: 'ISO/IEC 17025:2017, 6.6', cure: 'CURE_SHOW_SCOPE' },
    says: '{result}: said to be under the scope of {provider}; nothing here tells whether that covers {substance} by {method} on {on}',
  },
  INSTRUMENT_NOT_NAMED: {
    ...{ rule: 'instruments', level: 'amber', cure: 'CURE_NAME_INSTRUMENT' },
    says: '{result}: no instrument is named',
  },
  INSTRUMENT_IN_NO_STEP: {
    ...{ rule: 'instruments', level: 'amber', cure: 'CURE_RECORD_USE' },
    says: '{result}: {instrument} is named, and no recorded step of the work says that it was used',
  },
  INSTRUMENT_NOT_KEPT: {
    ...{ rule: 'instruments', level: 'red', article: `${INACCURATE} (2)`, cure: 'CURE_KEEP_INSTRUMENT' },
    says: '{result}: {instrument} was not in the list of instruments on {on}',
  },
  INSTRUMENT_AWAY: {
    ...{ rule: 'instruments', level: 'red', article: `${FALSE} (1)`, cure: 'CURE_TEST_IN_WINDOW' },
    says: '{result}: {instrument} was away on {on}',
  },
  INSTRUMENT_LEFT_THAT_DAY: {
    ...{ rule: 'instruments', level: 'amber', cure: 'CURE_SAY_USED_BEFORE' },
    says: '{result}: {instrument} was in use on {on} until it left on that day, and was then {state}; the list does not say which came first, that or the use',
  },
  INSTRUMENT_OUT_OF_WINDOW: {
    ...{ rule: 'instruments', level: 'red', article: `${INACCURATE} (2)`, cure: 'CURE_TEST_IN_WINDOW' },
    says: '{result}: {instrument} was {state} on {on}',
  },
  INSTRUMENT_PAPER_ENDED: {
    ...{ rule: 'instruments', level: 'red', article: `${INACCURATE} (2)`, cure: 'CURE_TEST_IN_WINDOW' },
    says: '{result}: the certificate by which {instrument} was in use was {paper} on {on}',
  },
  INSTRUMENT_PAPER_DECIDED: {
    ...{ rule: 'instruments', level: 'red', article: `${INACCURATE} (2)`, cure: 'CURE_ANOTHER_CALIBRATION' },
    says: '{result}: an authority decided that the certificate by which {instrument} was in use on {on} is {decided}',
  },
  INSTRUMENT_PAPER_NOT_SHOWN: {
    ...{ rule: 'instruments', level: 'amber', cure: 'CURE_NAME_PAPER' },
    says: '{result}: the certificate by which {instrument} was in use on {on} is {paper}',
  },
  INSTRUMENT_BY_KEEPER_ALONE: {
    ...{ rule: 'instruments', level: 'amber', article: 'ISO/IEC 17025:2017, 6.5', cure: 'CURE_SHOW_CALIBRATION' },
    says: '{result}: that {instrument} was calibrated for {on} is assured by nobody but its keeper',
  },
  INSTRUMENT_NOT_DUE: {
    ...{ rule: 'instruments', level: 'amber', article: 'ISO/IEC 17025:2017, 6.4.7', cure: 'CURE_STATE_DUE_DAY' },
    says: '{result}: no day within {days} days of the calibration of {instrument} in use on {on} is known by which it is due again',
  },
  INSTRUMENT_ALLOWED_AFTERWARDS: {
    ...{
      rule: 'instruments',
      level: 'amber',
      article: 'ISO/IEC 17025:2017, 7.5.2 (recalled)',
      cure: 'CURE_SHOW_HISTORY',
    },
    says: '{result}: for {on} the list said of {instrument} "{was}"; that it might be used was written down only at {at}',
  },
  INSTRUMENT_HISTORY_CHANGED: {
    ...{
      rule: 'instruments',
      level: 'amber',
      article: 'ISO/IEC 17025:2017, 7.5.2 (recalled)',
      cure: 'CURE_SETTLE_HISTORY',
    },
    says: '{result}: signed when the list said of {instrument} on {on} "{was}"; the list now says "{is}", by what {by} wrote down at {at}',
  },
  INSTRUMENT_IN_DOUBT: {
    ...{ rule: 'instruments', level: 'amber', article: 'ISO/IEC 17025:2017, 7.10.1', cure: 'CURE_SETTLE_DOUBT' },
    says: '{result}: {instrument} is in open doubt for {on}: {standard} was found off on {found}',
  },
  CONDITION_OUT_OF_LIMITS: {
    ...{ rule: 'environment', level: 'red', article: `${FALSE} (3)`, cure: 'CURE_TEST_IN_CONDITIONS' },
    says: '{result}: {quantity} was {value}; the method allows {from} to {to}',
  },
  CONDITION_NOT_RECORDED: {
    ...{ rule: 'environment', level: 'red', article: `${INACCURATE} (4)`, cure: 'CURE_RECORD_CONDITIONS' },
    says: '{result}: {quantity} was not recorded; the method limits it',
  },
  CONDITION_NOT_LIMITED: {
    ...{ rule: 'environment', level: 'amber', cure: 'CURE_LIMIT_CONDITION' },
    says: '{result}: {quantity} was {value}; nothing says what is allowed',
  },
  NO_CONDITION_RECORDED: {
    ...{ rule: 'environment', level: 'amber', cure: 'CURE_RECORD_ANY_CONDITION' },
    says: '{result}: no condition was recorded under which it was worked on',
  },
  TESTER_NOT_AUTHORISED: {
    ...{ rule: 'persons', level: 'red', cure: 'CURE_AUTHORISE' },
    says: '{result}: who tested was not authorised to test {substance} by {method} on {on}',
  },
  TESTER_AUTHORISED_AFTERWARDS: {
    ...{ rule: 'persons', level: 'amber', article: 'ISO/IEC 17025:2017, 6.2.6', cure: 'CURE_SHOW_AUTHORISATION' },
    says: '{result}: who tested was authorised to test {substance} by {method} on {recorded}, after the test of {on}',
  },
  SIGNATORY_NOT_AUTHORISED: {
    ...{ rule: 'persons', level: 'red', article: `${FALSE} (5)`, cure: 'CURE_AUTHORISE' },
    says: '{result}: who signs is not authorised to sign {substance} by {method} on {on}',
  },
  TESTER_COMPETENCE_LAPSED: {
    ...{ rule: 'persons', level: 'red', article: 'ISO/IEC 17025:2017, 6.2.3', cure: 'CURE_RENEW_COMPETENCE' },
    says: '{result}: of who tested it was not shown on {on}, as the laboratory asks: {demands}',
  },
  SIGNATORY_COMPETENCE_LAPSED: {
    ...{ rule: 'persons', level: 'red', article: 'ISO/IEC 17025:2017, 6.2.3', cure: 'CURE_RENEW_COMPETENCE' },
    says: '{result}: of who signs it is not shown on {on}, as the laboratory asks: {demands}',
  },
  TESTER_COMPETENCE_RECORDED_AFTERWARDS: {
    ...{ rule: 'persons', level: 'amber', article: 'ISO/IEC 17025:2017, 6.2.5', cure: 'CURE_SHOW_COMPETENCE' },
    says: '{result}: of who tested it is shown for {on} only by what was written down later: {demands}',
  },
  SIGNATORY_TESTED: {
    ...{ rule: 'persons', level: 'red', cure: 'CURE_ANOTHER_SIGNATORY' },
    says: '{result}: who signs also tested',
  },
  WORK_NOT_RECORDED: {
    ...{ rule: 'times', level: 'red', article: `${FALSE} (1)`, cure: 'CURE_RECORD_WORK' },
    says: '{result}: nobody recorded the work',
  },
  WORK_ABOUT_OTHER: {
    ...{ rule: 'times', level: 'red', article: `${FALSE} (4)`, cure: 'CURE_RECORD_WORK_AGAIN' },
    says: '{result}: the work was recorded for {was}; the report now says {now}',
  },
  WORK_ENDS_BEFORE: {
    ...{ rule: 'times', level: 'red', cure: 'CURE_CORRECT_WORK' },
    says: '{result}: the work ended at {to}, and began at {from}',
  },
  WORK_ON_OTHER_DAY: {
    ...{ rule: 'times', level: 'red', cure: 'CURE_CORRECT_DATES' },
    says: '{result}: tested on {on} by the report, from {from} to {to} by the record of the work',
  },
  WORK_TOO_SHORT: {
    ...{ rule: 'times', level: 'red', article: `${FALSE} (1)`, cure: 'CURE_CORRECT_WORK' },
    says: '{result}: took {minutes} minutes; the method takes at least {least}',
  },
  WORK_TOOK_NO_TIME: {
    ...{ rule: 'times', level: 'amber', article: `${FALSE} (1)`, cure: 'CURE_CORRECT_WORK' },
    says: '{result}: done in less than a minute, from {from} to {to}',
  },
  NO_STEP_ATTENDED: {
    ...{ rule: 'times', level: 'amber', cure: 'CURE_EXPLAIN' },
    says: '{result}: nobody is recorded to have been present at any step of the work',
  },
  WORK_RECORDED_LATE: {
    ...{ rule: 'times', level: 'amber', article: 'ISO/IEC 17025:2017, 7.5.1', cure: 'CURE_SHOW_RECORD' },
    says: '{result}: the work ended at {ended}, and was written down here only at {recorded}',
  },
  WORK_RECORDED_AFTER_SIGNATURE: {
    ...{ rule: 'times', level: 'amber', article: 'ISO/IEC 17025:2017, 7.5.1', cure: 'CURE_SHOW_RECORD' },
    says: '{result}: the work ended at {ended}, a report was signed at {signed}, and it was written down here only at {recorded}',
  },
  ISSUED_BEFORE_TESTED: {
    ...{ rule: 'times', level: 'red', article: `${FALSE} (1)`, cure: 'CURE_CORRECT_DATES' },
    says: 'issued {later}, but tested {earlier}',
  },
  OUTSIDE_HOURS: {
    ...{ rule: 'times', level: 'amber', cure: 'CURE_EXPLAIN' },
    says: '{result}: worked from {from} to {to}, outside {hours}',
  },
  PERSON_IN_TWO_PLACES: {
    ...{ rule: 'times', level: 'red', article: `${FALSE} (1)`, cure: 'CURE_CORRECT_WORK' },
    says: '{result}: who tested at {site} worked at {other} at the same time, for {report}',
  },
  RESULT_IN_TWO_PLACES: {
    ...{ rule: 'times', level: 'amber', article: `${FALSE} (1)`, cure: 'CURE_CORRECT_WORK' },
    says: '{result}: worked on at {site} and at {other} at the same time',
  },
  INSTRUMENT_IN_TWO_PLACES: {
    ...{ rule: 'times', level: 'red', article: `${FALSE} (1)`, cure: 'CURE_CORRECT_WHERE' },
    says: '{result}: {instrument} was at {site} and at {other} at the same time, for {report}',
  },
  NAMESAKE_IN_TWO_PLACES: {
    ...{
      rule: 'times',
      level: 'amber',
      article: 'ISO/IEC 17025:2017, 7.8.2.1 (recalled)',
      cure: 'CURE_SAY_WHICH_THING',
    },
    says: '{result}: what is called {instrument} was at {site} and at {other} at the same time, for {report}; nothing says whether it is one thing',
  },
  CALIBRATED_THING_NOT_PLACED: {
    ...{ rule: 'times', level: 'amber', article: 'ISO/IEC 17025:2017, 7.5.1', cure: 'CURE_SAY_WHICH_STEP' },
    says: '{result}: work at {site} and at {other} at the same time, for {report}; {instrument} was calibrated in one of the two, and no step of that says whether it was there',
  },
  INSTRUMENT_OVER_CAPACITY: {
    ...{ rule: 'times', level: 'amber', cure: 'CURE_EXPLAIN' },
    says: '{result}: {instrument} was in use for {count} tests at once; it takes {capacity}',
  },
  RAW_DATA_MISSING: {
    ...{ rule: 'raw-data', level: 'red', article: `${INACCURATE} (4)`, cure: 'CURE_ADD_RAW_DATA' },
    says: '{result}: no raw file is kept',
  },
  RAW_FILE_OF_OTHER_WORK: {
    ...{ rule: 'raw-data', level: 'amber', article: `${FALSE} (1)`, cure: 'CURE_EXPLAIN' },
    says: '{result}: raw file {file} is also kept for report {report}, which was worked on {on}, and not on {day}',
  },
  RAW_FILE_OF_OTHER_INSTRUMENT: {
    ...{ rule: 'raw-data', level: 'amber', article: `${FALSE} (1)`, cure: 'CURE_EXPLAIN' },
    says: '{result}: raw file {file} is also kept in report {report} for work with {theirs}, and here for work with {ours}',
  },
  READINGS_NOT_GIVEN: {
    ...{ rule: 'raw-data', level: 'amber', cure: 'CURE_EXPLAIN' },
    says: '{result}: no readings are given by which to work out the result again',
  },
  RESULT_NOT_FROM_READINGS: {
    ...{ rule: 'raw-data', level: 'red', article: `${FALSE} (2)`, cure: 'CURE_CORRECT_RESULT' },
    says: '{result}: reported {reported}; its readings give {found}',
  },
  NON_DETECT_QUANTIFIABLE: {
    ...{ rule: 'raw-data', level: 'amber', article: `${FALSE} (2)`, cure: 'CURE_CORRECT_RESULT' },
    says: '{result}: reported as too little to quantify; its readings give {found}, and the scope line quantifies from {granted} on',
  },
  FOUND_FAR_FROM_POINT: {
    ...{ rule: 'raw-data', level: 'amber', cure: 'CURE_CORRECT_RESULT' },
    says: '{result}: {found} is said to be found at {at}, a hundred times away or more',
  },
  CONFORMITY_CONTRADICTED: {
    ...{ rule: 'conformity', level: 'red', article: `${FALSE} (2)`, cure: 'CURE_CORRECT_CONFORMITY' },
    says: '{result}: what it says against {specification} is the contrary of what its own value, limits and rule give',
  },
  CONFORMITY_NOT_DECIDED: {
    ...{ rule: 'conformity', level: 'amber', cure: 'CURE_CORRECT_CONFORMITY' },
    says: '{result}: what it says against {specification} does not follow from its own value, limits and rule',
  },
  REPORT_NUMBER_TWICE: {
    ...{ rule: 'repeats', level: 'red', cure: 'CURE_OTHER_NUMBER' },
    says: 'the number {number} is also on another paper of this kind',
  },
  NUMBER_ON_OTHER_KIND: {
    ...{ rule: 'repeats', level: 'amber', cure: 'CURE_OTHER_NUMBER' },
    says: 'the number {number} is also on a paper of another kind by the same laboratory',
  },
  SAME_RESULTS_TWICE: {
    ...{ rule: 'repeats', level: 'amber', article: `${FALSE} (2)`, cure: 'CURE_EXPLAIN' },
    says: 'report {number} has the same results for another sample, {sample}',
  },
  POINT_STATED_TWICE: {
    ...{
      rule: 'repeats',
      level: 'amber',
      article: 'ISO/IEC 17025:2017, 7.8.4.1 (recalled)',
      cure: 'CURE_STATE_CONDITION',
    },
    says: '{result}: stated as {one}, and again as {other}',
  },
  NAME_WITH_HIDDEN_CHARACTER: {
    ...{ rule: 'repeats', level: 'amber', cure: 'CURE_WRITE_NAME_PLAINLY' },
    says: '{at}: character {character} is {codePoint}, which nobody sees: no list in which the name stands has it so',
  },
  NAME_IN_TWO_SCRIPTS: {
    ...{ rule: 'repeats', level: 'amber', cure: 'CURE_WRITE_NAME_PLAINLY' },
    says: '{at}: character {character} ({codePoint}) is of another script than its word, and looks like a letter of it',
  },
} as const satisfies Readonly<Record<string, MarkKind>>;
export type MarkCode = keyof typeof MARKS;

/** Whether rules make a mark of this code. */
export function isMarkCode(code: string): code is MarkCode {
  return Object.hasOwn(MARKS, code);
}

/** Something noticed about a report. An indicator is no finding: only an authority decides what a report is. */
export interface Mark {
  /** A `MarkCode`, or the code of what a chain upwards has against a making. */
  readonly code: string;
  readonly rule: Rule;
  readonly level: Level;
  readonly detail: string;
  readonly values: Readonly<Record<string, string>>;
  readonly cure: { readonly code: Cure; readonly detail: string };
  readonly article?: string;
}

/** Makes a mark of the table with its values. */
export function mark(code: MarkCode, values: Readonly<Record<string, string>>): Mark {
  const { rule, level, says, cure, article }: MarkKind = MARKS[code];
  const detail = says.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name]));
  const made = { code, rule, level, detail, values, cure: { code: cure, detail: CURES[cure] } };
  return article === undefined ? made : { ...made, article };
}
