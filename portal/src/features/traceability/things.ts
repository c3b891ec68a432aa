// SPDX-License-Identifier: Apache-2.0
import { ask } from '../../api/client.ts';
import { list, members, type Read, text } from '../../api/narrow.ts';
import type { StatementName } from '../statement/statement.ts';

/** Something whose chain can be looked at. */
interface Thing {
  readonly name: StatementName;
  readonly title: string;
  readonly more: string | undefined;
}

/** What is public on this node, the first hundred of each. */
export interface Things {
  readonly reports: readonly Thing[];
  readonly certificates: readonly Thing[];
  readonly standards: readonly Thing[];
}

/** Fetches what there is to start from. */
export async function requestThings(_: undefined, signal: AbortSignal): Promise<Things> {
  const [reports, certificates, standards] = await Promise.all([
    requestList('/api/laboratory-documents?kind=TestReport&limit=100', 'number', signal),
    requestList('/api/certificates-of-measurement?limit=100', 'thing', signal),
    requestList('/api/metrology-attestations?kind=MeasurementStandard&limit=100', 'name', signal),
  ]);
  return { reports, certificates, standards };
}

function requestList(path: string, title: 'number' | 'thing' | 'name', signal: AbortSignal): Promise<readonly Thing[]> {
  const readThing: Read<Thing> = (value, at) => {
    const given = members(value, at);
    const read = (name: string) => text(given[name], `${at}/${name}`);
    const more = title === 'number' ? undefined : read('number');
    return { name: { issuer: read('issuer'), id: read('statementId') }, title: read(title), more };
  };
  return ask(path, { signal }, (body) => list(readThing)(members(body, '').items, '/items'));
}
