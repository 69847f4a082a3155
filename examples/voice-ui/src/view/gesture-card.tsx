/** The browser lets no page sound before somebody has touched it. */
export const GestureCard = ({ onGesture }: { readonly onGesture: () => void }) => (
  <section className="card gesture" role="alert">
    <p>The browser keeps this page silent until you allow it to be heard. The agent waits.</p>
    <button type="button" onClick={onGesture}>
      Hear the agent
    </button>
  </section>
)
