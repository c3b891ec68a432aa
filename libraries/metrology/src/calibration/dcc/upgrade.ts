// SPDX-License-Identifier: Apache-2.0
import { childElements, textOf, type XmlElement, type XmlNode } from '../xml/xml-node.ts';

const SI = 'https://ptb.de/si';
/** The namespace of D-SI 1.0.1, which DCC 2.1.0 and 2.1.1 use; all later ones have one in common. */
export const DSI_1_0_1 = 'https://ptb.de/si/smartcom/d-si/v1_0_1';

/** What an element of an earlier version is called today, and in what it stands there. */
interface Today {
  readonly name: string;
  readonly around?: string;
}

/**
 * Elements of earlier versions, by `parent/element` or by the element alone, with what they are called in DCC 3.3.0 with
 * D-SI 2.2.1. Read off the published schemas: DCC 2.1.0 to 3.3.0, D-SI 1.0.1 to 2.2.1. Parents have their earlier names.
 */
const TODAY: ReadonlyMap<string, Today> = new Map<string, Today>([
  // DCC 2.x, until 3.0.0.
  ['previousReport/reference', { name: 'referral' }],
  ['previousReport/referenceID', { name: 'referralID' }],
  ['certificate/reference', { name: 'referral' }],
  ['certificate/referenceID', { name: 'referralID' }],
  ['linkedReport/reference', { name: 'referral' }],
  ['linkedReport/referenceID', { name: 'referralID' }],
  ['identification/description', { name: 'name' }],
  ['influenceCondition/state', { name: 'status' }],
  ['formula/siunitx', { name: 'latex' }],
  ['byteData/data', { name: 'dataBase64' }],
  ['descriptionData/data', { name: 'dataBase64' }],
  ['document/data', { name: 'dataBase64' }],
  ['digitalCalibrationCertificate/comments', { name: 'comment' }],
  // DCC 3.1.0 only.
  ['relativeUncertainty/relativeUncertainty', { name: 'relativeUncertaintySingle' }],
  // D-SI before 2.2, and deprecated there.
  ['expandedUnc', { name: 'expandedMU', around: 'measurementUncertaintyUnivariate' }],
  ['coverageInterval', { name: 'coverageIntervalMU', around: 'measurementUncertaintyUnivariate' }],
  ['listUnivariateUnc', { name: 'listMeasurementUncertaintyUnivariate' }],
  ['listUnivariateUnc/expandedUnc', { name: 'expandedMU' }],
  ['listUnivariateUnc/coverageInterval', { name: 'coverageIntervalMU' }],
  ['listMeasurementUncertaintyUnivariate/expandedUnc', { name: 'expandedMU' }],
  ['listMeasurementUncertaintyUnivariate/coverageInterval', { name: 'coverageIntervalMU' }],
  // As the schema of D-SI 2.2.1 spells it for values in a list.
  ['measurementUncertaintyUnivaraite', { name: 'measurementUncertaintyUnivariate' }],
  ['expandedUnc/uncertainty', { name: 'valueExpandedMU' }],
  ['coverageInterval/standardUnc', { name: 'valueStandardMU' }],
  ['coverageIntervalMU/standardUnc', { name: 'valueStandardMU' }],
  ['constant/uncertainty', { name: 'valueStandardMU' }],
  ['expandedUncXMLList', { name: 'expandedMUXMLList', around: 'measurementUncertaintyUnivariateXMLList' }],
  ['coverageIntervalXMLList', { name: 'coverageIntervalMUXMLList', around: 'measurementUncertaintyUnivariateXMLList' }],
  ['expandedUncXMLList/uncertaintyXMLList', { name: 'valueExpandedMUXMLList' }],
  ['coverageIntervalXMLList/standardUncXMLList', { name: 'valueStandardMUXMLList' }],
]);

/** The same certificate in the elements of DCC 3.3.0; places in the text stay those of the original. */
export function upgrade(root: XmlElement): XmlElement {
  return renamed(root, undefined, root.local);
}

