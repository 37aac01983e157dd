/** A text that people accept version by version, in the three languages of the interface. Blank lines part paragraphs, "- " begins an item. */
export type StandardText = {
  readonly id: string
  readonly version: number
  readonly kk: string
  readonly ru: string
  readonly en: string
}

/** Id of the code of ethics among the documents. */
export const CODE_OF_ETHICS = 'code-of-ethics'

/** The code of ethics this house begins with. A change of meaning is a new version, accepted anew. */
export const codeOfEthics: StandardText = {
  id: CODE_OF_ETHICS,
  version: 1,
  kk: `Бұл ереже көмектесетін әр адамға: еріктіге, үйлестірушіге, ұйымға ортақ.

Көмек алатын адам туралы
- Адамның қалауы бірінші орында. Не керегін сұраймыз, ол айтпаған іске кіріспейміз, «жоқ» десе тоқтаймыз.
- Әр адамға тең құрметпен қараймыз: тіліне, дініне, ұлтына, жынысына, жасына, денсаулығына, көзқарасына қарамаймыз.
- Көрген-естігенімізді сыртқа шығармаймыз. Адамның суретін, атын, мекенжайын өзінің келісімінсіз ешқайда жарияламаймыз.
- Көмек үшін ақша, сыйлық, қызмет, дауыс сұрамаймыз және алмаймыз. Ақша сұраған адамды хабарлаймыз.
- Көмекті партияға, дінге не тауарға үгіттеу үшін пайдаланбаймыз.

Қауіпсіздік туралы
- Өз шамамыздан тыс іске кіріспейміз. Білмесек, айтамыз; шаршасақ, тоқтаймыз.
- Мас күйде немесе ауырып тұрып келмейміз.
- Бала немесе осал адаммен бір бөлмеде жалғыз қалмаймыз; үйге алғаш рет екі ересек барамыз.
- Зиян, қорлау не қауіп көрсек, оны жасырмай, жауапты адамға хабарлаймыз. Өмірге қауіп болса, алдымен 112-ге қоңырау шаламыз.

Сөз бен іс туралы
- Көмектесу — өз еркіміз. Кез келген уақытта бас тарта аламыз, бірақ ертерек айтамыз, өйткені бізді біреу күтіп отыр.
- Келген уақытымыз бен атқарған ісімізді қалай болса, солай жазамыз.
- Берілген тапсырманы үйлестірушімен келіспей басқаға бермейміз. Алған құрал-жабдықты қайтарамыз.
- Қате жіберсек, айтамыз: жасырылған қате екінші рет қайталанады.`,
  ru: `Эти правила общие для всех, кто помогает: для волонтёра, координатора, организации.

О человеке, которому помогают
- Его воля на первом месте. Мы спрашиваем, что нужно, не делаем того, о чём не просили, и останавливаемся, когда слышим «нет».
- Мы одинаково уважаем каждого, какими бы ни были язык, вера, народ, пол, возраст, здоровье и взгляды.
- Увиденное и услышанное остаётся между нами. Снимки, имена и адреса никуда не попадают без согласия человека.
- За помощь мы не просим и не берём денег, подарков, услуг и голосов. Если кто-то просит денег, мы об этом сообщаем.
- Помощью не пользуются, чтобы склонять к партии, вере или товару.

О безопасности
- Мы не берёмся за то, что нам не по силам. Не знаем — говорим об этом; устали — останавливаемся.
- Мы не приходим нетрезвыми или больными.
- Мы не остаёмся наедине с ребёнком или уязвимым человеком; в дом впервые идут двое взрослых.
- О вреде, унижении или опасности мы не молчим, а сообщаем ответственному. Если в опасности жизнь, сначала звоним 112.

О слове и деле
- Мы помогаем по своей воле и можем отказаться в любой момент, но говорим об этом заранее: нас кто-то ждёт.
- Часы и сделанное мы записываем как есть.
- Порученное не передаём другому без координатора. Взятое снаряжение возвращаем.
- Об ошибке говорим: скрытая ошибка повторится.`,
  en: `These rules are shared by everyone who helps: volunteers, coordinators and organizations.

About the person helped
- Their will comes first. We ask what is needed, do nothing that was not asked for, and stop when we hear no.
- We respect everyone alike, whatever their language, faith, people, sex, age, health and views.
- What we see and hear stays with us. No picture, name or address goes anywhere without the person’s consent.
- We neither ask for nor take money, gifts, favours or votes for help. Whoever asks for money is reported.
- Help is never used to win people for a party, a faith or a product.

About safety
- We do not take on what is beyond us. What we do not know, we say; when we are tired, we stop.
- We do not come drunk or ill.
- We are not alone in a room with a child or a vulnerable person; the first visit to a home is made by two adults.
- We do not keep silent about harm, abuse or danger but tell the officer in charge. If life is at risk, we call 112 first.

About word and deed
- We help of our own free will and may stop at any time, but say so early: somebody is waiting for us.
- We record hours and results as they were.
- We do not hand a task over without the coordinator. What we borrowed, we return.
- We speak about mistakes: one that is hidden happens again.`,
}

/** Documents a house begins with. */
export const ownDocuments: readonly StandardText[] = [codeOfEthics]
