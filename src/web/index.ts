export { Button, type ButtonProps, ButtonRow } from './components/button'
export { Card, type CardProps, Cards } from './components/card'
export type { Child } from './components/child'
export { Choice, type ChoiceOption, type ChoiceProps } from './components/choice'
export { ConfirmBar } from './components/confirm-bar'
export { type Definition, DefinitionList } from './components/definition-list'
export { EmptyState } from './components/empty-state'
export { ErrorSummary, type FieldErrors } from './components/error-summary'
export { Field, type FieldProps } from './components/field'
export { fieldId } from './components/field-id'
export { Form, type FormProps } from './components/form'
export { Icon, type IconName } from './components/icon'
export { Mark, Ornament, WordMark } from './components/mark'
export { EmergencyLine, Notice, type NoticeTone } from './components/notice'
export { Pager } from './components/pager'
export { PrintSheet, type PrintSheetProps } from './components/print-sheet'
export { Qr } from './components/qr'
export { SearchField } from './components/search-field'
export { SeatDots, type SeatDotsProps } from './components/seat-dots'
export { Select, type SelectOption, type SelectProps } from './components/select'
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
export { contentSecurityPolicy } from './content-security-policy'
export { Page, type PageProps } from './layout'
export { isLang, type Lang, langFrom, languageNames, languages, type Translate, translator } from './messages'
export { sampleView } from './sample-view'
export { type Say, sayIn } from './say'
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
