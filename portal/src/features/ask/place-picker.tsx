// SPDX-License-Identifier: Apache-2.0
import { useWords } from '../../messages/use-words.ts';

/** The places of the Greater Bay Area that this node knows. ISO 3166-2. */
export const PLACES = ['CN-GD', 'HK', 'MO'] as const;

/** Which places are asked about; places of a link that are not in the list are kept and shown by code. */
export function PlacePicker({
  chosen,
  onChange,
}: {
  readonly chosen: readonly string[];
  readonly onChange: (places: readonly string[]) => void;
}) {
  const { say, sayOr } = useWords();
  const all = [...PLACES, ...chosen.filter((place) => !(PLACES as readonly string[]).includes(place))];
  const toggle = (place: string, isOn: boolean) =>
    onChange(all.filter((each) => (each === place ? isOn : chosen.includes(each))));
  return (
    <fieldset>
      <legend className="text-sm font-medium">{say('ask.places')}</legend>
      <div className="mt-1 flex flex-wrap gap-2">
        {all.map((place) => (
          <label
            key={place}
            className="flex min-h-11 items-center gap-2 rounded-md border border-stone-400 bg-white px-3 has-checked:border-stone-900 has-checked:bg-stone-100"
          >
            <input
              type="checkbox"
              className="size-4 accent-stone-900"
              checked={chosen.includes(place)}
              onChange={(event) => toggle(place, event.target.checked)}
            />
            {sayOr(`place.${place}`, place)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
