// SPDX-License-Identifier: Apache-2.0
import type { DocumentLink, Verdict } from '../../api/verdict.ts';
import { useWords } from '../../messages/use-words.ts';
import { statementPage } from '../statement/statement.ts';

/** The documents that a check rests on; each opens to who issued it and by which identity. */
export function RestsOn({
  links,
  documents,
}: {
  readonly links: readonly DocumentLink[];
  readonly documents: Verdict['documents'];
}) {
  const { say, sayOr } = useWords();
  const once = [...new Map(links.map((link) => [`${link.issuer} ${link.id}`, link])).values()];
  if (once.length === 0) return null;
  return (
    <div className="mt-1.5">
      <p className="text-stone-600">{say('cell.rests')}</p>
      <ul className="mt-0.5 space-y-1">
        {once.map((link) => {
          const file = documents.find((each) => each.link.id === link.id && each.link.issuer === link.issuer)?.file;
          return (
            <li key={`${link.issuer} ${link.id}`}>
              <details className="rounded border border-stone-300 bg-stone-50 px-2 py-1 text-stone-900">
                <summary className="wrap-anywhere">{titleOf(link, sayOr)}</summary>
                <dl className="mt-1 wrap-anywhere">
                  <dt className="text-stone-600">{say('documents.issuer')}</dt>
                  <dd>{link.issuer}</dd>
                  <dt className="text-stone-600">{say('documents.id')}</dt>
                  <dd>
                    <code>{link.id}</code>
                  </dd>
                  {file === undefined && link.id.startsWith('urn:uuid:') ? (
                    <dd>
                      <a className="inline-flex min-h-9 items-center underline" href={statementPage(link)}>
                        {say('statement.open')}
                      </a>
                    </dd>
                  ) : null}
                  {file === undefined ? null : (
                    <dd>
                      {say('documents.presented')}: {file}
                    </dd>
                  )}
                </dl>
              </details>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** A document's title with the name of its kind in the reader's language in front, where the title begins with it. */
export function titleOf({ kind, title }: DocumentLink, sayOr: (id: string, fallback: string) => string): string {
  const name = sayOr(`document-kind.${kind}`, kind);
  const rest = title.startsWith(kind) ? title.slice(kind.length).trim() : title;
  return rest === '' ? name : `${name}: ${rest}`;
}
