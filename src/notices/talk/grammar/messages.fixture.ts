/**
 * What people write to a number, in the words of Kazakhstan's telephones: Kazakh in Cyrillic and in Latin letters, Russian, English, mixed and
 * misspelt, and what was meant. Written before the grammar. Each line is `language | what was meant | the message`; every third is held out from tuning.
 */
const written = `
kk | yes | Иә
kk | yes | ия
kk | yes | иа келем
kk | yes | Иә, барамын
kk | yes | келемін
kk | yes | келем
kk | yes | Барам
kk | yes | Мен дайынмын
kk | yes | жарайды барамын
kk | yes | болады
kk | yes | Әрине, келемін!
kk | yes | Ia
kk | yes | ia baramyn
kk | yes | Kelemin
kk | yes | kelem
kk | yes | áríne kelemin
kk | yes | Иә көмектесемін
kk | yes | маған болады, келемін
kk | yes | келисемин
kk | yes | Жақсы, келемін
ru | yes | Да
ru | yes | да приду
ru | yes | Приду
ru | yes | буду
ru | yes | Да, смогу
ru | yes | могу
ru | yes | согласен
ru | yes | Согласна
ru | yes | конечно
ru | yes | ок
ru | yes | Хорошо, приду
ru | yes | дп
ru | yes | пиду
ru | yes | Да буду!!!
ru | yes | da
ru | yes | pridu
en | yes | Yes
en | yes | yes i can come
en | yes | ok
en | yes | I'll be there
en | yes | sure
en | yes | Yess
mix | yes | Иә приду
mix | yes | да келем
mix | yes | ok келемін
kk | yes | 1
ru | yes | 1 да
kk | no | Жоқ
kk | no | жок
kk | no | Жоқ, келе алмаймын
kk | no | келмеймін
kk | no | Бара алмаймын
kk | no | келе алмаймын кешіріңіз
kk | no | бармаймын
kk | no | Өкінішке орай келе алмаймын
kk | no | Joq
kk | no | jok kele almaimyn
kk | no | kelmeimin
kk | no | мен бара алмаймын
kk | no | Жоқ рахмет
kk | no | қолым бос емес
kk | no | уақытым жоқ
kk | no | келалмаймын
ru | no | Нет
ru | no | нет не могу
ru | no | не смогу
ru | no | Не приду
ru | no | к сожалению не получится
ru | no | Нет, извините
ru | no | нет времени
ru | no | не могу прийти
ru | no | неа
ru | no | нет спасибо
ru | no | ни смогу
ru | no | net
ru | no | отказываюсь
en | no | No
en | no | no sorry
en | no | I can't
en | no | can not come
en | no | I won't be able to
mix | no | Нет, келе алмаймын
mix | no | жоқ не могу
kk | no | 2
ru | no | 2 нет
kk | from | иә, 2 сағаттан кейін
kk | from | 2 сағаттан кейін келемін
kk | from | бір сағаттан соң барамын
kk | from | Иә сағат 18-ден кейін
kk | from | келем бирак 18 ден кейин
kk | from | кешке келемін
kk | from | түстен кейін барамын
kk | from | ia 2 sagattan keiin
kk | from | жарты сағаттан кейін келем
kk | from | Ертең келемін
kk | from | 30 минуттан кейін барамын
kk | from | иә бірақ сағат 5тен кейін
kk | from | saǵat 19 dan keiin kelemin
kk | from | Сағат 15:30-да келемін
ru | from | приду через час
ru | from | после 18
ru | from | да, через 2 часа
ru | from | смогу только после 17:00
ru | from | буду через полчаса
ru | from | да но позже, часов в 7
ru | from | могу вечером
ru | from | приду после обеда
ru | from | через 30 мин буду
ru | from | смогу завтра
ru | from | да с 14:00
ru | from | чрез 2 чса приду
en | from | yes in 2 hours
en | from | Yes, after 6pm
en | from | I can come in half an hour
en | from | yes but only after 18:30
en | from | can come tomorrow
mix | from | иә, через 2 часа
mix | from | да, 18 ден кейін
mix | from | келемін после обеда
kk | not-today | бүгін жоқ
kk | not-today | Бүгін келе алмаймын
kk | not-today | бугин болмайды
kk | not-today | Búgin kele almaimyn
kk | not-today | бүгін емес
kk | not-today | Бүгін уақытым жоқ
ru | not-today | не сегодня
ru | not-today | сегодня не могу
ru | not-today | Сегодня не получится
ru | not-today | севодня нет
en | not-today | not today
en | not-today | can't today
mix | not-today | бүгін не могу
kk | stop | Тоқта
kk | stop | тоқтатыңыз
kk | stop | енді жазбаңыз
kk | stop | маған хабарлама жібермеңіз
kk | stop | toqta
kk | stop | СТОП
ru | stop | стоп
ru | stop | Отпишите меня
ru | stop | не пишите мне больше
ru | stop | отписаться
ru | stop | хватит писать
en | stop | STOP
en | stop | unsubscribe
en | stop | Stop messaging me
en | stop | please stop sending me messages
kk | in | келдім
kk | in | Келдік
kk | in | мен келдім
kk | in | жеттім
kk | in | Орнындамын
kk | in | keldim
kk | in | осындамын
kk | in | Мен осы жердемін
ru | in | на месте
ru | in | Я на месте
ru | in | пришел
ru | in | Пришла
ru | in | приехал
ru | in | на мсте
ru | in | я тут
en | in | I'm here
en | in | here
en | in | arrived
mix | in | Келдім, на месте
kk | out | кеттім
kk | out | Кетіп барамын
kk | out | бітірдім
kk | out | жұмыс бітті кеттім
kk | out | kettim
kk | out | үйге қайттым
ru | out | ушел
ru | out | Ушла
ru | out | я закончил
ru | out | закончила, ухожу
ru | out | уехал
ru | out | уше
en | out | left
en | out | I am leaving
en | out | done, going home
kk | count | 5 адам келді
kk | count | Бізге 12 адам келді
kk | count | 7 кісі
kk | count | 8 adam keldi
ru | count | пришло 5 человек
ru | count | нас 6 человек
ru | count | 10 чел
en | count | 5 people came
en | count | we are 4 people
kk | need | көмек керек
kk | need | Маған нан керек
kk | need | Үйге су керек, Орал
kk | need | көмектесіңізші, азық-түлік таусылды
kk | need | балаға жаялық керек 2 бума
kk | need | ұн керек 10 кг, Жаңажол ауылы
kk | need | Бізге көмір керек ауылда суық
kk | need | komek kerek
kk | need | nan kerek 5
kk | need | Жаныбек ауылына 20 литр су керек бүгін
kk | need | дәрі керек еді апама
kk | need | комек керек отынымыз бітті
kk | need | Үлкен кісіге дәріханаға баруға көмек қажет
kk | need | бізге төсек пен көрпе керек
kk | need | үйді су басқан, жинауға адам керек
kk | need | ас су жоқ, көмек керек
ru | need | нужна помощь
ru | need | Нужен хлеб и вода
ru | need | помогите пожалуйста, нет продуктов
ru | need | нужны подгузники для ребенка размер 4
ru | need | нужно 20 литров воды в Уральск
ru | need | Требуется помощь, некому принести лекарства
ru | need | нужны одеяла 5 шт
ru | need | бабушке нужны лекарства
ru | need | нужна помошь с дровами
ru | need | прошу помочь с продуктами, поселок Деркул
ru | need | мука нужна 10кг
en | need | I need help
en | need | need water and food
en | need | we need 5 blankets in Oral
en | need | please help, no bread at home
mix | need | Нан керек срочно
mix | need | керек продукты на неделю
mix | need | помощь керек, су жоқ
kk | state | өтінішім қалай болды
kk | state | Менің өтінішім не болды?
kk | state | K7M4-QX9T қай жерде
kk | state | өтініш жағдайы
kk | state | otinishim ne boldy
ru | state | что с моей заявкой
ru | state | статус заявки
ru | state | Когда мне помогут? заявка
ru | state | статус
ru | state | где моя заявка
en | state | status
en | state | what about my request
en | state | where is my request
kk | receipt-yes | алдым
kk | receipt-yes | Алдым рахмет
kk | receipt-yes | Бәрін алдық, рақмет сіздерге
kk | receipt-yes | көмек келді рахмет
kk | receipt-yes | aldym rahmet
kk | receipt-yes | керегін алдым
ru | receipt-yes | получил
ru | receipt-yes | Все получили, спасибо
ru | receipt-yes | получила спасибо большое
ru | receipt-yes | привезли спасибо
ru | receipt-yes | палучил
en | receipt-yes | received
en | receipt-yes | got it thank you
en | receipt-yes | I received everything
kk | receipt-partly | жартысын алдым
kk | receipt-partly | бәрін емес, аз ғана алдым
kk | receipt-partly | ішінара
ru | receipt-partly | получил не все
ru | receipt-partly | частично
ru | receipt-partly | только половину привезли
ru | receipt-partly | не хватило
en | receipt-partly | partly
en | receipt-partly | got only half
kk | receipt-no | алған жоқпын
kk | receipt-no | ештеңе алмадым
kk | receipt-no | Ешкім келмеді
kk | receipt-no | көмек келген жоқ
kk | receipt-no | eshkim kelmedi
ru | receipt-no | не получил
ru | receipt-no | ничего не привезли
ru | receipt-no | никто не пришел
ru | receipt-no | Не получили ничего
en | receipt-no | nobody came
en | receipt-no | not received
en | receipt-no | nothing came
kk | shifts | менің кезектерім
kk | shifts | қашан барамын
kk | shifts | Кестем
kk | shifts | кезегім қашан
ru | shifts | мои смены
ru | shifts | когда моя смена
ru | shifts | расписание
ru | shifts | смены
en | shifts | my shifts
en | shifts | when is my shift
en | shifts | shifts
kk | language | қазақша
kk | language | Казакша жазыңызшы
kk | language | qazaqsha
ru | language | по-русски
ru | language | Можно на русском?
ru | language | русский
en | language | english
en | language | in English please
kk | help | анықтама
kk | help | не істей аламын
kk | help | мәзір
ru | help | помощь по командам
ru | help | меню
ru | help | что вы умеете
ru | help | ?
en | help | help
en | help | menu
kk | undo | 0
kk | undo | қайтару
kk | undo | қате кетті, болдырмау
ru | undo | отмена
ru | undo | ошибся, отмените
ru | undo | отменить
en | undo | undo
en | undo | cancel that
kk | danger | үй өртеніп жатыр
kk | danger | су басып жатыр шатырда отырмыз
kk | danger | тыныс ала алмай жатыр
kk | danger | ui ortenip jatyr
ru | danger | горит дом
ru | danger | тонем помогите
ru | danger | мама не дышит
ru | danger | муж бьет меня
en | danger | house is on fire
en | danger | she is not breathing
kk | words | Кімнің үйі бұл?
kk | words | сіз кімсіз
kk | words | мүмкін келермін, білмеймін
kk | words | Балаларыммен келсем бола ма?
kk | words | мүмкін
kk | words | ойланып көрейін
kk | words | рахмет
kk | words | Сәлеметсіз бе
kk | words | менің орныма Асқар барады
kk | words | келе алмауым мүмкін
kk | words | автобус жүре ме ол жаққа
kk | words | mumkin kelermin
ru | words | кто это
ru | words | может быть приду
ru | words | не знаю
ru | words | а можно с ребенком?
ru | words | постараюсь
ru | words | спасибо
ru | words | какой адрес
ru | words | приду если машина заведется
ru | words | да нет наверное
ru | words | вместо меня придет брат
ru | words | а что брать с собой
ru | words | Здравствуйте
ru | words | не могу сказать что не приду
ru | words | перезвоните мне
en | words | who is this
en | words | maybe
en | words | yes if someone picks me up
en | words | can I bring my son?
en | words | call me
mix | words | мүмкін приду, не знаю
`

/** Languages of the list; `mix` is two in one message. */
export type FixtureLang = 'kk' | 'ru' | 'en' | 'mix'

/** One message and what was meant. */
export type WrittenMessage = { readonly lang: FixtureLang; readonly meant: string; readonly text: string }

/** Reads a list of `language | what was meant | the message`. */
export const parseMessages = (text: string): WrittenMessage[] =>
  text
    .trim()
    .split('\n')
    .map((line) => {
      const [lang = '', meant = '', text = ''] = line.split(' | ')
      return { lang: lang as FixtureLang, meant, text }
    })

/** The list, in its order. */
export const messages: readonly WrittenMessage[] = parseMessages(written)

/** Every third was never looked at while the grammar was tuned. */
export const isHeldOut = (at: number): boolean => at % 3 === 2
