// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Pick } from '../../components/pick.tsx';
import { TextInput } from '../../components/text-input.tsx';
import { useWords } from '../../messages/use-words.ts';
import { PLACES } from '../ask/place-picker.tsx';
import { ActForm } from '../session/act-form.tsx';
import { VISIBILITIES } from './report-case.ts';
import { ResultFields } from './result-fields.tsx';
import { type Drafting, draftReport, likeTheLast, NO_REPORT, NO_RESULT, REPORT_LANGUAGES } from './typed-report.ts';
import type { TypedReport, TypedResult } from './typed-report.ts';

const HEAD = ['number', 'laboratoryName', 'sample', 'description', 'food', 'condition'] as const;
const MAY_BE_EMPTY: readonly string[] = ['food', 'condition'];
const LANGUAGE_NAMES: Readonly<Record<string, string>> = {
  ...{ en: 'English', 'zh-Hans': '简体中文', 'zh-Hant': '繁體中文', pt: 'Português' },
};

interface KeptResult {
  readonly key: number;
  readonly row: TypedResult;
}

/** The draft of a test report: what came, and each result with its figures, limits, method and day. ISO/IEC 17025:2017, 7.8.2 and 7.8.3 (recalled). */
export function ReportForm({
  party,
  begun,
  into,
  onDrafted,
}: {
  readonly party: string;
  /** What stands in the draft that is mended; a new one begins with nothing. */
  readonly begun?: TypedReport;
  readonly into?: NonNullable<Drafting['into']>;
  readonly onDrafted: () => void;
}) {
  const { say, sayOr, language } = useWords();
  const [given, setGiven] = useState<TypedReport>(begun ?? { ...NO_REPORT, language });
  const [results, setResults] = useState<readonly KeptResult[]>(given.results.map((row, key) => ({ key, row })));
  const change = (more: Partial<TypedReport>) => setGiven({ ...given, ...more });
  const typed = { ...given, results: results.map(({ row }) => row) };
  // A place or a language that another program wrote down stays, and can be chosen.
  const withOwn = (known: readonly string[], own: string) => (known.includes(own) ? known : [...known, own]);
  return (
    <ActForm
      name="report"
      asked={() => ({ typed, party, into })}
      act={draftReport}
      onDone={onDrafted}
      submit={say(into === undefined ? 'report.open' : 'report.amend')}
    >
      {HEAD.map((field) => (
        <TextInput
          key={field}
          name={field}
          label={say(`report.${field}`)}
          value={given[field]}
          required={!MAY_BE_EMPTY.includes(field)}
          maxLength={400}
          onValue={(value) => change({ [field]: value })}
        />
      ))}
      <TextInput
        name="receivedAt"
        type="datetime-local"
        label={say('report.receivedAt')}
        value={given.receivedAt}
        required
        onValue={(receivedAt) => change({ receivedAt })}
      />
      <Pick
        label={say('report.place')}
        value={given.place}
        options={withOwn(PLACES, given.place)}
        nameOf={(place) => sayOr(`place.${place}`, place)}
        onPick={(place) => change({ place })}
      />
      <Pick
        label={say('report.language')}
        value={given.language}
        options={withOwn(REPORT_LANGUAGES, given.language)}
        nameOf={(one) => LANGUAGE_NAMES[one] ?? one}
        onPick={(one) => change({ language: one })}
      />
      <Pick
        label={say('calibrations.visibility')}
        value={given.visibility}
        options={VISIBILITIES}
        nameOf={(word) => say(`calibrations.visibility.${word}`)}
        onPick={(visibility) => change({ visibility })}
      />
      {results.map(({ key, row }, index) => (
        <ResultFields
          key={key}
          number={index + 1}
          result={row}
          onChange={(more) =>
            setResults(results.map((one) => (one.key === key ? { key, row: { ...one.row, ...more } } : one)))
          }
          onRemove={results.length === 1 ? undefined : () => setResults(results.filter((one) => one.key !== key))}
        />
      ))}
      <div className="sm:col-span-full">
        <Button
          onClick={() =>
            setResults([
              ...results,
              {
                key: Math.max(0, ...results.map(({ key }) => key)) + 1,
                row: likeTheLast(results.at(-1)?.row ?? NO_RESULT),
              },
            ])
          }
        >
          {say('report.result.add')}
        </Button>
      </div>
    </ActForm>
  );
}
