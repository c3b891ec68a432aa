// SPDX-License-Identifier: Apache-2.0
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';

/** A place, and the day as of which it is asked about. */
export interface PlaceOnDay {
  readonly place: string;
  readonly on: string;
}

/** One of some places, and a day. */
export function PlaceAndDay({
  asked,
  places,
  labels,
  required = false,
  onAsked,
}: {
  readonly asked: PlaceOnDay;
  readonly places: readonly string[];
  readonly labels: Readonly<Record<keyof PlaceOnDay, string>>;
  /** Whether a day must be given; else an empty one is today. */
  readonly required?: boolean;
  readonly onAsked: (asked: PlaceOnDay) => void;
}) {
  const { sayOr } = useWords();
  return (
    <>
      <Pick
        label={labels.place}
        value={asked.place}
        options={places}
        nameOf={(each) => sayOr(`place.${each}`, each)}
        onPick={(place) => onAsked({ ...asked, place })}
      />
      <TextInput
        label={labels.on}
        type="date"
        required={required}
        value={asked.on}
        onValue={(on) => onAsked({ ...asked, on })}
      />
    </>
  );
}
