// SPDX-License-Identifier: Apache-2.0

const text = (words: string): string => `<dcc:content>${words}</dcc:content>`;
const named = (words: string): string => `<dcc:name>${text(words)}</dcc:name>`;
const party = (tag: string, words: string, more = ''): string => `<dcc:${tag}>${named(words)}${more}</dcc:${tag}>`;
const address = '<dcc:location><dcc:city>Macao</dcc:city><dcc:countryCode>MO</dcc:countryCode></dcc:location>';
const hash = (tag: string, more = ''): string =>
  `<dcc:${tag}><dcc:referral>${text('report')}</dcc:referral><dcc:referralID>R-1</dcc:referralID><dcc:procedure>SHA-256</dcc:procedure><dcc:value>00ff</dcc:value>${more}</dcc:${tag}>`;
const file = (tag: string): string =>
  `<dcc:${tag}><dcc:fileName>a.txt</dcc:fileName><dcc:mimeType>text/plain</dcc:mimeType><dcc:dataBase64>QUJD</dcc:dataBase64></dcc:${tag}>`;
const identifications =
  '<dcc:identifications><dcc:identification refType="basic_serialNumber"><dcc:issuer>manufacturer</dcc:issuer><dcc:value>S-1</dcc:value></dcc:identification></dcc:identifications>';
const software = (tag: string): string =>
  `<dcc:${tag}><dcc:software>${named('Program')}<dcc:release>1.0</dcc:release><dcc:type>application</dcc:type></dcc:software></dcc:${tag}>`;
export const real = (value: string, unit: string, more = ''): string =>
  `<si:real><si:value>${value}</si:value><si:unit>${unit}</si:unit>${more}</si:real>`;
export const expanded =
  '<si:measurementUncertaintyUnivariate><si:expandedMU><si:valueExpandedMU>0.061</si:valueExpandedMU><si:coverageFactor>2</si:coverageFactor><si:coverageProbability>0.95</si:coverageProbability><si:distribution>normal</si:distribution></si:expandedMU></si:measurementUncertaintyUnivariate>';
export const quantity = (inner: string, more = '', refType = 'basic_measuredValue'): string =>
  `<dcc:quantity refType="${refType}">${named('Error of indication')}${inner}${more}</dcc:quantity>`;
const region = (tag: string): string =>
  `<si:${tag}><si:covarianceMatrix><si:column><si:covariance><si:value>0.01</si:value><si:unit>\\volt\\tothe{2}</si:unit></si:covariance></si:column></si:covarianceMatrix><si:coverageFactor>2</si:coverageFactor><si:coverageProbability>0.95</si:coverageProbability></si:${tag}>`;
const listRegion =
  '<si:ellipsoidalRegionMUXMLList><si:covarianceMatrixXMLList><si:columnXMLList><si:covarianceXMLList><si:valueXMLList>0.01 0.02</si:valueXMLList><si:unitXMLList>\\one</si:unitXMLList></si:covarianceXMLList></si:columnXMLList></si:covarianceMatrixXMLList><si:coverageFactorXMLList>2</si:coverageFactorXMLList><si:coverageProbabilityXMLList>0.95</si:coverageProbabilityXMLList></si:ellipsoidalRegionMUXMLList>';
export const words = (uncertainty: string, values = '1.0 2.00 NaN', units = '\\kelvin'): string =>
  `<si:realListXMLList><si:valueXMLList>${values}</si:valueXMLList><si:unitXMLList>${units}</si:unitXMLList>${uncertainty}</si:realListXMLList>`;
export const expandedWords =
  '<si:measurementUncertaintyUnivariateXMLList><si:expandedMUXMLList><si:valueExpandedMUXMLList>0.1</si:valueExpandedMUXMLList><si:coverageFactorXMLList>2 2 2</si:coverageFactorXMLList><si:coverageProbabilityXMLList>0.95</si:coverageProbabilityXMLList><si:distributionXMLList>normal</si:distributionXMLList></si:expandedMUXMLList></si:measurementUncertaintyUnivariateXMLList>';
export const standardWords =
  '<si:measurementUncertaintyUnivariateXMLList><si:standardMUXMLList><si:valueStandardMUXMLList>0.1</si:valueStandardMUXMLList></si:standardMUXMLList></si:measurementUncertaintyUnivariateXMLList>';
export const intervalWords =
  '<si:measurementUncertaintyUnivariateXMLList><si:coverageIntervalMUXMLList><si:valueStandardMUXMLList>0.1 0.1 0.1</si:valueStandardMUXMLList><si:intervalMinXMLList>0</si:intervalMinXMLList><si:intervalMaxXMLList>1</si:intervalMaxXMLList><si:coverageProbabilityXMLList>0.95</si:coverageProbabilityXMLList></si:coverageIntervalMUXMLList></si:measurementUncertaintyUnivariateXMLList>';
