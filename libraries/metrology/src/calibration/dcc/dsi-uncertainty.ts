// SPDX-License-Identifier: Apache-2.0
import {
  factorNumber,
  factorNumbers,
  number,
  numbers,
  plainText,
  probabilityNumber,
  probabilityNumbers,
  textWords,
  uncertaintyNumber,
  uncertaintyNumbers,
} from './leaves.ts';
import { demanded, type Field, one, optional, record, some, type TypeOf } from './shape.ts';
import { dsiChoice, type VariantOf } from './variants.ts';

// D-SI 2.2.1, in its own spellings; those of earlier versions became these in `upgrade`.
const distribution = optional('si:distribution', plainText);
const coverage = {
  coverageFactor: one('si:coverageFactor', factorNumber),
  coverageProbability: one('si:coverageProbability', probabilityNumber),
  distribution,
};
const standardMU = record({ standardUncertainty: one('si:valueStandardMU', uncertaintyNumber), distribution });
const expandedMU = record({ uncertainty: one('si:valueExpandedMU', uncertaintyNumber), ...coverage });
const interval = {
  min: one('si:intervalMin', number),
  max: one('si:intervalMax', number),
  coverageProbability: one('si:coverageProbability', probabilityNumber),
  distribution,
};
// An interval of D-SI 1.0.1 states no standard uncertainty.
const coverageIntervalMU = record({
  standardUncertainty: demanded('si:valueStandardMU', uncertaintyNumber),
  ...interval,
});
const UNCERTAINTIES = { standardMU, expandedMU, coverageIntervalMU };

/** How sure a value is: a standard or expanded uncertainty, or an interval. An absent one is not zero: it was not said. */
export type DsiUncertainty = VariantOf<typeof UNCERTAINTIES>;

const univariate = record({ stated: dsiChoice(UNCERTAINTIES) });
// For all values of a list the schema of D-SI 2.2.1 gives coverageIntervalMU the type of the deprecated coverageInterval.
const univariateOfList = record({
  stated: dsiChoice({
    ...UNCERTAINTIES,
    coverageIntervalMU: record({
      standardUncertainty: {
        ...demanded('si:valueStandardMU', uncertaintyNumber),
        emit: one('si:standardUnc', uncertaintyNumber).emit,
      },
      ...interval,
    }),
  }),
});

/** The uncertainty of a value by itself, of a value in a list (misspelt by the schema), or of all values of a list. */
export function uncertainty(
  name:
    | 'si:measurementUncertaintyUnivariate'
    | 'si:measurementUncertaintyUnivaraite'
    | 'si:listMeasurementUncertaintyUnivariate',
): Field<DsiUncertainty, false> {
  const read = name === 'si:measurementUncertaintyUnivaraite' ? 'si:measurementUncertaintyUnivariate' : name;
  const shape = name === 'si:listMeasurementUncertaintyUnivariate' ? univariateOfList : univariate;
  const field = optional(name, shape);
  return {
    names: [read],
    required: false,
    collect: (elements, owner, reader) => field.collect(elements, owner, reader)?.stated,
    emit: (stated, writer) => {
      if (stated !== undefined) shape.write({ stated }, name, writer);
    },
  };
}

const listDistribution = optional('si:distributionXMLList', textWords);
const listCoverage = {
  coverageFactors: one('si:coverageFactorXMLList', factorNumbers),
  coverageProbabilities: one('si:coverageProbabilityXMLList', probabilityNumbers),
  distributions: listDistribution,
};
const LIST_UNCERTAINTIES = {
  standardMUXMLList: record({
    standardUncertainties: one('si:valueStandardMUXMLList', uncertaintyNumbers),
    distributions: listDistribution,
  }),
  expandedMUXMLList: record({ uncertainties: one('si:valueExpandedMUXMLList', uncertaintyNumbers), ...listCoverage }),
  coverageIntervalMUXMLList: record({
    standardUncertainties: one('si:valueStandardMUXMLList', uncertaintyNumbers),
    mins: one('si:intervalMinXMLList', numbers),
    maxs: one('si:intervalMaxXMLList', numbers),
    coverageProbabilities: one('si:coverageProbabilityXMLList', probabilityNumbers),
    distributions: listDistribution,
  }),
};

/** How sure the values of a list are; where a list has one entry, it speaks for every value. */
export type DsiListUncertainty = VariantOf<typeof LIST_UNCERTAINTIES>;

const listUnivariate = record({ stated: dsiChoice(LIST_UNCERTAINTIES) });
const listUncertaintyField = optional('si:measurementUncertaintyUnivariateXMLList', listUnivariate);

/** The uncertainties of a list of numbers. */
export const listUncertainty: Field<DsiListUncertainty, false> = {
  names: listUncertaintyField.names,
  required: false,
  collect: (elements, owner, reader) => listUncertaintyField.collect(elements, owner, reader)?.stated,
  emit: (stated, writer) => listUncertaintyField.emit(stated === undefined ? undefined : { stated }, writer),
};

const covariance = record({ value: one('si:value', number), unit: one('si:unit', plainText) });
const column = record({ covariances: some('si:covariance', covariance) });
const region = record({
  covarianceMatrix: one('si:covarianceMatrix', record({ columns: some('si:column', column) })),
  ...coverage,
});

/** A region of several quantities that belong together, with their covariances. */
export type DsiRegion = TypeOf<typeof region>;

/** A region, elliptical or rectangular; lists of words name theirs with XMLList. */
export function regions(ending: '' | 'XMLList') {
  return {
    ellipsoidalRegion: optional(`si:ellipsoidalRegion${ending}`, region),
    rectangularRegion: optional(`si:rectangularRegion${ending}`, region),
  };
}

const listCovariance = record({
  values: one('si:valueXMLList', numbers),
  units: one('si:unitXMLList', textWords),
});
const listColumn = record({ covariances: some('si:covarianceXMLList', listCovariance) });
const listRegion = record({
  covarianceMatrix: one('si:covarianceMatrixXMLList', record({ columns: some('si:columnXMLList', listColumn) })),
  ...listCoverage,
});

/** Regions for each entry of a list, or for all of them together. */
export const listRegions = record({
  ellipsoidalRegion: optional('si:ellipsoidalRegionMUXMLList', listRegion),
  rectangularRegion: optional('si:rectangularRegionMUXMLList', listRegion),
});
