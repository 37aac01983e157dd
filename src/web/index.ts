export { BarePage } from './bare-page'
export { Button, type ButtonProps, ButtonRow } from './components/button'
export { Card, type CardProps, Cards } from './components/card'
export type { Child } from './components/child'
export { Choice, type ChoiceOption, type ChoiceProps } from './components/choice'
export { ConfirmBar } from './components/confirm-bar'
export { type Definition, DefinitionList } from './components/definition-list'
export { Door, Doors } from './components/door'
export { EmptyState } from './components/empty-state'
export { ErrorSummary, type FieldErrors } from './components/error-summary'
export { type Fact, Facts } from './components/facts'
export { Field, type FieldProps } from './components/field'
export { fieldId } from './components/field-id'
export { Folded } from './components/folded'
export { Form, type FormProps } from './components/form'
export { Icon, type IconName } from './components/icon'
export { KeptPages } from './components/kept-pages'
export { Live } from './components/live'
export { Mark, Ornament, WordMark } from './components/mark'
export { markup } from './components/markup'
export { EmergencyLine, Notice, type NoticeTone } from './components/notice'
export { OfflineQueue } from './components/offline-queue'
export { Pager } from './components/pager'
export { PrintSheet, type PrintSheetProps } from './components/print-sheet'
export { Qr } from './components/qr'
export { Queue, type QueueRow } from './components/queue'
export { Reference } from './components/reference'
export { type RiskItem, RiskStrip } from './components/risk-strip'
export { SearchField } from './components/search-field'
export { SeatDots, type SeatDotsProps } from './components/seat-dots'
export { Select, type SelectOption, type SelectProps } from './components/select'
export { SmsField } from './components/sms-field'
export { StatNumber, type StatNumberProps } from './components/stat-number'
export { type RestState, StateNote } from './components/state-note'
export { Badge, Status, type Tone } from './components/status'
export { Stepper } from './components/stepper'
export { type Column, Table, type TableProps } from './components/table'
export { type Tab, Tabs } from './components/tabs'
export { Timeline, type TimelineStep } from './components/timeline'
export { UndoBar } from './components/undo-bar'
export { type WeekDay, type WeekMark, WeekStrip } from './components/week-strip'
export { When } from './components/when'
export { compress } from './compress'
export { contentSecurityPolicy, framedSecurityPolicy, readerSecurityPolicy } from './content-security-policy'
export { Page, type PageProps } from './layout'
export { type MapWords, mapScene } from './map/map-scene'
export { RegionMap, type RegionMapProps, type RegionShapes, type RegionValue } from './map/region-map'
export { isLang, type Lang, langFrom, languageNames, languages, type Translate, translator } from './messages'
export { pageFaults } from './page-faults'
export { ErrorPage, type ErrorPageProps, type ErrorStatus } from './pages/error-page'
export {
  drawMark,
  drawQr,
  keepTogether,
  PAPER_GREY,
  PAPER_MARGIN,
  PAPER_WIDTH,
  type PaperDocument,
  writePaper,
} from './paper/paper'
export { type Bar, Bars, type BarsProps } from './plot/bars'
export { barsScene, type SceneBar } from './plot/bars-scene'
export { type MonthValue, type MonthWords, multiplesScene, trendScene } from './plot/months-scene'
export { fitted, isLine, SCENE_WIDTH, type Scene, type SceneMark } from './plot/scene'
export { SceneSvg } from './plot/scene-svg'
export { TrendLine } from './plot/trend-line'
export { TrendPlot, type TrendPlotProps, type TrendPoint, type TrendSeries } from './plot/trend-plot'
export { parseBackPath, webRoutes } from './routes'
export { sampleView } from './sample-view'
export { type Say, sayIn } from './say'
export { blockAddress, layBlock, type PaperBlock } from './sheet/block'
export { PaperBlockPicture } from './sheet/paper-block'
export { SheetPhoto } from './sheet/sheet-photo'
export { codingFor, staticFiles } from './static'
export {
  type DemoPerson,
  makeView,
  type Theme,
  themeFrom,
  type View,
  type Viewer,
  type ViewInput,
  viewInZone,
} from './view'
