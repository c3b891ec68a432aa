// SPDX-License-Identifier: Apache-2.0
// Industrial clusters of the demonstration, as the authorities of three places list them. None of them exists.

const HEADINGS =
  'cluster,name,place,latitude,longitude,industry,goods,demonstration,activity,property,method,unit,from,to,uncertainty';

/** A list of one authority, as CSV. */
export interface PlannedClusters {
  readonly label: string;
  readonly jurisdiction: string;
  readonly csv: string;
}

const listOf = (label: string, jurisdiction: string, rows: readonly string[]): PlannedClusters => ({
  ...{ label, jurisdiction },
  csv: [HEADINGS, ...rows].join('\n'),
});

/** Needs that the laboratories of the demonstration cover whole, in part, and not at all. */
export const CLUSTER_LISTS: readonly PlannedClusters[] = [
  listOf('cn-authority', 'CN', [
    'GD-LEAF,Demonstration cluster of herbs and leaves,CN-GD,23.1,113.3,2730,1211.90,yes,testing,pb,GB 5009.12,mg/kg,0.1,1,',
    'GD-LEAF,,,,,,,,testing,cd,,mg/kg,0.02,1,',
    'GD-LEAF,,,,,,,,calibration,mass,,g,1,200,0.5 mg',
    'GD-SCALE,Demonstration cluster of weighing instruments,CN-GD,23.0,113.1,4014,8423.81,yes,calibration,mass,,g,1,200,0.5 mg',
    'GD-SCALE,,,,,,,,calibration,mass,,g,100,5000,5 mg',
    'GD-SCALE,,,,,,,,calibration,mass,,g,1,200,0.005 mg',
  ]),
  listOf('hk-authority', 'HK', [
    'HK-FISH,Demonstration cluster of seafood traders,HK,22.3,114.2,0412,0302.32,yes,testing,mehg,GB 5009.17-2021,mg/kg,0.1,1,',
    'HK-FISH,,,,,,,,testing,pb,GB 5009.12,mg/kg,0.1,1,',
    'HK-FISH,,,,,,,,calibration,temperature,,°C,-30,10,0.3 K',
  ]),
  listOf('mo-authority', 'MO', [
    'MO-MILK,Demonstration cluster of dairies,MO,22.2,113.5,1440,0401.20,yes,testing,pb,GB 5009.12,mg/kg,0.02,0.1,',
    'MO-MILK,,,,,,,,calibration,mass,,g,1,200,0.5 mg',
  ]),
];
