// SPDX-License-Identifier: Apache-2.0
import { join, resolve } from 'node:path';
import type { LogWishes } from './publication/open-settings.ts';
import { StartError } from './start-error.ts';

/** How this program was asked to run; every variable of the environment that it reads is here. */
export interface Configuration {
  /** DATABASE_URL; without it the packaged PostgreSQL is started. */
  readonly databaseUrl: string | undefined;
  /** TOUCHSTONE_DATA: keys, the packaged database, what must outlive the program. */
  readonly dataDirectory: string;
  /** TOUCHSTONE_HOST and PORT. Where no port is named and the usual one is taken, any free one serves. */
  readonly host: string;
  readonly port: number;
  readonly portIsFixed: boolean;
  /** TOUCHSTONE_URL: where others reach it, such as https://touchstone.example. */
  readonly publicUrl: URL | undefined;
  /** TOUCHSTONE_STATUS_LISTS: on wherever others reach this node; off, what is issued here names no status list. */
  readonly statusLists: boolean;
  /** TOUCHSTONE_NODE: its name in every row that originates here. */
  readonly node: string;
  /** TOUCHSTONE_JURISDICTION: whose public an unknown reader is. */
  readonly jurisdiction: string;
  /** TOUCHSTONE_TRUST_PROXY: addresses of proxies whose X-Forwarded-For is believed. */
  readonly trustProxy: string | undefined;
  /** TOUCHSTONE_TRUST: folder with the node's trust anchors; left out, the demonstration's, with its authorities. */
  readonly trustDirectory: string | undefined;
  /** TOUCHSTONE_LOG_POLICIES: folder with a C2SP tlog-policy for each place (HK.tlog-policy), over those of the trust folder. */
  readonly logPolicies: string | undefined;
  /** TOUCHSTONE_DCC_SCHEMAS: folder with PTB's schemas (v3.3.0/dcc.xsd) and Schematron rules (*.sch), which are not shipped. */
  readonly dccSchemas: string | undefined;
  /** TOUCHSTONE_CURSOR_KEY: the same on every server of one node, base64url. */
  readonly cursorKey: string | undefined;
  /** TOUCHSTONE_LOG_… and TOUCHSTONE_FOLLOW; undefined where TOUCHSTONE_LOG is off, as on all servers of a node but one. */
  readonly log: LogWishes | undefined;
}

const PORT_USUAL = 4180;
const ROOT = join(import.meta.dirname, '..', '..');

/** Reads the environment; throws StartError naming the variable that is wrong and what would be right. */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const value = (name: string) => (environment[name] === '' ? undefined : environment[name]);
  const port = value('PORT');
  const publicUrl = readUrl(value('TOUCHSTONE_URL'));
  const node = value('TOUCHSTONE_NODE') ?? publicUrl?.hostname ?? 'localhost';
  const dataDirectory = resolve(value('TOUCHSTONE_DATA') ?? join(ROOT, '.touchstone'));
  return {
    databaseUrl: readDatabaseUrl(value('DATABASE_URL')),
    dataDirectory,
    host: value('TOUCHSTONE_HOST') ?? '127.0.0.1',
    port: port === undefined ? PORT_USUAL : readPort(port),
    portIsFixed: port !== undefined,
    publicUrl,
    statusLists: publicUrl !== undefined && readSwitch('TOUCHSTONE_STATUS_LISTS', value('TOUCHSTONE_STATUS_LISTS')),
    node,
    jurisdiction: readJurisdiction(value('TOUCHSTONE_JURISDICTION') ?? 'CN'),
    trustProxy: value('TOUCHSTONE_TRUST_PROXY'),
    trustDirectory: value('TOUCHSTONE_TRUST'),
    logPolicies: value('TOUCHSTONE_LOG_POLICIES'),
    dccSchemas: value('TOUCHSTONE_DCC_SCHEMAS'),
    cursorKey: value('TOUCHSTONE_CURSOR_KEY'),
    log: readLog(value, { folder: join(dataDirectory, 'log'), origin: `${node}/log` }),
  };
}

/** Where the portal's pages are built. */
export const PORTAL_FOLDER = join(ROOT, 'portal', 'dist');

function readLog(
  value: (name: string) => string | undefined,
  usual: { readonly folder: string; readonly origin: string },
): LogWishes | undefined {
  if (!readSwitch('TOUCHSTONE_LOG', value('TOUCHSTONE_LOG'))) return undefined;
  const [id, secret] = [value('AWS_ACCESS_KEY_ID'), value('AWS_SECRET_ACCESS_KEY')];
  const region = value('AWS_REGION') ?? 'us-east-1';
  return {
    folder: usual.folder,
    origin: value('TOUCHSTONE_LOG_ORIGIN') ?? usual.origin,
    shards: value('TOUCHSTONE_LOG_SHARDS') ?? 'yearly',
    keyFile: value('TOUCHSTONE_LOG_KEY'),
    store: value('TOUCHSTONE_LOG_STORE'),
    objectAccess: id === undefined || secret === undefined ? undefined : { id, secret, region },
    interval: value('TOUCHSTONE_LOG_INTERVAL'),
    mergeDelay: value('TOUCHSTONE_LOG_MERGE_DELAY'),
    batchInterval: value('TOUCHSTONE_LOG_BATCH_INTERVAL'),
    witnesses: value('TOUCHSTONE_LOG_WITNESSES'),
    witnessInterval: value('TOUCHSTONE_LOG_WITNESS_INTERVAL'),
    policyFile: value('TOUCHSTONE_LOG_POLICY'),
    follow: value('TOUCHSTONE_FOLLOW'),
  };
}

function readSwitch(name: string, wanted = 'on'): boolean {
  if (wanted !== 'on' && wanted !== 'off') throw new StartError(`${name}: it is on or off, not "${wanted}"`);
  return wanted === 'on';
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new StartError(`PORT: "${text}" is no port; give a number from 0 to 65535`);
  return port;
}

function readDatabaseUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  // The text may hold a password: it is never shown.
  const isUrl = URL.canParse(text) && /^postgres(ql)?:$/.test(new URL(text).protocol);
  if (!isUrl) throw new StartError('DATABASE_URL: it must be like postgres://user:password@host:5432/database');
  return text;
}

function readUrl(text: string | undefined): URL | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '') {
    throw new StartError(`TOUCHSTONE_URL: "${text}" must be an origin like https://touchstone.example`);
  }
  return url;
}

function readJurisdiction(text: string): string {
  if (!/^[A-Z]{2}$/.test(text))
    throw new StartError(`TOUCHSTONE_JURISDICTION: "${text}" must be two capitals like CN, HK or MO`);
  return text;
}
