/** A document's text: blank lines part paragraphs, "- " begins an item, a single line before items is their heading. */
export const StandardTextBody = ({ text }: { text: string }) => (
  <div>
    {text.split('\n\n').map((block) => {
      const lines = block.split('\n')
      const items = lines.filter((line) => line.startsWith('- '))
      const words = lines.filter((line) => !line.startsWith('- ')).join(' ')
      if (items.length === 0) return <p>{words}</p>
      return (
        <section>
          {words === '' ? null : <h2>{words}</h2>}
          <ul>
            {items.map((item) => (
              <li>{item.slice(2)}</li>
            ))}
          </ul>
        </section>
      )
    })}
  </div>
)
