// SPDX-License-Identifier: Apache-2.0
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { DOSSIER_LIMITS, readInstrumentList, writeInstrumentTemplate, writeWorkbook } from '@touchstone/dossier';
import { PROJECT_FOLDERS } from '@touchstone/local-files';
import type { Site } from '@touchstone/metrology/capability';
import {
  calendarOf,
  type DescribedPlan,
  describePlan,
  type InstrumentPlan,
  type ListedInstrument,
  type OfferedCapability,
  parseCapabilities,
  parseInstrumentRules,
  placeUpkeep,
  planUpkeep,
  tabulatePlan,
  UNCERTAINTY_RATIOS,
  UPKEEP_LANGUAGES,
  UPKEEP_WORDS,
  type UpkeepLanguage,
  writeCalendar,
} from '@touchstone/metrology/upkeep';
import { CommandError } from './command-error.ts';
import { COULD_NOT_RUN } from './exit-code.ts';
import { paint, plain } from './paint.ts';
import { dayAsked, now } from './question.ts';
import { readOptions } from './read-options.ts';

const RULES = join(PROJECT_FOLDERS.referenceData, 'instruments', 'rules.json');
const CAPABILITIES = join(PROJECT_FOLDERS.referenceData, 'instruments', 'demonstration-capabilities.json');
const LABORATORIES_SHOWN = 3;
const IN_ORDER = 0;
const SOMETHING_DUE = 2;

/** `instruments FILE`: what to do with each instrument of a firm's list, how often, how good, where and until when. */
export async function instruments(args: readonly string[]): Promise<number> {
  const { positionals, values } = readOptions(args, {
    on: { type: 'string' },
    language: { type: 'string', default: 'en' },
    ratio: { type: 'string', default: '1/3' },
    near: { type: 'string' },
    capabilities: { type: 'string', default: CAPABILITIES },
    out: { type: 'string' },
    calendar: { type: 'string' },
    template: { type: 'boolean', default: false },
  });
  const [path, ...rest] = positionals;
  if (path === undefined || rest.length > 0) throw new CommandError('name one workbook, such as my-instruments.xlsx');
  const language = oneOf('--language', values.language, UPKEEP_LANGUAGES);
  if (values.template) {
    await write(path, (await writeInstrumentTemplate(language)).bytes);
    line(`an empty list is in ${path}`);
    return IN_ORDER;
  }
  const on = dayAsked(values.on, now());
  const rules = parseInstrumentRules(JSON.parse(await readFile(RULES, 'utf8')));
  const { instruments: listed, faults } = await readInstrumentList(
    { path: basename(path), bytes: await bytesAt(path) },
    { on, rules },
  );
  for (const { severity, message } of faults) process.stderr.write(`${severity} ${plain(message)}\n`);
  if (listed === undefined) return COULD_NOT_RUN;
  const plans = placeUpkeep(
    planUpkeep(listed, { rules, on, ratio: oneOf('--ratio', values.ratio, UNCERTAINTY_RATIOS) }),
    await capabilitiesAt(values.capabilities),
    { from: siteOf(values.near), limit: LABORATORIES_SHOWN },
  );
  for (const plan of plans) print(describePlan(plan, language), language);
  if (values.capabilities === CAPABILITIES)
    line(paint('dim', 'The laboratories are those of the demonstration: none of them exists.'));
  if (values.out !== undefined) await write(values.out, await writeWorkbook([tabulatePlan(plans, language)]));
  if (values.calendar !== undefined) await write(values.calendar, calendarText(plans, language));
  return plans.every(({ when }) => isFine(when.state)) ? IN_ORDER : SOMETHING_DUE;
}

function calendarText(plans: readonly InstrumentPlan[], language: UpkeepLanguage): string {
  const name = UPKEEP_WORDS[language].labels.calendar;
  return writeCalendar(calendarOf(plans, language), { stamp: now(), name });
}

function isFine(state: DescribedPlan['state']): boolean {
  return state === 'in-order' || state === 'not-needed';
}

function print(plan: DescribedPlan, language: UpkeepLanguage): void {
  const { labels } = UPKEEP_WORDS[language];
  const { state, dueOn } = plan;
  const colour = state === 'overdue' || state === 'not-to-be-used' ? 'red' : isFine(state) ? 'green' : 'yellow';
  line('');
  line(
    [
      paint('bold', plain(`${plan.instrument} ${plan.type} (${plan.use})`)),
      plan.actionText,
      paint(colour, [plan.stateText, dueOn ?? ''].join(' ').trim()),
    ].join(' | '),
  );
  const interval = [plan.interval, plan.method].filter((each) => each !== '').join(', ');
  line(`  ${labels.interval}: ${interval}`);
  if (plan.target !== '') line(`  ${labels.target}: ${plan.target}`);
  for (const where of plan.where) line(`  ${labels.where}: ${plain(where)}`);
  for (const why of plan.why) line(paint('dim', `  ${plain(why)}`));
}

async function bytesAt(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new CommandError(`${path} cannot be read`, { cause });
  });
  if (bytes.length > DOSSIER_LIMITS.fileBytes) {
    throw new CommandError(`${path} has ${bytes.length} bytes; at most ${DOSSIER_LIMITS.fileBytes} are read`);
  }
  return bytes;
}

async function capabilitiesAt(path: string): Promise<readonly OfferedCapability[]> {
  const bytes = await bytesAt(path);
  try {
    return parseCapabilities(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new CommandError(`${path}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}

async function write(path: string, content: Uint8Array | string): Promise<void> {
  await writeFile(path, content).catch((cause: unknown) => {
    throw new CommandError(`${path} cannot be written`, { cause });
  });
}

/** Each instrument is where its place is; the firm's own coordinates tell how far a laboratory is. */
function siteOf(near: string | undefined): (instrument: ListedInstrument) => Site {
  const [latitude = Number.NaN, longitude = Number.NaN] = near?.split(',').map(Number) ?? [];
  if (near !== undefined && !(Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180))
    throw new CommandError(`--near: write latitude,longitude in degrees, such as 23.02,113.75; found ${near}`);
  return ({ place }) => ({ place, ...(near === undefined ? {} : { coordinates: { latitude, longitude } }) });
}

function oneOf<const W extends string>(option: string, given: string, words: readonly W[]): W {
  const found = words.find((word) => word === given);
  if (found === undefined) throw new CommandError(`${option}: one of ${words.join(', ')}; found ${given}`);
  return found;
}

function line(text: string): void {
  process.stdout.write(`${text}\n`);
}