const standard =
  '<si:measurementUncertaintyUnivariate><si:standardMU><si:valueStandardMU>0.03</si:valueStandardMU></si:standardMU></si:measurementUncertaintyUnivariate>';
const interval =
  '<si:measurementUncertaintyUnivariate><si:coverageIntervalMU><si:valueStandardMU>0.03</si:valueStandardMU><si:intervalMin>0</si:intervalMin><si:intervalMax>1</si:intervalMax><si:coverageProbability>0.95</si:coverageProbability></si:coverageIntervalMU></si:measurementUncertaintyUnivariate>';

/** One quantity in each form of D-SI, as members of `dcc:data`. */
export const EVERY_FORM: readonly string[] = [
  real(
    '0.10',
    '\\kelvin',
    `<si:significantDigit>2</si:significantDigit><si:dateTime>2025-06-01T10:00:00Z</si:dateTime>${expanded}`,
  ),
  real('-1', '\\metre', standard),
  real('0', '\\metre', interval),
  '<si:constant><si:value>299792458</si:value><si:unit>\\metre\\second\\tothe{-1}</si:unit></si:constant>',
  `<si:complex><si:valueReal>1</si:valueReal><si:valueImag>2</si:valueImag><si:unit>\\volt</si:unit>${region('ellipsoidalRegion')}</si:complex>`,
  `<si:complex><si:valueMagnitude>1</si:valueMagnitude><si:valuePhase>2</si:valuePhase><si:unit>\\volt</si:unit><si:unitPhase>\\radian</si:unitPhase>${region('rectangularRegion')}</si:complex>`,
  words(expandedWords),
  words(standardWords),
  words(
    `${intervalWords}<si:measurementUncertaintyMultivariateXMLList>${listRegion}</si:measurementUncertaintyMultivariateXMLList>`,
  ),
  '<si:complexListXMLList><si:valueRealXMLList>1 2</si:valueRealXMLList><si:valueImagXMLList>3 4</si:valueImagXMLList><si:unitXMLList>\\volt</si:unitXMLList></si:complexListXMLList>',
  `<si:list><si:label>l</si:label><si:realList><si:listUnit>\\gram</si:listUnit><si:listMeasurementUncertaintyUnivariate><si:expandedMU><si:valueExpandedMU>1</si:valueExpandedMU><si:coverageFactor>2</si:coverageFactor><si:coverageProbability>0.95</si:coverageProbability></si:expandedMU></si:listMeasurementUncertaintyUnivariate><si:real><si:value>5</si:value></si:real><si:real><si:value>6</si:value><si:unit>\\kilogram</si:unit><si:measurementUncertaintyUnivaraite><si:standardMU><si:valueStandardMU>1</si:valueStandardMU></si:standardMU></si:measurementUncertaintyUnivaraite></si:real></si:realList><si:complexList><si:complex><si:valueReal>1</si:valueReal><si:valueImag>2</si:valueImag></si:complex></si:complexList><si:list><si:realListXMLList><si:valueXMLList>1</si:valueXMLList><si:unitXMLList>\\one</si:unitXMLList></si:realListXMLList></si:list></si:list>`,
  `<si:hybrid>${real('1', '\\kelvin')}${real('-272.15', '\\degreecelsius')}</si:hybrid>`,
  `<dcc:noQuantity>${text('not measured')}</dcc:noQuantity>`,
  '<dcc:charsXMLList>a b</dcc:charsXMLList>',
];

const statement = (tag: string): string =>
  `<dcc:${tag} id="s-${tag}" refId="q1" refType="basic_conformity">${named('Conformity')}<dcc:countryCodeISO3166_1>MO</dcc:countryCodeISO3166_1><dcc:convention>c</dcc:convention><dcc:traceable>true</dcc:traceable><dcc:norm>n</dcc:norm><dcc:reference>r</dcc:reference><dcc:link>urn:l</dcc:link><dcc:declaration>${text('declared')}</dcc:declaration><dcc:valid>0</dcc:valid><dcc:date>2026-06-01Z</dcc:date><dcc:period>P1Y</dcc:period>${party('respAuthority', 'Customer', address)}<dcc:conformityXMLList>pass fail conditionalPass</dcc:conformityXMLList><dcc:data>${quantity(real('1.2E3', '\\metre'))}</dcc:data><dcc:nonSIDefinition>one foot is 0.3048 m</dcc:nonSIDefinition><dcc:nonSIUnit>|foot</dcc:nonSIUnit></dcc:${tag}>`;

