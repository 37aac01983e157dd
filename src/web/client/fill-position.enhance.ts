/** A button that fills two fields with where the device is; shown only where the browser can tell. */
class FillPosition extends HTMLElement {
  connectedCallback(): void {
    if (!('geolocation' in navigator)) return
    this.hidden = false
    this.addEventListener('click', () => {
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        const fill = (id: string | undefined, degrees: number) => {
          const field = document.getElementById(id ?? '')
          if (field instanceof HTMLInputElement) field.value = degrees.toFixed(5)
        }
        fill(this.dataset.latitude, coords.latitude)
        fill(this.dataset.longitude, coords.longitude)
      })
    })
  }
}

customElements.define('fill-position', FillPosition)
