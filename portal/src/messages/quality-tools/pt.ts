// SPDX-License-Identifier: Apache-2.0
import type { enQualityTools } from './en.ts';

/** As palavras de Pareto e modos de falha em português. Aguardam revisão. */
export const ptQualityTools: Readonly<Record<keyof typeof enQualityTools, string>> = {
  'nav.quality-tools': 'Ferramentas da qualidade',
  'quality.title': 'Ferramentas da qualidade: Pareto e FMEA',
  'quality.lead':
    'Um livro de defeitos ou reclamações, de modos de falha, ou de ambos. Resultam as poucas causas que fazem a maior parte, e os modos de falha pela ordem em que os ver. As cartas de controlo têm página própria.',
  'quality.not-kept': 'Nada fica guardado: calcula-se e devolve-se.',
  'quality.template': 'Um livro vazio para preencher (Excel)',
  'quality.drop': 'Um livro de defeitos e modos de falha',
  'quality.drop.hint': 'Basta uma das folhas. Se uma célula está errada, é indicada e nada se calcula.',
  'quality.take': 'Guardar como livro de Excel',
  'quality.pareto': 'Diagrama de Pareto',
  'quality.described': '{count} causas por ordem decrescente; as primeiras {vital} fazem 80 %.',
  'quality.legend':
    'Barras cheias: as poucas vitais, que fazem 80 % (um hábito da análise de Pareto, não uma lei). Linha: partes acumuladas.',
  'quality.shown': 'Desenham-se as primeiras {shown} de {count}.',
  'quality.vital': 'poucas vitais',
  'quality.cause': 'Causa',
  'quality.count': 'Número',
  'quality.total': 'Número × peso',
  'quality.share': 'Parte (%)',
  'quality.added': 'Acumulado (%)',
  'quality.modes': 'Modos de falha por número de prioridade de risco',
  'quality.modes.lead':
    'RPN = severidade × ocorrência × deteção, cada uma de 1 a 10 (IEC 60812:2018, anexo B, de memória). As notas são uma ordem e não uma medida: 200 não é o dobro de 100, e um número baixo não desculpa uma severidade alta. Entre iguais, a mais severa vem primeiro.',
  'quality.rank': 'Ordem',
  'quality.item': 'Item',
  'quality.mode': 'Modo de falha',
  'quality.effect': 'Efeito',
  'quality.severity': 'Severidade',
  'quality.occurrence': 'Ocorrência',
  'quality.detection': 'Deteção',
  'quality.rpn': 'RPN',
};
