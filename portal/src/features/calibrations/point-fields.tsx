// SPDX-License-Identifier: Apache-2.0
import { Button } from '../../components/button.tsx';
import { Pick } from '../../components/pick.tsx';
import { useWords } from '../../messages/use-words.ts';
import { JudgedInput } from './judged-input.tsx';
import { liveFaults } from './live-faults.ts';
import { AS_FOUND_FORMS, shiftOf, type TypedPoint } from './typed.ts';

const AS_LEFT = ['quantity', 'at', 'unit', 'left', 'leftUnit', 'uncertainty', 'uncertaintyUnit', 'factor'] as const;
/** A weight is found at its nominal value, and what was found there is in the same unit. */
const MAY_BE_EMPTY: readonly string[] = ['left', 'leftUnit'];
const FOUND = {
  error: ['error', 'foundUnit'],
  value: ['found', 'relied', 'foundUnit'],
} as const;
const FOUND_WELL = ['foundUncertainty', 'foundUncertaintyUnit', 'foundFactor'] as const;

/** One point: as left, and as found where that was measured, with what cannot be beside each field. */
export function PointFields({
  number,
  point,
  onChange,
  onRemove,
}: {
  readonly number: number;
  readonly point: TypedPoint;
  readonly onChange: (more: Partial<TypedPoint>) => void;
  readonly onRemove: (() => void) | undefined;
}) {
  const { say, sayQuantity } = useWords();
  const faults = liveFaults(point);
  const input = (
    field: (typeof AS_LEFT)[number] | (typeof FOUND.value)[number] | 'error' | (typeof FOUND_WELL)[number],
  ) => (
    <JudgedInput
      key={field}
      name={`point-${field}`}
      label={say(`calibrations.point.${field}`)}
      value={point[field]}
      required={!MAY_BE_EMPTY.includes(field)}
      fault={faults[field]}
      onValue={(value) => onChange({ [field]: value })}
    />
  );
  const shift = point.asFound === 'value' ? shiftOf(point) : undefined;
  return (
    <fieldset
      data-point={number}
      className="grid items-end gap-3 border-t border-stone-300 pt-3 sm:col-span-full sm:grid-cols-2 lg:grid-cols-4"
    >
      <legend className="font-semibold">
        {say('calibrations.point', { number })}
        {point.quantity.trim() === '' ? null : `: ${sayQuantity(point.quantity)}`}
      </legend>
      {AS_LEFT.map(input)}
      <div className="sm:col-span-full sm:max-w-md">
        <Pick
          label={say('calibrations.as-found')}
          value={point.asFound}
          options={AS_FOUND_FORMS}
          nameOf={(form) => say(`calibrations.as-found.${form}`)}
          onPick={(asFound) =>
            onChange({
              asFound,
              // Most often it is stated as the point is.
              foundUnit: point.foundUnit === '' ? point.leftUnit || point.unit : point.foundUnit,
              foundUncertaintyUnit:
                point.foundUncertaintyUnit === '' ? point.uncertaintyUnit : point.foundUncertaintyUnit,
            })
          }
        />
      </div>
      {point.asFound === 'none' ? null : [...FOUND[point.asFound], ...FOUND_WELL].map(input)}
      {shift === undefined ? null : (
        <p role="status" data-shift={shift.value} className="font-medium wrap-anywhere sm:col-span-full">
          {say('calibrations.shift-is', { shift: `${shift.value} ${shift.unit}` })}
        </p>
      )}
      {onRemove === undefined ? null : <Button onClick={onRemove}>{say('calibrations.point.remove')}</Button>}
    </fieldset>
  );
}
