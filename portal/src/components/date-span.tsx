// SPDX-License-Identifier: Apache-2.0
import { useWords } from '../messages/use-words.ts';
import { TextInput } from './text-input.tsx';

/** From which day to which; an empty end is open. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** Two days, either of which may be left open. */
export function DateSpan({ span, onSpan }: { readonly span: Span; readonly onSpan: (span: Span) => void }) {
  const { say } = useWords();
  return (['from', 'to'] as const).map((end) => (
    <TextInput
      key={end}
      label={say(`readings.${end}`)}
      type="date"
      value={span[end]}
      onValue={(day) => onSpan({ ...span, [end]: day })}
    />
  ));
}
