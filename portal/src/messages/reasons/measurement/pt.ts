// SPDX-License-Identifier: Apache-2.0
import type { ReasonCatalog } from '../reason-code.ts';

/** O que dizem as razões. Aguarda revisão. */
export const ptMeasurementReasons: ReasonCatalog = {
  QUANTITY_OUTSIDE_SCOPE: 'a linha {line} não é desta grandeza',
  TRACEABILITY_SHOWN: 'está mostrada a calibração de cada instrumento nomeado',
  TRACE_LINK_SHOWN: '{instrument}: mostrado por {certificate} de {laboratory}',
  TRACE_LINK_ASSURED: '{instrument}: não mostrado; assegurado pela acreditação do elo abaixo',
  TRACE_LINK_UNDISCLOSED: '{instrument}: a calibração não é mostrada',
  TRACE_LINK_BROKEN: '{instrument}: a rastreabilidade quebra-se aqui',
  TRACE_ENDS: '{laboratory} guarda um padrão nacional: a cadeia termina aqui',
  TRACE_QUANTITY_DIFFERS: 'nenhuma referência de {instrument} está calibrada para a grandeza e a gama em causa',
  TRACE_TOO_LONG: '{instrument}: a cadeia é demasiado longa e não foi seguida',
  MEASURAND_NOT_TRACED: 'nenhuma calibração nem material de referência à mão é de {substance} no valor medido',
  TRACEABILITY_ASSURED: 'nem todos os elos estão divulgados; a acreditação ou qualificação assegura a rastreabilidade',
  TRACEABILITY_UNDISCLOSED: 'a rastreabilidade não está mostrada nem assegurada',
  CALIBRATION_NOT_AT_HAND: 'a calibração de {instrument} está nomeada mas não está à mão',
  CALIBRATION_DIFFERS: 'o que se nomeia como calibração de {instrument} é outro documento',
  OTHER_INSTRUMENT: 'o certificado é de outro instrumento; o ensaio usou {instrument}',
  CALIBRATION_NOT_IN_DATE: '{instrument} calibrado em {calibratedOn}, válido até {dueOn}; ensaio em {testedOn}',
  CALIBRATOR_UNKNOWN: 'não há à mão acreditação do laboratório de calibração',
  OUTSIDE_CALIBRATION_RANGE: 'o ponto de calibração está fora da linha {line}',
  UNCERTAINTY_BELOW_CMC: 'declara {claimed}, menos do que {smallest} do seu âmbito',
  CMC_NOT_COMPARABLE: 'a incerteza da calibração não é comparável com a linha {line}',
  OTHER_MATERIAL: 'o certificado é de outro material de referência ou lote; usou-se {instrument}',
  MATERIAL_NOT_IN_DATE: '{instrument} certificado em {calibratedOn}, válido até {dueOn}; usado em {testedOn}',
  PRODUCER_IS_NOT_ISSUER: 'quem assinou o certificado do material de referência não é o produtor nele nomeado',
  PRODUCER_UNKNOWN: 'não há à mão acreditação do produtor do material de referência',
  PROPERTY_OUTSIDE_SCOPE: 'o âmbito concede {granted}; a propriedade do material é {used}',
  CERTIFIED_VALUE_OUTSIDE_SCOPE: 'o valor certificado {value} {unit} está fora da gama da linha {line}',
  CALIBRATOR_IS_NOT_ISSUER: 'quem assinou o certificado de calibração não é o laboratório nele nomeado',
};
