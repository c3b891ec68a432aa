// SPDX-License-Identifier: Apache-2.0
import type { PublicRound } from '@touchstone/contract';
import { useState } from 'react';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { ActForm } from '../session/act-form.tsx';
import {
  type Amendment,
  ASSIGNED_FIELDS,
  ASSIGNED_WAYS,
  ESTIMATORS,
  isAsked,
  type PlanField,
  SIGMA_FIELDS,
  SIGMA_WAYS,
  unamended,
} from './plan-fields.ts';
import { openCorrection } from './round-case.ts';

/** Opens a published round for correction: why, and what of the plan changes. */
export function CorrectionForm({ round, onOpened }: { readonly round: PublicRound; readonly onOpened: () => void }) {
  const { say } = useWords();
  const [because, setBecause] = useState('');
  const [amendments, setAmendments] = useState(round.measurands.map(({ measurand }) => unamended(measurand)));
  const change = (changed: Amendment) =>
    setAmendments(amendments.map((one) => (one.measurand === changed.measurand ? changed : one)));
  return (
    <ActForm
      name="correction"
      asked={() => ({ stream: round.stream, because, amendments })}
      act={openCorrection}
      onDone={onOpened}
      submit={say('round.case.open')}
    >
      <p className="text-sm text-stone-600 sm:col-span-full">{say('round.case.open.lead')}</p>
      <div className="sm:col-span-full">
        <TextInput label={say('round.case.because')} value={because} required maxLength={2_000} onValue={setBecause} />
      </div>
      {amendments.map((one) => (
        <AmendmentFields
          key={one.measurand}
          amendment={one}
          unit={round.measurands.find(({ measurand }) => measurand === one.measurand)?.unit ?? ''}
          onChange={change}
        />
      ))}
    </ActForm>
  );
}

function AmendmentFields({
  amendment,
  unit,
  onChange,
}: {
  readonly amendment: Amendment;
  readonly unit: string;
  readonly onChange: (amendment: Amendment) => void;
}) {
  const { say, sayQuantity } = useWords();
  const { measurand, assigned, estimator, sigma, numbers } = amendment;
  const fields = (named: readonly PlanField[]) =>
    named.map((field) => (
      <TextInput
        key={field}
        label={`${say(`round.case.field.${field}`)}${isAsked(field) ? '' : ` ${say('round.case.optional')}`}`}
        name={field}
        value={numbers[field] ?? ''}
        required={isAsked(field)}
        onValue={(text) => onChange({ ...amendment, numbers: { ...numbers, [field]: text } })}
      />
    ));
  return (
    <fieldset
      data-measurand={measurand}
      className="grid items-end gap-3 border-t border-stone-300 pt-3 sm:col-span-full sm:grid-cols-2 lg:grid-cols-3"
    >
      <legend className="font-semibold wrap-anywhere">
        {sayQuantity(measurand)} ({unit})
      </legend>
      <Pick
        label={say('round.assigned')}
        value={assigned}
        options={ASSIGNED_WAYS}
        nameOf={(way) => say(`round.case.assigned.${way}`)}
        onPick={(way) => onChange({ ...amendment, assigned: way })}
      />
      {assigned === 'consensus' ? (
        <Pick
          label={say('round.method')}
          value={estimator}
          options={ESTIMATORS}
          nameOf={(each) => say(`round.method.${each}`)}
          onPick={(each) => onChange({ ...amendment, estimator: each })}
        />
      ) : null}
      {fields(ASSIGNED_FIELDS[assigned])}
      <Pick
        label={say('round.sigma')}
        value={sigma}
        options={SIGMA_WAYS}
        nameOf={(way) => say(`round.case.sigma.${way}`)}
        onPick={(way) => onChange({ ...amendment, sigma: way })}
      />
      {fields(SIGMA_FIELDS[sigma])}
    </fieldset>
  );
}
