// SPDX-License-Identifier: Apache-2.0
import type { Fault, Problem } from '../../api/problem.ts';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../messages/use-words.ts';

/**
 * Why there is no answer: what the server said, and every fault at its place. A code that the page has words for is
 * said in the page's language alone: the server's title would say the same in English.
 */
export function ProblemBox({
  problem,
  onAgain,
}: {
  readonly problem: Problem;
  readonly onAgain?: (() => void) | undefined;
}) {
  const { say, sayOr, language } = useWords();
  const own = sayOr(`problem.${problem.code}`, '');
  // Each reason is said below, in the reader's language; the server's detail is all of them in English.
  const isSaid =
    problem.faults.length > 0 &&
    (language === 'en'
      ? problem.code === 'REFUSED'
      : problem.faults.every(({ code }) => sayOr(`refusal.${code}`, '') !== ''));
  return (
    <div role="alert" className="mt-6 rounded-lg border-2 border-amber-700 bg-amber-50 p-4 text-amber-950 sm:p-6">
      <h2 className="text-lg font-semibold">{say('problem.title')}</h2>
      {own === '' ? null : <p className="mt-1">{own}</p>}
      {problem.title === undefined || own !== '' ? null : (
        <p lang="en" className="mt-1 font-medium">
          {problem.title}
        </p>
      )}
      {problem.detail === undefined || problem.detail === problem.title || isSaid ? null : (
        <InFull isTranslated={own !== '' && language !== 'en'} text={problem.detail} />
      )}
      <p className="mt-1 text-sm">
        {say('problem.unchanged')} <code>{problem.code}</code>
      </p>
      {problem.faults.length === 0 ? null : <FaultTable faults={problem.faults} />}
      {onAgain === undefined ? null : (
        <Button className="mt-4" onClick={onAgain}>
          {say('problem.again')}
        </Button>
      )}
    </div>
  );
}

function FaultTable({ faults }: { readonly faults: readonly Fault[] }) {
  const { say } = useWords();
  const keyed = faults.map((fault, index) => ({ fault, key: `${index} ${fault.message}` }));
  return (
    <>
      <h3 className="mt-4 font-semibold">{say('problem.faults', { count: faults.length })}</h3>
      <table className="mt-2 hidden w-full border-collapse bg-white text-left text-sm sm:table">
        <thead>
          <tr>
            {(['problem.file', 'problem.sheet', 'problem.row', 'problem.column', 'problem.fault'] as const).map(
              (id) => (
                <th key={id} scope="col" className="border border-amber-300 px-2 py-1 font-medium">
                  {say(id)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {keyed.map(({ fault, key }) => (
            <tr key={key} className="align-top">
              {[fault.file, fault.sheet, fault.row, fault.column].map((part, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: four fixed columns
                <td key={index} className="border border-amber-300 px-2 py-1 wrap-anywhere">
                  {part ?? ''}
                </td>
              ))}
              <td className="border border-amber-300 px-2 py-1 wrap-anywhere">
                <FaultText fault={fault} />{' '}
                {fault.code === undefined ? null : <code className="text-xs">{fault.code}</code>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="mt-2 space-y-2 sm:hidden">
        {keyed.map(({ fault, key }) => (
          <li key={key} className="rounded border border-amber-300 bg-white p-2 text-sm wrap-anywhere">
            <p className="font-medium">
              {[
                fault.file,
                fault.sheet,
                fault.row === undefined ? undefined : `${say('problem.row')} ${fault.row}`,
                fault.column === undefined ? undefined : `${say('problem.column')} ${fault.column}`,
              ]
                .filter((part) => part !== undefined)
                .join(', ')}
            </p>
            <p>
              <FaultText fault={fault} />
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Reasons about a whole file, of which the server's sentence says nothing more. */
const WHOLLY_SAID: ReadonlySet<string> = new Set([
  ...['EMPTY_FILE', 'PDF_NOT_WORKBOOK', 'TEXT_NOT_WORKBOOK', 'NOT_A_WORKBOOK'],
  ...['OTHER_SPREADSHEET', 'BAD_WORKBOOK'],
]);

/** A reason in the reader's language where the page has words for it, and in the server's, which says of what. */
function FaultText({ fault: { code, message } }: { readonly fault: Fault }) {
  const { sayOr, language } = useWords();
  const own = language === 'en' ? '' : sayOr(`refusal.${code}`, '');
  if (own === '') return <span lang="en">{message}</span>;
  return (
    <>
      <span className="block font-medium">{own}</span>
      {code !== undefined && WHOLLY_SAID.has(code) ? null : <InFull isTranslated text={message} />}
    </>
  );
}

/** The server's own sentence: it says of what, with the figures; after the reader's words it is the answer in full. */
function InFull({ isTranslated, text }: { readonly isTranslated: boolean; readonly text: string }) {
  const { say } = useWords();
  return (
    <span className="mt-1 block text-sm wrap-anywhere whitespace-pre-line">
      {isTranslated ? `${say('problem.in-full')} ` : ''}
      <span lang="en">{text}</span>
    </span>
  );
}
