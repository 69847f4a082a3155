/** The browser lets no page sound or listen before somebody has touched it. */
export const GestureCard = ({ onGesture }: { readonly onGesture: () => void }) => (
  <section className="card gesture" role="alert">
    <p>The browser keeps this page silent and deaf until you click. The agent waits.</p>
    <button type="button" onClick={onGesture}>
      Turn the sound on
    </button>
  </section>
)
