// SPDX-License-Identifier: Apache-2.0

/** What to do about a mark, as a code for translators and a sentence. */
export const CURES = {
  CURE_NAME_SAMPLING_RECORD: 'name the signed sampling record of this sample, or say why it was tested as received',
  CURE_CORRECT_CUSTODY: 'correct the draft by the hand-over papers, or take and test another sample',
  CURE_RECORD_RECEIPT: 'record the seal as it was read when the sample came, or say why there was none any more',
  CURE_SHOW_CUSTODY:
    'have the hand-over to the laboratory signed with the sampling record, or say by which paper it is shown',
  CURE_CORRECT_DATES: 'correct the days and times by the records of the work',
  CURE_USE_METHOD_IN_FORCE:
    'test again by the edition in force on the day, or have the notice about the edition corrected',
  CURE_LOOK_UP_METHOD: 'have the notice about this edition published here, or say how it was looked up',
  CURE_MARK_OUTSIDE_SCOPE: 'mark the result underScope: false, or have the scope extended and test again',
  CURE_WRITE_METHOD_PLAINLY: 'type the number of the standard anew, as it is printed on its cover',
  CURE_CORRECT_PLACE: 'state the place in which the work was done, or have that place attested among the premises',
  CURE_SHOW_SCOPE: 'say under which attestation the result is issued and where its scope can be read',
  CURE_NAME_PROVIDER:
    'name the laboratory that obtained it and its report in force, and state the result as that says it',
  CURE_ANOTHER_PROVIDER:
    'have it tested anew, here or by another; who holds the decision of the authority to be wrong appeals against it',
  CURE_NAME_OBTAINER: 'name the laboratory that obtained it itself, with its own report in force, or test it here',
  CURE_SHOW_PROVIDER_REPORT:
    'have the provider put its report on record here, or say where it can be read and who compared it',
  CURE_SAY_PROVIDER_SCOPE:
    'say on the report that the result is under no scope of its provider, or have the scope extended',
  CURE_CORRECT_CONFORMITY:
    'correct what is said, the limit, the rule or the uncertainty of the result, or say how it was decided',
  CURE_NAME_INSTRUMENT: 'name the instruments that were used, or say why there was none',
  CURE_KEEP_INSTRUMENT: 'take the instrument into the list of instruments, with its calibration',
  CURE_TEST_IN_WINDOW: 'test again with an instrument that is calibrated and at hand, or complete its history',
  CURE_SAY_USED_BEFORE:
    'say at what time it left, and by which record it is shown that it was used before, or test again with another',
  CURE_ANOTHER_CALIBRATION:
    'have the instrument calibrated anew and test again; who holds the decision of the authority to be wrong appeals against it',
  CURE_NAME_PAPER:
    'record the calibration with a certificate that is in force and on record here, or say where that paper can be read',
  CURE_SHOW_CALIBRATION:
    'have whoever calibrated it sign a certificate and record the calibration with that, or say whose paper it is, under which number, and where it can be read',
  CURE_STATE_DUE_DAY:
    'record the calibration with the day by which it is due again, or say what keeps the instrument in check until then',
  CURE_SETTLE_DOUBT:
    'work out what the doubt does to the result and say so, answer the notice about it, or test again with another',
  CURE_SHOW_HISTORY: 'say by which paper of that time it is shown, and why it was written down later',
  CURE_SETTLE_HISTORY:
    'work out what the change does to the result, and replace or revoke the report, or say why it stands',
  CURE_TEST_IN_CONDITIONS: 'test again within the limits of the method',
  CURE_RECORD_CONDITIONS: 'record what was read of the condition that the method limits',
  CURE_LIMIT_CONDITION: 'record within what the method allows it, or say why it matters to nothing',
  CURE_RECORD_ANY_CONDITION: 'record the conditions of the work, or say why none of them matters to this method',
  CURE_RECORD_WORK: 'let whoever tested record who worked, where, from when to when, and the raw data',
  CURE_RECORD_WORK_AGAIN: 'let whoever tested what the report now names record that work, or correct what it names',
  CURE_AUTHORISE: 'let a person do it who is authorised for this line on the day, or authorise first and test again',
  CURE_SHOW_AUTHORISATION: 'say by which record of before the test it is shown that the person was authorised then',
  CURE_SHOW_COMPETENCE: 'say by which paper of before the test it is shown',
  CURE_RENEW_COMPETENCE:
    'renew what has lapsed and have it recorded in the competence file, or let a person do it whose competence is shown',
  CURE_ANOTHER_SIGNATORY: 'let another authorised person sign',
  CURE_CORRECT_WORK: 'correct the record of the work, or test again',
  CURE_CORRECT_WHERE:
    'correct the record of the work, or state by manufacturer, model and serial number which thing was calibrated; otherwise do the work again',
  CURE_SAY_WHICH_THING:
    'state by manufacturer, model and serial number which thing was calibrated, or say how it is known that there are two',
  CURE_SAY_WHICH_STEP:
    'name what is calibrated among what was used in each step in which it was, or say where it was meanwhile',
  CURE_SHOW_RECORD: 'say by which record of the time of the work it is shown, and why it was written down here later',
  CURE_RECORD_USE: 'let whoever used it record the step in which it was used, or name only what was used',
  CURE_EXPLAIN: 'say why it is right all the same; the reason is kept with the report',
  CURE_ADD_RAW_DATA: 'add the raw files by their digests',
  CURE_CORRECT_RESULT:
    'correct the result by its readings, or complete the readings; what is rounded to one digit is written like 2e2',
  CURE_MEND_MAKING: 'mend what the certificate rests on, or claim less',
  CURE_OTHER_NUMBER: 'give it a number of its own, or replace the earlier paper',
  CURE_STATE_CONDITION:
    'state the condition under which each was found, such as rising or falling, a range or a set-up; or correct one of them',
  CURE_WRITE_NAME_PLAINLY:
    'compare it with the name that is meant, letter by letter, and have whoever signed it issue it anew as it is read',
} as const;
export type Cure = keyof typeof CURES;
