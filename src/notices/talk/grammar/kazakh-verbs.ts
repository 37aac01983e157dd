/** What a form of a verb about oneself does in an answer. */
type VerbTag = 'go' | 'decline' | 'hedge' | 'reason'

// Verbs that answer an ask: root, root of the negative, vowel of the present.
const verbs = [
  ['бар', 'барма', 'а'],
  ['кел', 'келме', 'е'],
  ['көмектес', 'көмектеспе', 'е'],
  ['қатыс', 'қатыспа', 'а'],
] as const

// `R` is the root, `N` that of the negative, `V` the vowel; endings of verbs with а, then of those with е.
const forms: Readonly<Record<VerbTag, readonly [string, string]>> = {
  go: [
    'RVмын, RVм, RVмыз, RVйын, RVйық, RV беремін, RVтын боламын',
    'RVмін, RVм, RVміз, RVйін, RVйік, RV беремін, RVтін боламын',
  ],
  decline: ['Nймын, Nйм, Nймыз, Nспын', 'Nймін, Nйм, Nйміз, Nспін'],
  hedge: [
    'Rармын, Rармыз, Rсам, Rсақ, Rып қалармын, RVтын шығармын, Rуым, Rғым келеді, Nсам, Nуым, Nй қалуым, Nй қалармын, Nймын деген жоқпын, Nймын емес',
    'Rермін, Rерміз, Rсем, Rсек, Rіп қалармын, RVтін шығармын, Rуім, Rгім келеді, Nсем, Nуім, Nй қалуым, Nй қалармын, Nймін деген жоқпын, Nймін емес',
  ],
  reason: [
    'RVм деп едім, RVмын деп едім, RVтын едім, Rмақ едім, RVйын деп едім',
    'RVм деп едім, RVмін деп едім, RVтін едім, Rмек едім, RVйін деп едім',
  ],
}

// "Can" and "cannot" stand apart from the verb, or run into it.
const can: Readonly<Partial<Record<VerbTag, string>>> = {
  go: 'аламын, алам, аламыз',
  decline: 'алмаймын, алмайм, алмаймыз, алмаспын, алмай қалдым, алмай тұрмын',
  hedge: 'алсам, алсақ, алармын, алмауым, алмасам, алмай қалуым, алмаймын деген жоқпын, алмаймын емес',
}

const list = (text: string): string[] => text.split(', ')

/** Forms of the Kazakh verbs of coming and helping in the first person, by what they do in an answer. */
export const kazakhVerbs = (tag: VerbTag): string[] =>
  verbs.flatMap(([root, negative, vowel]) => [
    ...list(forms[tag][vowel === 'а' ? 0 : 1]).map((form) =>
      form.replace('R', root).replace('N', negative).replace('V', vowel),
    ),
    ...(can[tag] === undefined ? [] : list(can[tag])).flatMap((form) => [
      `${root}${vowel} ${form}`,
      ...(form.includes(' ') ? [] : [`${root}${form}`]),
    ]),
  ])

const carrying = 'әкеліп алып апарып жеткізіп тауып'.split(' ')
const asking = 'беріңіз беріңізші беріңіздер беріңіздерші берсеңіз берсеңізші берсеңіздер берсеңіздерші'.split(' ')

/** Polite ways to ask that something be brought. */
export const kazakhRequests: readonly string[] = carrying.flatMap((verb) => asking.map((form) => `${verb} ${form}`))
