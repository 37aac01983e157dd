import { isLine, type Scene, type SceneMark } from './scene'

/** A scene as SVG: one picture with one sentence for whoever hears it; the figures stand in the table beside. */
export const SceneSvg = ({ scene }: { scene: Scene }) => (
  <svg
    class="scene"
    viewBox={`0 0 ${scene.width} ${scene.height}`}
    role="img"
    aria-label={scene.said}
    focusable="false"
  >
    <title>{scene.said}</title>
    {scene.marks.map(drawn)}
  </svg>
)

const drawn = (mark: SceneMark) => {
  const name = `${mark.kind === 'text' ? 'scene__words' : isLine(mark.tone) ? 'scene__stroke' : 'scene__fill'} scene__${mark.tone}`
  if (mark.kind === 'path') return <path class={name} d={mark.d} />
  if (mark.kind === 'rect')
    return (
      <rect class={name} x={short(mark.x)} y={short(mark.y)} width={short(mark.width)} height={short(mark.height)} />
    )
  return (
    <text
      class={mark.strong ? `${name} scene__strong` : name}
      x={short(mark.x)}
      y={short(mark.y)}
      font-size={mark.size}
      text-anchor={mark.anchor}
    >
      {mark.words}
    </text>
  )
}

const short = (value: number): string => String(Math.round(value * 10) / 10)
