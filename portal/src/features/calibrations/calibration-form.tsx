// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { ProblemError } from '../../api/problem.ts';
import type { Reason } from '../../api/verdict.ts';
import { Button } from '../../components/button.tsx';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { askedReasons, ReasonFields } from '../issue-gate/reason-fields.tsx';
import { StepFields, Tick } from '../issue-gate/step-fields.tsx';
import { ActForm } from '../session/act-form.tsx';
import { proposeCertificate } from './calibration.ts';
import { PickWork } from './pick-work.tsx';
import { PointFields } from './point-fields.tsx';
import { ReferenceFields } from './reference-fields.tsx';
import { NO_CERTIFICATE, NO_POINT, NO_REFERENCE, type TypedCertificate, VISIBILITIES } from './typed.ts';

const HEAD = ['number', 'laboratoryName', 'place', 'instrument', 'manufacturer', 'model', 'serial', 'method'] as const;
const MAY_BE_EMPTY: readonly string[] = ['place', 'manufacturer', 'model', 'serial'];

type Asked = { readonly typed: TypedCertificate; readonly party: string };
interface Kept<Row> {
  readonly key: number;
  readonly row: Row;
}

/** A certificate of calibration: what was calibrated, each point as found and as left, with what, and how it was done. */
export function CalibrationForm({ party, onProposed }: { readonly party: string; readonly onProposed: () => void }) {
  const { say } = useWords();
  const [given, setGiven] = useState(NO_CERTIFICATE);
  const [points, setPoints] = useState<readonly Kept<(typeof NO_CERTIFICATE)['points'][number]>[]>([
    { key: 0, row: NO_POINT },
  ]);
  const [references, setReferences] = useState<readonly Kept<(typeof NO_CERTIFICATE)['references'][number]>[]>([
    { key: 0, row: NO_REFERENCE },
  ]);
  const [asked, setAsked] = useState<readonly Reason[]>([]);
  const change = (more: Partial<TypedCertificate>) => setGiven({ ...given, ...more });
  const typed = { ...given, points: points.map(({ row }) => row), references: references.map(({ row }) => row) };
  const act = async (wanted: Asked, signal: AbortSignal) => {
    try {
      return await proposeCertificate(wanted, signal);
    } catch (error) {
      if (error instanceof ProblemError) setAsked(askedReasons(error, asked));
      throw error;
    }
  };
  return (
    <ActForm
      name="calibration"
      asked={() => ({ typed, party })}
      act={act}
      onDone={() => {
        setAsked([]);
        onProposed();
      }}
      submit={say('calibrations.send')}
    >
      {HEAD.map((field) => (
        <TextInput
          key={field}
          name={field}
          label={say(`calibrations.${field}`)}
          value={given[field]}
          required={!MAY_BE_EMPTY.includes(field)}
          maxLength={field === 'manufacturer' || field === 'model' || field === 'serial' ? 100 : 400}
          // What was written down of another thing is not of this one.
          onValue={(value) =>
            change(field === 'instrument' ? { instrument: value, workRecords: [] } : { [field]: value })
          }
        />
      ))}
      {(['calibratedOn', 'dueOn'] as const).map((day) => (
        <TextInput
          key={day}
          name={day}
          type="date"
          label={say(`calibrations.${day}`)}
          value={given[day]}
          required={day === 'calibratedOn'}
          onValue={(value) => change({ [day]: value })}
        />
      ))}
      <Pick
        label={say('calibrations.visibility')}
        value={given.visibility}
        options={VISIBILITIES}
        nameOf={(word) => say(`calibrations.visibility.${word}`)}
        onPick={(visibility) => change({ visibility })}
      />
      <p className="text-sm text-stone-600 sm:col-span-full">{say('calibrations.points.lead')}</p>
      {points.map(({ key, row }, index) => (
        <PointFields
          key={key}
          number={index + 1}
          point={row}
          onChange={(more) => setPoints(changed(points, key, more))}
          onRemove={points.length === 1 ? undefined : () => setPoints(points.filter((one) => one.key !== key))}
        />
      ))}
      <div className="sm:col-span-full">
        <Button onClick={() => setPoints(added(points, likeTheLast(points.at(-1)?.row ?? NO_POINT)))}>
          {say('calibrations.point.add')}
        </Button>
      </div>
      {references.map(({ key, row }) => (
        <ReferenceFields
          key={key}
          reference={row}
          onChange={(more) => setReferences(changed(references, key, more))}
          onRemove={
            references.length === 1 ? undefined : () => setReferences(references.filter((one) => one.key !== key))
          }
        />
      ))}
      <div className="sm:col-span-full">
        <Button onClick={() => setReferences(added(references, NO_REFERENCE))}>
          {say('calibrations.reference.add')}
        </Button>
      </div>
      <p className="text-sm text-stone-600 sm:col-span-full">{say('calibrations.work.lead')}</p>
      <PickWork
        key={given.instrument.trim()}
        thing={given.instrument}
        picked={given.workRecords}
        onPicked={(workRecords) => change({ workRecords })}
      />
      <Tick label={say('calibration-work.own')} isOn={given.hasStep} onTick={(hasStep) => change({ hasStep })} />
      {given.hasStep ? (
        <StepFields
          number={1}
          step={given.step}
          named={[
            ...new Set(references.flatMap(({ row }) => (row.standard.trim() === '' ? [] : [row.standard.trim()]))),
          ]}
          onChange={(more) => change({ step: { ...given.step, ...more } })}
          onRemove={undefined}
        />
      ) : null}
      <ReasonFields asked={asked} reasons={given.reasons} onReasons={(reasons) => change({ reasons })} />
    </ActForm>
  );
}

function changed<Row>(rows: readonly Kept<Row>[], key: number, more: Partial<Row>): readonly Kept<Row>[] {
  return rows.map((one) => (one.key === key ? { key, row: { ...one.row, ...more } } : one));
}

function added<Row>(rows: readonly Kept<Row>[], row: Row): readonly Kept<Row>[] {
  return [...rows, { key: Math.max(...rows.map(({ key }) => key)) + 1, row }];
}

/** The next point is of the same quantity, in the same units. */
function likeTheLast(last: typeof NO_POINT): typeof NO_POINT {
  const { quantity, unit, leftUnit, uncertaintyUnit, factor, asFound, foundUnit, foundUncertaintyUnit, foundFactor } =
    last;
  return {
    ...NO_POINT,
    ...{ quantity, unit, leftUnit, uncertaintyUnit, factor, asFound, foundUnit, foundUncertaintyUnit, foundFactor },
  };
}
