// SPDX-License-Identifier: Apache-2.0
import { useWords } from '../messages/use-words.ts';
import { Folded } from './folded.tsx';

/** Everything that is to be signed as it stands: a program may state more than what is shown beside it. */
export function WordForWord({ text }: { readonly text: string }) {
  const { say } = useWords();
  return (
    <Folded name="word-for-word" title={say('calibrations.word-for-word')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <pre tabIndex={0} className="max-h-96 overflow-auto bg-stone-100 p-2 text-xs">
        {text}
      </pre>
    </Folded>
  );
}