const measured = `<dcc:usedMethods><dcc:usedMethod>${named('Comparison')}<dcc:norm>DKD-R 5-1:2018</dcc:norm><dcc:usedMethodQuantities><dcc:usedMethodQuantity>${real('1', '\\one')}</dcc:usedMethodQuantity></dcc:usedMethodQuantities></dcc:usedMethod></dcc:usedMethods>${software('usedSoftware')}<dcc:measuringEquipments><dcc:measuringEquipment>${named('Reference thermometer')}<dcc:equipmentClass><dcc:reference>e</dcc:reference><dcc:classID>1</dcc:classID></dcc:equipmentClass>${hash('certificate', hash('linkedReport'))}${identifications}</dcc:measuringEquipment></dcc:measuringEquipments><dcc:influenceConditions><dcc:influenceCondition>${named('Temperature')}<dcc:status>beforeAdjustment</dcc:status><dcc:data>${quantity(real('293', '\\kelvin'))}</dcc:data></dcc:influenceCondition></dcc:influenceConditions>`;

/** A certificate of a demonstration laboratory with the elements of DCC 3.3.0; `data` stands in its one result. */
export function exampleDcc(data: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<dcc:digitalCalibrationCertificate xmlns:dcc="https://ptb.de/dcc" xmlns:si="https://ptb.de/si" schemaVersion="3.3.0">
<dcc:administrativeData>${software('dccSoftware')}
<dcc:refTypeDefinitions><dcc:refTypeDefinition>${named('own')}<dcc:namespace>own</dcc:namespace><dcc:link>urn:own</dcc:link></dcc:refTypeDefinition></dcc:refTypeDefinitions>
<dcc:coreData><dcc:countryCodeISO3166_1>MO</dcc:countryCodeISO3166_1><dcc:usedLangCodeISO639_1>en</dcc:usedLangCodeISO639_1><dcc:usedLangCodeISO639_1>pt</dcc:usedLangCodeISO639_1><dcc:mandatoryLangCodeISO639_1>en</dcc:mandatoryLangCodeISO639_1><dcc:uniqueIdentifier>DEMO-1</dcc:uniqueIdentifier>${identifications}<dcc:receiptDate>2025-05-30</dcc:receiptDate><dcc:beginPerformanceDate>2025-06-01</dcc:beginPerformanceDate><dcc:endPerformanceDate>2025-06-01</dcc:endPerformanceDate><dcc:performanceLocation refType="own">laboratory</dcc:performanceLocation><dcc:issueDate>2025-06-02</dcc:issueDate><dcc:reportAmendedSubstituted><dcc:typeOfChange>amended</dcc:typeOfChange><dcc:replacedUniqueIdentifier>DEMO-0</dcc:replacedUniqueIdentifier></dcc:reportAmendedSubstituted>${hash('previousReport')}</dcc:coreData>
<dcc:items><dcc:item>${named('Thermometer')}<dcc:model>T</dcc:model>${identifications}<dcc:itemQuantities><dcc:itemQuantity>${real('1', '\\kelvin')}</dcc:itemQuantity></dcc:itemQuantities><dcc:subItems><dcc:item>${named('Probe')}${identifications}</dcc:item></dcc:subItems></dcc:item></dcc:items>
<dcc:calibrationLaboratory><dcc:calibrationLaboratoryCode>L-0</dcc:calibrationLaboratoryCode><dcc:contact>${named('Demonstration laboratory')}<dcc:eMail>a@b.example</dcc:eMail><dcc:link>did:web:laboratory.example</dcc:link><dcc:location><dcc:city>Macao</dcc:city><dcc:further>${text('floor 2')}</dcc:further><dcc:positionCoordinates><dcc:positionCoordinateSystem>WGS 84</dcc:positionCoordinateSystem><dcc:positionCoordinate1>${real('22', '\\degree').replace(/<\/?si:real>/g, '')}</dcc:positionCoordinate1><dcc:positionCoordinate2>${real('113', '\\degree').replace(/<\/?si:real>/g, '')}</dcc:positionCoordinate2></dcc:positionCoordinates></dcc:location>${file('descriptionData')}</dcc:contact><dcc:cryptElectronicSeal>true</dcc:cryptElectronicSeal></dcc:calibrationLaboratory>
<dcc:respPersons><dcc:respPerson>${party('person', 'A. Person')}<dcc:role>head</dcc:role><dcc:mainSigner>1</dcc:mainSigner></dcc:respPerson></dcc:respPersons>
${party('customer', 'Customer', address)}
<dcc:statements>${statement('statement')}</dcc:statements>
</dcc:administrativeData>
<dcc:measurementResults>${measured}<dcc:measurementResult><dcc:name><dcc:content lang="en">Results</dcc:content><dcc:content lang="pt" id="c">Resultados</dcc:content></dcc:name><dcc:description><dcc:content>d</dcc:content>${file('file')}<dcc:formula><dcc:latex>x^2</dcc:latex></dcc:formula></dcc:description>${measured}<dcc:results><dcc:result>${named('Result')}<dcc:data>${data}</dcc:data></dcc:result></dcc:results><dcc:measurementMetaData>${statement('metaData')}</dcc:measurementMetaData></dcc:measurementResult></dcc:measurementResults>
<dcc:comment><x:note xmlns:x="urn:x" a="1">hello<x:b/></x:note></dcc:comment>
${file('document')}
</dcc:digitalCalibrationCertificate>
`;
}

/** Data with every form of quantity, a list of lists, a text, a formula, a file and foreign XML. */
export const EVERY_DATA = `${EVERY_FORM.map((form) => quantity(form)).join('\n')}<dcc:text>${text('t')}</dcc:text><dcc:formula><dcc:mathml><m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mi>x</m:mi></m:math></dcc:mathml></dcc:formula>${file('byteData')}<dcc:xml><x:y xmlns:x="urn:x"/></dcc:xml><dcc:list><dcc:dateTimeXMLList>2025-06-01T10:00:00Z 2025-06-01T11:00:00+02:00</dcc:dateTimeXMLList><dcc:list><dcc:dateTime>2025-06-01T10:00:00</dcc:dateTime>${quantity(real('1', '\\one'))}</dcc:list>${quantity(words(expandedWords), `<dcc:relativeUncertainty><dcc:relativeUncertaintySingle><si:value>0.1</si:value><si:unit>\\one</si:unit></dcc:relativeUncertaintySingle></dcc:relativeUncertainty>${measured}`)}</dcc:list>`;

/** What the root of an earlier version says: until 2.2.0 it has no schemaVersion, and until 2.1.1 a D-SI of its own. */
function earlierRoot(version: string): string {
  const dsi = version.startsWith('2.1.') ? 'https://ptb.de/si/smartcom/d-si/v1_0_1' : 'https://ptb.de/si';
  const said = /^2\.[12]\./.test(version)
    ? `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="https://ptb.de/dcc https://ptb.de/dcc/v${version}/dcc.xsd"`
    : `schemaVersion="${version}"`;
  return `xmlns:dcc="https://ptb.de/dcc" xmlns:si="${dsi}" ${said}`;
}

/** A certificate as DCC 2.1 to 2.4 and D-SI 1.x write them; the same things have other names. */
export function earlierDcc(version: string, data: string, person = 'A. Person'): string {
  const formerHash = `<dcc:previousReport><dcc:reference>${text('r')}</dcc:reference><dcc:referenceID>R-0</dcc:referenceID><dcc:procedure>SHA-256</dcc:procedure><dcc:value>00</dcc:value></dcc:previousReport>`;
  return `<dcc:digitalCalibrationCertificate ${earlierRoot(version)}><dcc:administrativeData>${software('dccSoftware').replace(/<dcc:type>.*?<\/dcc:type>/, `<dcc:description>${text('one')}</dcc:description><dcc:description>${text('two')}</dcc:description>`)}<dcc:coreData><dcc:countryCodeISO3166_1>MO</dcc:countryCodeISO3166_1><dcc:usedLangCodeISO639_1>en</dcc:usedLangCodeISO639_1><dcc:mandatoryLangCodeISO639_1>en</dcc:mandatoryLangCodeISO639_1><dcc:uniqueIdentifier>OLD-1</dcc:uniqueIdentifier><dcc:beginPerformanceDate>2019-06-01</dcc:beginPerformanceDate><dcc:endPerformanceDate>2019-06-01</dcc:endPerformanceDate>${formerHash}</dcc:coreData><dcc:items><dcc:item>${named('Thermometer')}<dcc:identifications><dcc:identification><dcc:issuer>customer</dcc:issuer><dcc:value>7</dcc:value><dcc:description>${text('number')}</dcc:description></dcc:identification></dcc:identifications></dcc:item></dcc:items><dcc:calibrationLaboratory>${party('contact', 'First', address)}${party('contact', 'Second', address)}</dcc:calibrationLaboratory><dcc:respPersons><dcc:respPerson><dcc:person>${person}</dcc:person></dcc:respPerson></dcc:respPersons>${party('customer', 'Customer', address)}<dcc:statements><dcc:statement><dcc:refId>a</dcc:refId></dcc:statement></dcc:statements></dcc:administrativeData><dcc:measurementResults><dcc:calibrationLocations/><dcc:measurementResult><dcc:influenceConditions><dcc:influenceCondition>${named('Temperature')}<dcc:state>afterRepair</dcc:state><dcc:data><dcc:formula><dcc:siunitx>x</dcc:siunitx></dcc:formula></dcc:data></dcc:influenceCondition></dcc:influenceConditions><dcc:results><dcc:result>${named('Result')}<dcc:data>${data}</dcc:data></dcc:result></dcc:results></dcc:measurementResult></dcc:measurementResults><dcc:comments>as before</dcc:comments></dcc:digitalCalibrationCertificate>`;
}
