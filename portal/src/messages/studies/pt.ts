// SPDX-License-Identifier: Apache-2.0
import type { enStudies } from './en.ts';

/** The same in Portuguese. */
export const ptStudies: Readonly<Record<keyof typeof enStudies, string>> = {
  'nav.studies': 'Capacidade e calibre',
  'study.title': 'Capacidade do processo e R&R do calibre',
  'study.lead':
    'Cole medições, ou use um ficheiro CSV. Tudo é calculado no seu navegador e nada é enviado nem guardado.',
  'study.take.csv': 'Guardar como CSV',
  'study.take.xlsx': 'Guardar como livro Excel',
  'study.which': 'Estudo',
  'study.confidence': 'Nível de confiança',
  'study.capability': 'Capacidade do processo',
  'study.gauge': 'Repetibilidade e reprodutibilidade do calibre',
  'study.file': 'Abrir um ficheiro CSV',
  'study.refused': 'Não se pode fazer um estudo com estes dados.',
  'study.refused.TOO_FEW_OBSERVATIONS':
    'Há poucas leituras: pelo menos dois valores, duas peças, dois operadores e duas repetições.',
  'study.refused.BAD_OBSERVATIONS': 'Cada operador lê cada peça o mesmo número de vezes, em número.',
  'study.refused.BAD_PARAMETER':
    'Indique um limite inferior ou superior, o inferior abaixo do superior; e valores que variem.',
  'study.refused.ZERO_SPREAD': 'Todas as leituras são iguais.',
  'study.limit.lower': 'Limite inferior',
  'study.limit.upper': 'Limite superior',
  'study.limit.target': 'Alvo (senão o meio)',
  'study.limit.unit': 'Unidade',
  'study.limit.fault': '“{given}” não é um número possível aqui; escreva um como 9.90.',
  'study.capability.hint': 'Um subgrupo por linha, feito em condições iguais; ou um valor por linha.',
  'study.capability.summary': '{count} valores, média {mean}; {outside} fora dos limites.',
  'study.capability.alone':
    'Valores isolados não mostram a variação dentro de subgrupos: só se pode dar o desempenho (P).',
  'study.capability.said':
    'C pelo desvio dentro dos subgrupos, P pelo de todos os valores (ISO 22514-2:2017, de memória). Os índices só significam o que dizem num processo estável com valores normais: veja primeiro uma carta de controlo. Os limites de Cp são exatos para tais valores, os de Cpk uma aproximação (Bissell 1990).',
  'study.histogram': 'Histograma com limites',
  'study.histogram.described': '{count} valores contados em barras; {outside} fora dos limites.',
  'study.histogram.legend': 'L e U: limites. T: alvo. x̄: média.',
  'study.count': 'Contagem',
  'study.index': 'Índice',
  'study.value': 'Valor',
  'study.interval': 'Limites de confiança, {percent} %',
  'study.gauge.hint':
    'Peça, operador, depois as leituras, separados por tabulações ou ponto e vírgula; cada operador lê cada peça o mesmo número de vezes.',
  'study.gauge.fault':
    'Linha {row}, coluna {column}: “{given}” falta ou não é número; uma linha é peça, operador, leituras.',
  'study.tolerance': 'Tolerância (limite superior menos inferior; pode ficar vazio)',
  'study.gauge.summary':
    '{parts} peças, {operators} operadores, {repeats} repetições; {categories} categorias distintas.',
  'study.gauge.interval': 'Limites de confiança da repetibilidade, {percent} %: {interval}.',
  'study.gauge.pooled': 'A interação (p = {p}) foi contada como repetibilidade.',
  'study.gauge.kept': 'A interação entre peças e operadores (p = {p}) faz parte da reprodutibilidade.',
  'study.gauge.beyond': 'A amplitude de {operator} em {part} excede o seu limite: repita as leituras.',
  'study.gauge.said':
    'Por análise de variância a dois fatores, com o método das amplitudes ao lado (AIAG MSA, 4.ª edição, de memória). As partes de desvios-padrão não somam 100 %. Os limites da repetibilidade são exatos para leituras normais; dos outros não se dão.',
  'study.component': 'Componente',
  'study.component.gauge': 'R&R do calibre',
  'study.component.repeatability': 'Repetibilidade',
  'study.component.reproducibility': 'Reprodutibilidade',
  'study.component.partToPart': 'Entre peças',
  'study.component.total': 'Total',
  'study.short.gauge': 'R&R',
  'study.short.repeatability': 'Repet.',
  'study.short.reproducibility': 'Reprod.',
  'study.short.partToPart': 'Peças',
  'study.sigma': 'Desvio-padrão',
  'study.of-total': 'Parte do total',
  'study.of-tolerance': '6σ da tolerância',
  'study.by-ranges': 'Por amplitudes',
  'study.variation': 'Componentes de variação',
};
