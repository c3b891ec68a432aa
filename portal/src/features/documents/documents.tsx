// SPDX-License-Identifier: Apache-2.0
import type { DocumentVerdict } from '../../api/verdict.ts';
import { Badge } from '../../components/badge.tsx';
import { ReasonList } from '../../components/reason-line.tsx';
import { STANDING_MARKS, TONES } from '../../components/tones.ts';
import { useWords } from '../../messages/use-words.ts';
import { titleOf } from '../cell/rests-on.tsx';

/** Every document presented, with its standing; what is contradicted comes first and looks like nothing else. */
export function Documents({ documents }: { readonly documents: readonly DocumentVerdict[] }) {
  const { say } = useWords();
  if (documents.length === 0)
    return <p className="rounded-md border border-stone-300 bg-white p-4">{say('documents.none')}</p>;
  const order = ['contradicted', 'unread', 'unsound', 'sound'];
  const sorted = [...documents].sort((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing));
  return (
    <ul className="grid gap-3 md:grid-cols-2">
      {sorted.map((document, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one file may be presented twice, and the list never moves
        <li key={index}>
          <DocumentCard document={document} />
        </li>
      ))}
    </ul>
  );
}

/** One document: what it is, who issued it, how it stands and why. */
export function DocumentCard({ document }: { readonly document: DocumentVerdict }) {
  const { say, sayOr } = useWords();
  const { file, link, standing, reasons } = document;
  const { mark, tone } = STANDING_MARKS[standing];
  const look = standing === 'contradicted' ? TONES.contradicted : 'border border-stone-300 bg-white';
  return (
    <article className={`h-full rounded-md p-3 ${look}`}>
      <h3 className="font-medium wrap-anywhere first-letter:uppercase">{titleOf(link, sayOr)}</h3>
      <p className="text-sm wrap-anywhere text-stone-600">{file}</p>
      <p className="mt-2 flex flex-wrap items-center gap-2">
        <Badge mark={mark} tone={tone}>
          {say(`document.${standing}`)}
        </Badge>
        <span className="text-sm">{say(`document.${standing}.means`)}</span>
      </p>
      <div className="mt-2 text-sm">
        <ReasonList reasons={reasons} />
      </div>
      <dl className="mt-2 text-sm wrap-anywhere">
        <dt className="text-stone-600">{say('documents.issuer')}</dt>
        <dd>{link.issuer === '' ? '–' : link.issuer}</dd>
      </dl>
    </article>
  );
}
