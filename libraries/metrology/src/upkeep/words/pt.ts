// SPDX-License-Identifier: Apache-2.0
import type { UpkeepWords } from './words.ts';

/** The words of a plan; awaiting review by a native speaker. */
export const PT: UpkeepWords = {
  actions: {
    verification: 'verificação legal',
    calibration: 'calibração',
    none: 'nada',
    unclear: 'perguntar; calibrar até lá',
  },
  uses: {
    trade: 'transações comerciais',
    safety: 'segurança',
    medical: 'saúde',
    environment: 'monitorização ambiental',
    'highest-standard': 'padrão mais elevado da empresa',
    product: 'inspeção de produtos',
    process: 'controlo de processos',
    indication: 'apenas indicação',
  },
  methods: {
    'legal-period': 'período legal',
    once: 'uma vez',
    initial: 'inicial',
    current: 'como agora',
    staircase: 'escada',
    'control-chart': 'carta de controlo',
    'in-use': 'tempo de uso',
    none: 'nenhum',
  },
  states: {
    'not-to-be-used': 'não usar',
    'in-order': 'em ordem',
    'due-soon': 'a vencer',
    overdue: 'vencido',
    never: 'sem data',
    'not-needed': 'dispensado',
  },
  quantities: {
    absorbance: 'absorvância',
    energy: 'energia',
    flow: 'caudal',
    force: 'força',
    'gas concentration': 'concentração de gás',
    length: 'comprimento',
    mass: 'massa',
    moisture: 'humidade',
    pH: 'pH',
    pressure: 'pressão',
    'refractive index': 'índice de refração',
    'relative humidity': 'humidade relativa',
    'sound pressure level': 'nível de pressão sonora',
    temperature: 'temperatura',
    time: 'tempo',
    torque: 'binário',
    voltage: 'tensão elétrica',
    volume: 'volume',
  },
  labels: {
    sheet: 'plano',
    instrument: 'Instrumento',
    type: 'Tipo',
    use: 'Usado para',
    action: 'O que fazer',
    interval: 'De quanto em quanto tempo',
    method: 'Método do intervalo',
    target: 'Incerteza máxima (k = 2)',
    due: 'Até',
    state: 'Estado',
    where: 'Onde',
    why: 'Porquê',
    months: '{months} meses',
    days: '{days} dias',
    kilometres: '{kilometres} km',
    samePlace: 'mesmo lugar',
    calendar: 'Instrumentos a calibrar',
    dueSummary: '{name}: {action} até hoje',
  },
  reasons: {
    VERIFY_LISTED: 'A lei sujeita este tipo a verificação quando é usado para {use}: {provision}.',
    VERIFY_HIGHEST_STANDARD: 'O padrão mais elevado de uma empresa é verificado por lei: {provision}.',
    CALIBRATE_NOT_LISTED:
      'Este tipo, usado para {use}, não está na lista de {law}: a verificação não é obrigatória. Como dele depende uma decisão, calibra-se.',
    CALIBRATE_NO_PERIODIC_LAW: '{law} exige equipamento exato e nenhuma verificação periódica: calibre-o.',
    CALIBRATE_DECIDES: 'Usado para {use}, dele depende uma decisão e nenhuma lei exige verificação: calibre-o.',
    INDICATION_ONLY: 'Nada se decide com ele: não precisa de calibração. Marque-o "apenas para indicação".',
    KIND_UNKNOWN:
      'Este tipo não é conhecido aqui, e não se sabe se {law} o inclui: pergunte à autoridade. Até lá, planeie uma calibração.',
    LAW_NOT_LOADED:
      'O que a lei de {place} exige não está carregado aqui: pergunte à autoridade. Até lá, planeie uma calibração.',
    FROM_MEMORY: 'Escrito de memória, não lido no texto: confirme antes de se fiar nisto.',
    LEGAL_PERIOD: 'O período de verificação é de {months} meses no máximo.',
    PERIOD_NOT_LOADED:
      'O período legal está no regulamento de verificação deste instrumento, que não está carregado aqui; o que se mostra não é a lei.',
    VERIFIED_ONCE: 'Verificado uma vez antes do uso e substituído no fim do prazo ou quando falha; sem intervalo.',
    HISTORY_ASKS_LESS: 'O seu próprio histórico pede menos do que o período da lei.',
    INITIAL_BY_KIND:
      'Sem histórico: {months} meses para começar, habitual para o tipo e lei de ninguém (ILAC-G24, 5). Com valores encontrados, adapta-se.',
    INITIAL_UNKNOWN_KIND:
      'Sem histórico nem tipo conhecido: {months} meses para começar (ILAC-G24, 5). Com valores encontrados, adapta-se.',
    CURRENT_INTERVAL: 'O intervalo em vigor, {months} meses; nada do que se sabe o contraria.',
    STAIRCASE:
      'Escada (ILAC-G24, 6.2): dentro de 80 % da tolerância alonga-se um décimo, fora dela encurta-se, visando 90 % em tolerância. {count} calibração(ões): {from} dias passam a {to}.',
    CONTROL_CHART:
      'Carta de controlo (ILAC-G24, 6.3): de {count} calibrações, deriva de {drift} por ano; após {days} dias a tolerância já não se garante com 95 % de confiança.',
    CONTROL_CHART_OPEN:
      'Carta de controlo (ILAC-G24, 6.3): de {count} calibrações, deriva de {drift} por ano, que não atinge a tolerância em tempo previsível; limitado a {days} dias.',
    IN_USE: 'Tempo de uso (ILAC-G24, 6.4): {hours} horas de uso a {hoursPerDay} horas por dia acabam após {days} dias.',
    LEFT_OUTSIDE:
      'Não usar até ser ajustado ou calibrado: em {on} o erro deixado, ou encontrado e não ajustado, excedia a tolerância.',
    ERROR_NOT_COMPARED:
      'Não usar até se saber se cumpre a tolerância: o erro de {error} em {on} não se pôde comparar com a tolerância de {tolerance}. Escreva ambos numa só unidade; se for percentagem, escreva também o valor de uso.',
    DRIFTED_TO_LIMIT:
      'Não usar até ser ajustado ou calibrado: pela sua deriva, em {on} a tolerância já não se podia garantir, com 95 % de confiança, por um só dia.',
    LAST_OUTSIDE: 'Da última vez estava fora da tolerância: veja o que se mediu com ele desde a calibração anterior.',
    TARGET:
      'U (k = 2) de {target} no máximo: {ratio} da tolerância ±{tolerance}. Se 95 % destes instrumentos estiverem em tolerância, {pfa} % estão fora e passam, {pfr} % estão dentro e são rejeitados; com banda de guarda de U, {guardedPfa} % e {guardedPfr} %.',
    TOLERANCE_MISSING: 'Não se sabe quão boa deve ser: escreva a tolerância do uso.',
    RELATIVE_WITHOUT_VALUE:
      'A tolerância de {tolerance} é uma parte de um valor: escreva o valor de uso, diferente de 0.',
    PERCENT_TWO_READINGS:
      'Uma tolerância de {tolerance} % em {value} pode ser parte do valor ou pontos da sua unidade: escreva só o número, na unidade do instrumento, ou o próprio erro admissível.',
    RESOLUTION_TOO_COARSE:
      'Só a resolução de {resolution} já impede uma calibração a {target}: use um instrumento mais fino ou uma tolerância maior.',
    ASK_AUTHORITY:
      'No organismo de verificação designado pela autoridade local; uma capacidade de calibração não dá direito a verificar.',
    AT_RANGE_END: 'O valor de uso não foi dado: procurado no fim da gama, {value}.',
    VALUE_MISSING: 'Não há valor de uso nem gama: nada por que procurar um laboratório.',
    QUANTITY_UNKNOWN: 'Não se sabe aqui o que mede, por isso não se procura laboratório.',
    NO_LABORATORY:
      'Nenhum laboratório conhecido aqui está acreditado para {quantity} neste valor com incerteza suficiente.',
  },
};
