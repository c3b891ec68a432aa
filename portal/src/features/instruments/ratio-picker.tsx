// SPDX-License-Identifier: Apache-2.0
import { FIELD } from '../../components/field.ts';
import { useWords } from '../../messages/use-words.ts';
import { RATIOS } from './instrument-plan.ts';

/** By which share of the tolerance a calibration must be good enough. */
export function RatioPicker({ ratio, onRatio }: { readonly ratio: string; readonly onRatio: (ratio: string) => void }) {
  const { say } = useWords();
  return (
    <label className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1">
      <span>{say('instruments.ratio')}</span>
      <select value={ratio} className={FIELD} onChange={({ target }) => onRatio(target.value)}>
        {RATIOS.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
    </label>
  );
}
