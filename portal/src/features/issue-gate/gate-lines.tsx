// SPDX-License-Identifier: Apache-2.0
import { Badge } from '../../components/badge.tsx';
import type { Reason } from '../../api/verdict.ts';
import type { Mark } from '../../components/marks.tsx';
import { ReasonLine } from '../../components/reason-line.tsx';
import { Section } from '../../components/section.tsx';
import type { Tone } from '../../components/tones.ts';
import { useWords } from '../../messages/use-words.ts';
import { type GateMark, type IssueGate, type Level, marksOf } from './issue-gate.ts';

const LOOKS: Readonly<Record<Level, { readonly mark: Mark; readonly tone: Tone }>> = {
  green: { mark: 'passed', tone: 'proved' },
  amber: { mark: 'open', tone: 'broken' },
  red: { mark: 'refuted', tone: 'refuted' },
};
const WORST = ['red', 'amber', 'green'] as const;

/** The lines of a gate, the worst first, each mark with what cures it. */
export function GateLines({ number, gate }: { readonly number: string; readonly gate: IssueGate }) {
  const { say } = useWords();
  const lines = WORST.flatMap((level) => gate.lines.filter((line) => line.level === level));
  return (
    <Section id="gate" title={number}>
      <p role="status" data-gate={gate.level} className="text-lg font-semibold">
        {say(`gate.level.${gate.level}`, { red: marksOf(gate, 'red'), amber: marksOf(gate, 'amber') })}
      </p>
      <ul className="mt-3 space-y-3">
        {lines.map(({ rule, level, marks }) => (
          <li key={rule} data-rule={rule} className="rounded-md border border-stone-300 bg-white p-3">
            <h3 className="flex flex-wrap items-center gap-2 font-semibold first-letter:uppercase">
              <Badge {...LOOKS[level]}>{say(`gate.${level}`)}</Badge>
              <span>{say(`rule.${rule}`)}</span>
            </h3>
            {marks.length === 0 ? null : (
              <ul className="mt-2 space-y-3">
                {marks.map((mark) => (
                  <MarkOf key={`${mark.code} ${mark.detail}`} mark={mark} />
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** One mark or indicator, with the article to compare and what cures it. */
export function MarkOf({ mark }: { readonly mark: Pick<GateMark, keyof Reason | 'cure'> }) {
  const { say, sayCure } = useWords();
  const cure = sayCure(mark, mark.cure);
  return (
    <li data-mark={mark.code} className="border-l-4 border-stone-300 pl-3">
      <ReasonLine reason={mark} />
      <p className="mt-1 wrap-anywhere" data-cure={mark.cure.code}>
        <strong>{say('gate.cure')}</strong> <span lang={cure.language}>{cure.text}</span>
      </p>
    </li>
  );
}
