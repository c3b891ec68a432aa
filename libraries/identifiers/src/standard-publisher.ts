// SPDX-License-Identifier: Apache-2.0

/** How the publisher writes part and year: 'dash' GB 5009.12-2023, 'colon' IEC 60335-1:2020, 'astm' D1298-12b(2017). */
export type NumberStyle = 'dash' | 'colon' | 'astm';

/** The publisher found at the beginning of a number, and what is left of the text. */
export interface PublisherMatch {
  readonly publisher: string;
  readonly style: NumberStyle;
  readonly rest: string;
}

interface Family {
  /** Group 1, and 2 where there is one, name the publisher; what follows the match is the number. */
  readonly pattern: RegExp;
  readonly style: NumberStyle;
  readonly publisher: (match: readonly string[]) => string;
}

// Codes of China's industry standards, recalled. DB (earthquakes) is taken apart from DB with a division code.
const INDUSTRY =
  'AQ BB CB CH CJ CJJ CY DA DL DY DZ EJ FZ GA GBZ GC GD GH GJB GM GW GY HB HG HJ HS HY JB JC JG JGJ JJF JJG JR JT JTG JY KA LB LD LS LY MH MR MT MZ NB NY QB QC QJ QX RB SB SC SF SH SJ SL SN SW SY TB TD TSG TY WB WH WJ WM WS WW XB XF YB YC YD YJ YS YY YZ ZY';

// Codex texts were renamed; the old designations name the same texts.
const CODEX_RENAMED: ReadonlyMap<string, string> = new Map([
  ['CODEX STAN', 'CXS'],
  ['CAC/GL', 'CXG'],
  ['CAC/RCP', 'CXC'],
  ['CAC/MRL', 'CXM'],
]);

const NATIONAL = '(?:BS|DIN|NF|NEN|UNE|UNI)';
const ORGANISATION = '(?:ISO(?:/(?:IEC/IEEE|IEC|IEEE|ASTM|CIE|HL7))?|IEC(?:/IEEE)?)';
const DELIVERABLE = 'TS|TR|PAS|GUIDE|FDIS|DIS|CD|ISP|R';
const OTHERS = 'AOAC|NMKL|CISPR|CIE|IEEE|ANSI|UL|AS/NZS|AS|CNS|SANS|IWA|CWA|CEN/TS|CEN/TR';

const BODY = new RegExp(`^(.*?)(?:[ /](${DELIVERABLE}))?$`);
const NATIONAL_EN = new RegExp(`^(${NATIONAL}) ?EN$`);

const FAMILIES: readonly Family[] = [
  {
    pattern: new RegExp(`^((?:GB|${INDUSTRY.replaceAll(' ', '|')})(?:/[TZ])?|DB/[TZ]) ?(?=[0-9])`),
    style: 'dash',
    publisher: first,
  },
  { pattern: /^DB(S?) ?([0-9]{2}(?:[0-9]{2})?\/T) ?(?=[0-9])/, style: 'dash', publisher: local },
  { pattern: /^DB(S?) ?([0-9]{2}(?:[0-9]{2})?)[/ ](?=[0-9])/, style: 'dash', publisher: local },
  { pattern: /^(T\/[0-9]{0,4}[A-Z]{2,15}) ?(?=[0-9])/, style: 'dash', publisher: first },
  { pattern: /^(Q\/[A-Z]{2,20}) ?(?=[0-9])/, style: 'dash', publisher: first },
  { pattern: /^(Q\/[A-Z0-9]{2,20}) (?=[0-9])/, style: 'dash', publisher: first },
  {
    pattern: /^(CX[SGCMA]|CODEX STAN|CAC\/GL|CAC\/RCP|CAC\/MRL) ?(?=[0-9])/,
    style: 'dash',
    publisher: ([, name = '']) => CODEX_RENAMED.get(name) ?? name,
  },
  { pattern: /^(JIS|KS|OIML) ?(?=[A-Z] ?[0-9])/, style: 'colon', publisher: first },
  { pattern: /^(ASTM) ?(?=[A-G][0-9])/, style: 'astm', publisher: first },
  {
    pattern: new RegExp(`^((?:${NATIONAL} ?)?(?:EN ?)?)(${ORGANISATION}(?:[ /](?:${DELIVERABLE}))?) ?(?=[0-9])`),
    style: 'colon',
    publisher: international,
  },
  {
    pattern: new RegExp(`^((?:${NATIONAL} ?)?EN|${NATIONAL}|${OTHERS}) ?(?=[0-9])`),
    style: 'colon',
    publisher: adopted,
  },
];

/** Finds who publishes a number, in half-width upper-case text without needless spaces; undefined when unknown. */
export function matchPublisher(text: string): PublisherMatch | undefined {
  for (const { pattern, style, publisher } of FAMILIES) {
    const match = pattern.exec(text);
    if (match !== null) {
      return { publisher: publisher(match), style, rest: text.slice(match[0].length) };
    }
  }
  return undefined;
}

/** What stands between publisher and number: local standards without /T are written DB44/26-2001. */
export function publisherSeparator(publisher: string): ' ' | '/' {
  return /^DBS?[0-9]+$/.test(publisher) ? '/' : ' ';
}

function first([, name = '']: readonly string[]): string {
  return name;
}

function local([, food = '', division = '']: readonly string[]): string {
  return `DB${food}${division}`;
}

// 'BSENISO/IEC TS' → 'BS EN ISO/IEC TS'; ISO alone takes a slash before TS and TR, and nobody does before Guide.
function international([, prefix = '', body = '']: readonly string[]): string {
  const match = BODY.exec(body) as RegExpExecArray;
  const [, organisation = '', deliverable] = match;
  const name = `${spaced(prefix)}${prefix === '' ? '' : ' '}${organisation}`;
  if (deliverable === undefined) {
    return name;
  }
  return deliverable === 'GUIDE' ? `${name} Guide` : `${name}${organisation === 'ISO' ? '/' : ' '}${deliverable}`;
}

function adopted([, name = '']: readonly string[]): string {
  return spaced(name);
}

function spaced(prefix: string): string {
  return prefix.trim().replace(NATIONAL_EN, '$1 EN');
}