function renamed(element: XmlElement, parent: XmlElement | undefined, name: string): XmlElement {
  const namespace = namespaceToday(element);
  const copy: XmlElement = { ...element, local: name, namespace, parent, children: [] };
  const statementRefs = refIdElements(element);
  const attributes = [...statementRefs].map((ref) => ({
    prefix: '',
    local: 'refId',
    namespace: '',
    value: textOf(ref),
  }));
  const target = attributes.length === 0 ? copy : { ...copy, attributes: [...copy.attributes, ...attributes] };
  const children = namespace === SI ? grouped(element) : element.children;
  const besides = new Set(children.map((child) => (child.kind === 'element' ? child.local : '')));
  for (const child of children) {
    if (child.kind !== 'element') target.children.push(child);
    else if (!statementRefs.has(child))
      target.children.push(today(child, { parent: target, was: element.local, besides }));
  }
  return target;
}

function namespaceToday({ namespace }: XmlElement): string {
  return namespace === DSI_1_0_1 ? SI : namespace;
}

/** Where an element stands: in what, as that was called, and the names of all that stand there. */
interface Place {
  readonly parent: XmlElement;
  readonly was: string;
  readonly besides: ReadonlySet<string>;
}

function today(child: XmlElement, { parent, was, besides }: Place): XmlNode {
  const rule = TODAY.get(`${was}/${child.local}`) ?? TODAY.get(child.local);
  // D-SI 2.2.1 lets a constant state its uncertainty under both names: today's counts, and the other is noted as unread.
  const isSaidTwice = rule !== undefined && rule.around === undefined && besides.has(rule.name);
  if (isSaidTwice && rule.name !== child.local) return renamed(child, parent, child.local);
  if (rule === undefined) return isNamedPerson(child) ? personOf(child, parent) : renamed(child, parent, child.local);
  if (rule.around === undefined) return renamed(child, parent, rule.name);
  const namespace = namespaceToday(child);
  const around: XmlElement = { ...child, local: rule.around, namespace, attributes: [], parent, children: [] };
  around.children.push(renamed(child, around, rule.name));
  return around;
}

const NONE: ReadonlySet<XmlElement> = new Set();

/** DCC 2.x: a statement refers by elements `refId`, where later versions have an attribute. */
function refIdElements(element: XmlElement): ReadonlySet<XmlElement> {
  if (element.local !== 'statement' && element.local !== 'metaData') return NONE;
  return new Set(childElements(element).filter(({ local }) => local === 'refId'));
}

/** DCC 2.1: a person is a name. */
function isNamedPerson(element: XmlElement): boolean {
  return element.local === 'person' && childElements(element).length === 0 && textOf(element).trim() !== '';
}

function personOf(element: XmlElement, parent: XmlElement): XmlElement {
  const person: XmlElement = { ...element, parent, children: [] };
  const name: XmlElement = { ...element, local: 'name', parent: person, children: [] };
  const content: XmlElement = { ...element, local: 'content', parent: name, children: [...element.children] };
  name.children.push(content);
  person.children.push(name);
  return person;
}

const VALUES: ReadonlyMap<string, string> = new Map([
  ['real', 'realList'],
  ['complex', 'complexList'],
]);
const STATED_INLINE = [
  'uncertainty',
  'intervalType',
  'intervalMin',
  'intervalMax',
  'coverageFactor',
  'coverageProbability',
  'distribution',
];

/** D-SI 1.x: a list holds its values itself, and 1.0.1 writes an uncertainty beside the value instead of around it. */
function grouped(element: XmlElement): readonly XmlNode[] {
  const elements = childElements(element);
  if (element.local === 'list') {
    const around = elements.map(({ local }) => VALUES.get(local)).find((name) => name !== undefined);
    if (around === undefined) return element.children;
    return [
      { ...element, local: around, attributes: [], children: [...withUncertainty(element, 'listUnivariateUnc')] },
    ];
  }
  return element.local === 'real' ? withUncertainty(element, undefined) : element.children;
}

function withUncertainty(element: XmlElement, around: string | undefined): readonly XmlNode[] {
  const elements = childElements(element);
  const inline = elements.filter(({ local }) => STATED_INLINE.includes(local));
  if (inline.length === 0) return elements;
  const isInterval = inline.some(({ local }) => local === 'intervalMin');
  const stated: XmlElement = {
    ...(inline[0] as XmlElement),
    local: isInterval ? 'coverageInterval' : 'expandedUnc',
    children: [...inline],
  };
  const moved = new Set(inline);
  const wrapped = around === undefined ? stated : { ...stated, local: around, children: [stated] };
  return [...elements.filter((each) => !moved.has(each)), wrapped];
}
