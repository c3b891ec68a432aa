// SPDX-License-Identifier: Apache-2.0
import type { ChainNews } from '@touchstone/log-keeping/follow';
import { plain } from './paint.ts';

/** What the log itself has signed: two successors, or one that goes on from another tree. */
const SIGNED: ReadonlySet<string> = new Set(['SECOND_SUCCESSOR', 'OTHER_BEGINNING']);

/** Whether a log was caught at something by its own signatures; anybody may have written the rest. */
export function isCaught(news: ChainNews): news is ChainNews & { readonly outcome: 'refused' } {
  return news.outcome === 'refused' && SIGNED.has(news.code);
}

/** Prints which logs are taken up, and once each what keeps one from it. */
export function printSuccessors(command: string, news: readonly ChainNews[], told: Set<string>): void {
  for (const each of news) {
    if (each.outcome === 'taken') {
      process.stdout.write(`${plain(`${each.origin}: goes on as ${each.log.origin}, whose key it has signed`)}\n`);
      continue;
    }
    const what = each.outcome === 'refused' ? `${each.code}: ${each.detail}` : each.error.message;
    const text = plain(`touchstone ${command}: ${each.origin}: its successor is not taken up: ${what}`);
    if (!told.has(text)) process.stderr.write(`${text}\n`);
    told.add(text);
  }
}
